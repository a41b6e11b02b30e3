package dev.fastback.parquet;

import dev.fastback.data.reading.BarFormat;
import dev.hardwood.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The content as the library reads it. Copies, not a mapping: a mapped file that is truncated crashes the virtual
 * machine. It remembers that reading failed, because the library does not tell read errors from damaged content.
 */
final class ContentFile implements InputFile {
    private final BarFormat.Content content;
    private final String name;
    private volatile @Nullable IOException failure;

    ContentFile(BarFormat.Content content, String name) {
        this.content = content;
        this.name = name;
    }

    @Override
    public void open() {
        // it is open
    }

    @Override
    public ByteBuffer readRange(long offset, int length) throws IOException {
        try {
            return content.read(offset, length);
        } catch (EOFException e) {
            throw e; // the file is too short for what it says of itself
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public long length() {
        return content.length();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        // whoever opened it closes it
    }

    /**
     * Returns normally if every read succeeded.
     *
     * @throws IOException if it did not
     */
    void rethrowFailure() throws IOException {
        IOException e = failure;
        if (e != null) {
            throw e;
        }
    }
}
