package dev.fastback.formats;

import dev.fastback.data.reading.Compression;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Xz; files that need more than 256 MiB of memory to unpack are refused, which no preset of the usual programs does. */
public final class Xz implements Compression {
    private static final int MEMORY_LIMIT_KIB = 256 << 10;

    /** For {@link java.util.ServiceLoader}. */
    public Xz() {}

    @Override
    public String name() {
        return "xz";
    }

    @Override
    public InputStream open(InputStream packed) throws IOException {
        return UnpackedStream.open(packed, in -> new XZCompressorInputStream(in, true, MEMORY_LIMIT_KIB));
    }
}
