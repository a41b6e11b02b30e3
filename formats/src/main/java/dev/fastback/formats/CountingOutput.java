package dev.fastback.formats;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts what was written; closing it leaves the other stream open. */
final class CountingOutput extends FilterOutputStream {
    private long position;

    CountingOutput(OutputStream out) {
        super(out);
    }

    /** Returns how many bytes were written. */
    long position() {
        return position;
    }

    @Override
    public void write(int one) throws IOException {
        out.write(one);
        position++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        position += count;
    }

    /** Writes zeros until a multiple of so many bytes was written. */
    void align(int bytes) throws IOException {
        while (position % bytes != 0) {
            write(0);
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
