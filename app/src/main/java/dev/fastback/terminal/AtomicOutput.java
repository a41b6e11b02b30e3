package dev.fastback.terminal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a report goes: standard output, or a file that appears whole or not at all. The file is written beside its place under
 * another name and moved there at the end. A symbolic link stays, and the file it points to is replaced, or made where it is missing;
 * what is no regular file, a device or a named pipe, is written to directly, and so are the process's own open files ({@code
 * /dev/stdout}).
 */
public final class AtomicOutput {
    private static final int BUFFER = 1 << 16;
    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;
    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream stream;
    private final String streamName;
    private final @Nullable OutputPlace place;
    private final String option;

    private AtomicOutput(OutputStream stream, String streamName, @Nullable OutputPlace place, String option) {
        this.stream = stream;
        this.streamName = streamName;
        this.place = place;
        this.option = option;
    }

    /**
     * Returns the output, having made sure that the file can be written. What killed processes have left beside it is removed.
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
            return new AtomicOutput(terminal.out(), "standard output", null, option);
        }
        if (file.toString().isEmpty()) {
            throw new UsageException(option + ": the name of the file is empty");
        }
        if (Files.isDirectory(file)) {
            throw new UsageException(option + ": " + file + " is a folder");
        }
        try {
            OutputPlace place = OutputPlace.of(file);
            if (place.descriptor() == STANDARD_OUTPUT || place.descriptor() == STANDARD_ERROR) {
                return place.descriptor() == STANDARD_OUTPUT
                        ? new AtomicOutput(terminal.out(), "standard output", null, option)
                        : new AtomicOutput(terminal.err(), "standard error", null, option);
            }
            requireWritable(file, place, option);
            return new AtomicOutput(terminal.out(), "standard output", place, option);
        } catch (IOException e) {
            throw new UsageException(option + ": cannot write " + file + ": " + reason(e), e);
        }
    }

    private static void requireWritable(Path file, OutputPlace place, String option) throws IOException {
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new UsageException(option + ": cannot write " + file + ": permission denied");
        }
        if (isDatabase(place.path())) {
            throw new UsageException(option + ": " + file + " is a database, such as the run store; name another file");
        }
        if (isReplaceable(place)) {
            TemporaryFile.beside(place.path()).close();
            TemporaryFile.sweep(place.path());
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
            if (place == null) {
                write(content, stream);
                if (stream instanceof PrintStream printed && printed.checkError()) {
                    throw new IOException("it is full or closed"); // a printer keeps the reason to itself
                }
            } else if (isReplaceable(place)) {
                replace(place.path(), content);
            } else {
                try (OutputStream out = Files.newOutputStream(place.path(), StandardOpenOption.APPEND)) {
                    write(content, out);
                }
            }
        } catch (IOException e) {
            String what = place == null ? "cannot write to " + streamName : option + ": cannot write " + place.path();
            throw new StorageException(what + ": " + reason(e), e);
        }
    }

    private static void write(Content content, OutputStream stream) throws IOException {
        BufferedOutputStream out = new BufferedOutputStream(stream, BUFFER);
        content.writeTo(out);
        out.flush();
    }

    private static void replace(Path file, Content content) throws IOException {
        try (TemporaryFile temporary = TemporaryFile.beside(file)) {
            write(content, temporary.stream());
            temporary.replace(file);
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
            return place != null
                    && Files.isRegularFile(place.path())
                    && Files.exists(other)
                    && Files.isSameFile(place.path(), other);
        } catch (IOException e) {
            return false; // whoever reads the other file says what is wrong with it
        }
    }

    private static boolean isReplaceable(OutputPlace place) {
        return !place.isDescriptor() && (Files.notExists(place.path()) || Files.isRegularFile(place.path()));
    }

    public static String reason(IOException e) {
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

        public StorageException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
