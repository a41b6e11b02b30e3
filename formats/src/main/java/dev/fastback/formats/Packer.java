package dev.fastback.formats;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Optional;

/** Compresses with Zstandard; what is packed carries a checksum, so that damage is seen when it is unpacked. */
final class Packer implements AutoCloseable {
    private static final int LEVEL = 3;

    private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);

    byte[] pack(byte[] bytes) {
        return context.compress(bytes);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Returns why nothing can be packed here. */
    static Optional<String> unavailable() {
        try {
            Zstd.defaultCompressionLevel();
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of("there is no native library of Zstandard for this system (" + e.getMessage() + "); write CSV");
        }
    }
}
