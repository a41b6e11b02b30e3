package dev.fastback.terminal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a report goes: standard output, or a file that appears whole or not at all. The file is written beside its place under
 * another name and moved there at the end. A symbolic link stays, and the file it points to is replaced; what is no regular file, a
 * device or a named pipe, is written to directly.
 */
public final class AtomicOutput {
    private static final int BUFFER = 1 << 16;
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private final Terminal terminal;
    private final @Nullable Path file;
    private final String option;

    private AtomicOutput(Terminal terminal, @Nullable Path file, String option) {
        this.terminal = terminal;
        this.file = file;
        this.option = option;
    }

    /**
     * Returns the output, having made sure that the file can be written.
     *
     * @param file null for standard output
     * @throws UsageException if the file cannot be written, or is a database as the run store is one
     */
    public static AtomicOutput to(Terminal terminal, @Nullable Path file) {
        return to(terminal, file, "--out");
    }

    /** Returns the output that {@code option} names, as messages call it. */
    public static AtomicOutput to(Terminal terminal, @Nullable Path file, String option) {
        if (file == null) {
            return new AtomicOutput(terminal, null, option);
        }
        if (file.toString().isEmpty()) {
            throw new UsageException(option + ": the name of the file is empty");
        }
        if (Files.isDirectory(file)) {
            throw new UsageException(option + ": " + file + " is a folder");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new UsageException(option + ": cannot write " + file + ": permission denied");
        }
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file;
            if (isDatabase(target)) {
                throw new UsageException(option + ": " + file + " is a database, such as the run store; name another file");
            }
            if (isReplaceable(target)) {
                Path probe = temporary(target);
                create(probe).close();
                Files.delete(probe);
            }
            return new AtomicOutput(terminal, target, option);
        } catch (IOException e) {
            throw new UsageException(option + ": cannot write " + file + ": " + reason(e));
        }
    }

    /** What writes a report to a stream, piece by piece. */
    public interface Content {
        /** Writes the whole report; the stream is buffered and closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes the content.
     *
     * @throws StorageException if the file cannot be written after all
     */
    public void write(Content content) {
        try {
            if (file == null) {
                BufferedOutputStream out = new BufferedOutputStream(terminal.out(), BUFFER);
                content.writeTo(out);
                out.flush();
            } else if (isReplaceable(file)) {
                replace(file, content);
            } else {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
                    content.writeTo(out);
                }
            }
        } catch (IOException e) {
            String place = file == null ? "cannot write to standard output" : option + ": cannot write " + file;
            throw new StorageException(place + ": " + reason(e));
        }
    }

    private static void replace(Path file, Content content) throws IOException {
        Path temporary = temporary(file);
        try {
            try (OutputStream out = new BufferedOutputStream(create(temporary), BUFFER)) {
                content.writeTo(out);
            }
            keepPermissions(file, temporary);
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary); // there only when something went wrong
        }
    }

    // By its first bytes: a run store may lie anywhere, under any name.
    private static boolean isDatabase(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(SQLITE.length), SQLITE);
        }
    }

    /** Returns whether the output would replace a file that is there, by whatever name. */
    public boolean isAt(Path other) {
        try {
            return file != null && Files.isRegularFile(file) && Files.exists(other) && Files.isSameFile(file, other);
        } catch (IOException e) {
            return false; // whoever reads the other file says what is wrong with it
        }
    }

    private static boolean isReplaceable(Path file) {
        return Files.notExists(file) || Files.isRegularFile(file);
    }

    // Not Files.createTempFile, whose files nobody else may read: a report gets the permissions of any new file.
    private static OutputStream create(Path temporary) throws IOException {
        return Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static void keepPermissions(Path file, Path temporary) throws IOException {
        PosixFileAttributeView to = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
        if (to != null && Files.exists(file)) {
            to.setPermissions(Files.getPosixFilePermissions(file));
        }
    }

    private static Path temporary(Path file) {
        return file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId() + ".tmp");
    }

    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "no such file or folder";
            case AccessDeniedException denied -> "permission denied";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    /** The storage failed after the run had begun; exit code 4. */
    public static final class StorageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StorageException(String message) {
            super(message, null, false, false);
        }
    }
}
