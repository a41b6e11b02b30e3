package dev.fastback.store;

import dev.fastback.codec.UnknownFormatException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** A run store that cannot be opened, read or written, or a run that is not as asked for; the message is one line. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean lost;

    /** Makes an exception. */
    public StoreException(String message) {
        super(message);
        this.lost = false;
    }

    private StoreException(String message, boolean lost) {
        super(message);
        this.lost = lost;
    }

    private StoreException(String message, Throwable cause) {
        super(message, cause);
        this.lost = false;
    }

    static StoreException unknownFormat(String run, UnknownFormatException cause) {
        return new StoreException(
                "run " + run + " was written by another build (format " + cause.format() + ", this one knows " + cause.known() + ")",
                cause);
    }

    static StoreException of(Path file, SQLException cause) {
        return new StoreException(line(file, cause), cause);
    }

    static StoreException of(Path file, IOException cause) {
        return new StoreException("run store " + file + ": " + reason(cause), cause);
    }

    static StoreException of(Path file, String reason) {
        return new StoreException("run store " + file + ": " + reason);
    }

    /** The files are no longer those that were opened. */
    static StoreException lost(Path file, String reason) {
        return new StoreException("run store " + file + ": " + reason, true);
    }

    /** Returns whether the store's files were deleted, replaced or cut short while it was in use: what was kept may be gone. */
    public boolean isLost() {
        return lost;
    }

    /** Returns whether the store may be readable all the same: what failed is something that writing needs. */
    boolean mayBeReadable() {
        return switch (getCause()) {
            case IOException e -> true;
            case SQLiteException e -> List.of(8, 10, 13, 14).contains(e.getResultCode().code & 0xff);
            case null, default -> false;
        };
    }

    /** Returns one line on what SQLite could not do. */
    static String line(Path file, SQLException cause) {
        return "run store " + file + ": " + reason(cause);
    }

    private static String reason(SQLException cause) {
        if (!(cause instanceof SQLiteException e)) {
            return oneLine(cause.getMessage());
        }
        // The low byte of a result code is its class; the rest tells cases apart.
        String plain =
                switch (e.getResultCode().code & 0xff) {
                    case 5, 6 -> "it is busy with another process";
                    case 8 -> "it is read-only";
                    case 10 -> "the disk cannot be read or written";
                    case 11 -> "it is damaged";
                    case 13 -> "the disk is full";
                    case 14 -> "it cannot be opened";
                    case 26 -> "it is damaged, or no run store";
                    default -> "SQLite says";
                };
        return plain + " (" + oneLine(e.getMessage()) + ")";
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException missing -> "its folder cannot be made, or is gone";
            case FileAlreadyExistsException exists -> "there is a file where its folder should be";
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : oneLine(cause.getMessage());
        };
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "no reason given" : text.lines().findFirst().orElse("").strip();
    }
}
