package dev.fastback.formats;

import dev.fastback.data.reading.Compression;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** Bzip2. */
public final class Bzip2 implements Compression {
    /** For {@link java.util.ServiceLoader}. */
    public Bzip2() {}

    @Override
    public String name() {
        return "bzip2";
    }

    @Override
    public InputStream open(InputStream packed) throws IOException {
        return UnpackedStream.open(packed, in -> new BZip2CompressorInputStream(in, true));
    }
}
