package dev.fastback.formats;

import com.github.luben.zstd.ZstdInputStream;
import dev.fastback.data.reading.Compression;
import java.io.IOException;
import java.io.InputStream;

/** Zstandard; windows of more than 128 MiB are refused, as the program {@code zstd} does unless told otherwise. */
public final class Zstandard implements Compression {
    /** For {@link java.util.ServiceLoader}. */
    public Zstandard() {}

    @Override
    public String name() {
        return "zstd";
    }

    @Override
    public InputStream open(InputStream packed) throws IOException {
        return UnpackedStream.open(packed, ZstdInputStream::new);
    }
}
