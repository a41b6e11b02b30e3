package dev.fastback.data.findings;

import dev.fastback.data.Printable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Price bars that cannot be used. The message is one line and names the source and, where there is one, the line, the
 * column and the value.
 */
public final class BarDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private BarDataException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Returns an exception about a whole source. */
    public static BarDataException of(String source, String message) {
        return new BarDataException(Printable.text(source) + ": " + message, null);
    }

    /**
     * Returns an exception about one place of a source.
     *
     * @param line the line, from 1; 0 where none is known
     * @param column the column's name; null where the whole line is meant
     * @param value the value found, fit for printing; null where there is none
     */
    public static BarDataException at(
            String source, long line, @Nullable String column, @Nullable String value, String message) {
        return of(source, Printable.place("line", line, column, value) + ": " + message);
    }

    /**
     * Returns an exception about one place of a source whose rows may be called otherwise than lines.
     *
     * @param row the number of the row, as its source counts
     * @param column the column's name
     * @param value the value found, fit for printing
     */
    public static BarDataException at(BarSource source, long row, String column, String value, String message) {
        return of(source.name(), Printable.place(source.rowWord(), row, column, value) + ": " + message);
    }

    /** Returns the exception for a report with errors: the first one and the number of the others. */
    public static BarDataException of(BarReport report) {
        BarFinding first = report.errors().getFirst();
        long others = report.errorCount() - 1;
        return of(report.source(), first.describe() + (others > 0 ? " (and " + others + " more)" : ""));
    }

    /** Returns the exception for a source that could not be read. */
    public static BarDataException of(String source, IOException cause) {
        String reason = switch (cause) {
            case NoSuchFileException e -> "no such file or folder";
            case AccessDeniedException e -> "no permission to read it";
            case NotDirectoryException e -> "not a folder";
            case EOFException e -> "the compressed data ends too early; the file is truncated";
            case ZipException e -> "the compressed data is damaged or no table of bars (" + detail(e) + ")";
            default -> "cannot be read (" + detail(cause) + ")";
        };
        return new BarDataException(Printable.text(source) + ": " + reason, cause);
    }

    /** Returns the exception for a source that asks for more memory than there is. */
    public static BarDataException outOfMemory(String source) {
        return of(source, "cannot be read in " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB of memory; a damaged file may ask for any amount");
    }

    private static String detail(IOException cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : Printable.text(message);
    }
}
