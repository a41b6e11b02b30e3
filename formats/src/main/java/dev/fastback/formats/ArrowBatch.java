package dev.fastback.formats;

import com.github.luben.zstd.ZstdInputStream;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.BarFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The buffers of some rows. Each is read, and unpacked, when it is asked for; nothing is allocated that the file only says to be there.
 */
final class ArrowBatch {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    private static final long UNPACKED = -1;

    private final BarFormat.Content content;
    private final String name;
    private final RecordBatch batch;
    private final long start;
    private final long length;
    private final @Nullable BodyCompression compression;
    private final int rows;

    /**
     * Makes one.
     *
     * @param start where its body starts in the content
     * @param length the length of the body
     */
    ArrowBatch(BarFormat.Content content, String name, RecordBatch batch, long start, long length) {
        this.content = content;
        this.name = name;
        this.batch = batch;
        this.start = start;
        this.length = length;
        this.compression = batch.compression();
        long count = batch.length();
        // A bit of each value says whether it is there, at least where any is missing; columns without buffers hold no bars.
        if (count < 0 || count > Integer.MAX_VALUE - 8) {
            throw damaged("a batch is said to have " + count + " rows");
        }
        this.rows = (int) count;
        if (compression != null && compression.method() != BodyCompressionMethod.BUFFER) {
            throw BarDataException.of(name, "is compressed in a way that Arrow did not have when this was written; write it with LZ4 or ZSTD");
        }
    }

    int rows() {
        return rows;
    }

    /** Returns how many buffers hold the texts of the view column that is counted {@code column} among those of its kind. */
    int viewBuffers(int column) {
        if (column >= batch.variadicBufferCountsLength()) {
            throw damaged("the buffers of a column of texts are not counted");
        }
        long count = batch.variadicBufferCounts(column);
        if (count < 0 || count > batch.buffersLength()) {
            throw damaged("a column of texts is said to have " + count + " buffers");
        }
        return (int) count;
    }

    /** Returns which of a column's values are there, a bit each, or null when all are. */
    @Nullable ByteBuffer validity(int node, int buffer) throws IOException {
        if (node >= batch.nodesLength()) {
            throw damaged("a column is not described");
        }
        if (batch.nodes(node).length() != rows) {
            throw damaged("a column has " + batch.nodes(node).length() + " of " + rows + " values");
        }
        if (batch.nodes(node).nullCount() == 0) {
            return null;
        }
        return buffer(buffer, (rows + 7L) / 8);
    }

    /**
     * Returns a buffer, little-endian, from its position 0.
     *
     * @param least how many bytes it must have
     * @throws BarDataException if it is not as it is said to be
     */
    ByteBuffer buffer(int index, long least) throws IOException {
        if (index >= batch.buffersLength()) {
            throw damaged("a buffer is not there");
        }
        Buffer buffer = batch.buffers(index);
        long offset = buffer.offset();
        long count = buffer.length();
        if (offset < 0 || count < 0 || offset > length || count > length - offset || count > Integer.MAX_VALUE - 8) {
            throw damaged("a buffer is said to be at bytes " + offset + " to " + (offset + count) + " of " + length);
        }
        ByteBuffer bytes = count == 0 ? EMPTY : content.read(start + offset, (int) count).order(ByteOrder.LITTLE_ENDIAN);
        if (compression != null && count > 0) {
            bytes = unpacked(bytes);
        }
        if (bytes.remaining() < least) {
            throw damaged("a buffer has " + bytes.remaining() + " of " + least + " bytes");
        }
        return bytes;
    }

    // Layout: the length of the unpacked bytes as a 64-bit number, or -1 when they are not packed; then the bytes.
    private ByteBuffer unpacked(ByteBuffer bytes) throws IOException {
        if (bytes.remaining() < Long.BYTES) {
            throw damaged("a packed buffer has only " + bytes.remaining() + " bytes");
        }
        long size = bytes.getLong();
        if (size == UNPACKED) {
            return bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        }
        if (size < 0 || size > Integer.MAX_VALUE - 8) {
            throw damaged("a packed buffer is said to have " + size + " bytes");
        }
        byte[] packed = new byte[bytes.remaining()];
        bytes.get(packed);
        byte[] result;
        try (InputStream in = open(new ByteArrayInputStream(packed))) {
            result = in.readNBytes((int) size);
            if (result.length < size || in.read() >= 0) {
                throw damaged("a packed buffer has " + (result.length < size ? "less" : "more") + " than " + size + " bytes");
            }
        }
        return ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN);
    }

    private InputStream open(InputStream packed) throws IOException {
        byte codec = compression == null ? -1 : compression.codec();
        if (codec == CompressionType.ZSTD) {
            return UnpackedStream.open(packed, ZstdInputStream::new);
        }
        if (codec == CompressionType.LZ4_FRAME) {
            // Not lz4-java, which refuses blocks that refer to those before them, as most writers make.
            return UnpackedStream.open(packed, in -> new FramedLZ4CompressorInputStream(in, true));
        }
        throw BarDataException.of(name, "is compressed with a codec that is not known here (" + codec + "); write it with LZ4 or ZSTD");
    }

    BarDataException damaged(String what) {
        return BarDataException.of(name, "is damaged: " + what);
    }
}
