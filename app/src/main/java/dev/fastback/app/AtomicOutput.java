package dev.fastback.app;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Where a report goes: standard output, or a file that appears whole or not at all. The file is written beside its place under
 * another name and moved there at the end.
 */
final class AtomicOutput {
    private static final int BUFFER = 1 << 16;

    private final Terminal terminal;
    private final @Nullable Path file;

    private AtomicOutput(Terminal terminal, @Nullable Path file) {
        this.terminal = terminal;
        this.file = file;
    }

    /**
     * Returns the output, having made sure that the file can be written.
     *
     * @param file null for standard output
     * @throws UsageException if the file cannot be written
     */
    static AtomicOutput to(Terminal terminal, @Nullable Path file) {
        if (file != null) {
            if (Files.isDirectory(file)) {
                throw new UsageException("--out: " + file + " is a folder");
            }
            try {
                Files.delete(Files.createTempFile(folder(file), ".fastback-", ".tmp"));
            } catch (IOException e) {
                throw new UsageException("--out: cannot write in " + folder(file) + ": " + reason(e));
            }
        }
        return new AtomicOutput(terminal, file);
    }

    /** What writes a report to a stream, piece by piece. */
    interface Content {
        /** Writes the whole report; the stream is buffered and closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes the content.
     *
     * @throws StorageException if the file cannot be written after all
     */
    void write(Content content) {
        if (file == null) {
            try {
                BufferedOutputStream out = new BufferedOutputStream(terminal.out(), BUFFER);
                content.writeTo(out);
                out.flush();
            } catch (IOException e) {
                throw new StorageException("cannot write to standard output: " + reason(e));
            }
            return;
        }
        Path temporary = null;
        try {
            temporary = folder(file).resolve("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), BUFFER)) {
                content.writeTo(out);
            }
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            if (temporary != null) {
                temporary.toFile().delete();
            }
            throw new StorageException("--out: cannot write " + file + ": " + reason(e));
        }
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException missing -> "no such file or folder";
            case java.nio.file.AccessDeniedException denied -> "permission denied";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    /** The storage failed after the run had begun; exit code 4. */
    static final class StorageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StorageException(String message) {
            super(message, null, false, false);
        }
    }
}
