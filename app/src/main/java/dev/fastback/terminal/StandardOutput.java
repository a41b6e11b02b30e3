package dev.fastback.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The process's standard output, which remembers that it could not be written: a print stream keeps that to itself. After a
 * failure it takes everything and writes nothing.
 */
public final class StandardOutput extends OutputStream {
    private final OutputStream out;
    private volatile @Nullable IOException failure;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    public static StandardOutput ofProcess() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out));
    }

    /** Returns a buffered print stream on it, in UTF-8. */
    PrintStream printer() {
        return new PrintStream(new BufferedOutputStream(this), false, StandardCharsets.UTF_8);
    }

    /**
     * Returns why numbers were lost; null when none were, and when the reader closed the pipe because it had seen enough, as
     * {@code head} does.
     */
    public @Nullable String loss() {
        IOException e = failure;
        return e == null || "Broken pipe".equals(e.getMessage()) ? null : AtomicOutput.reason(e);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        if (failure == null) {
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                failure = e;
            }
        }
    }
}
