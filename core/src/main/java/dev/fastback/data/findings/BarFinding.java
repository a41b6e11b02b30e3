package dev.fastback.data.findings;

import dev.fastback.component.Labelled;
import dev.fastback.data.Printable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a check found in one row.
 *
 * @param kind what it is; it decides the severity
 * @param rowWord what {@code line} counts: {@code line} or {@code row}
 * @param line the line of the file, from 1, the header included; for files that are no text, and for bars that come from no
 *     file, the number of the row
 * @param column the column concerned, in lower case; null when the whole row is
 * @param value the value found, fit for printing and shortened when long; null where there is none
 * @param message what is wrong, in a few words, one line
 * @param remedy what became of the row
 */
public record BarFinding(
        FindingKind kind,
        String rowWord,
        long line,
        @Nullable String column,
        @Nullable String value,
        String message,
        Remedy remedy) {
    /** How grave a finding is. */
    public enum Severity implements Labelled {
        /** The row cannot be used as it is. */
        ERROR,
        /** The row is used; it may be worth a look. */
        WARNING
    }

    /** What became of a row. */
    public enum Remedy {
        /** It was left as it is. */
        NONE,
        /** It was left out. */
        DROPPED,
        /** It was changed, as the message says, and is used. */
        REPAIRED
    }

    public BarFinding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(rowWord, "rowWord");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(remedy, "remedy");
        if (line < 0) {
            throw new IllegalArgumentException("line must not be negative: " + line);
        }
    }

    /** Returns how severe the finding is. */
    public Severity severity() {
        return kind.severity();
    }

    /** Returns place, value, message and remedy as one line, without the name of the file. */
    public String describe() {
        String end = remedy == Remedy.DROPPED ? "; dropped" : "";
        return Printable.place(rowWord, line, column, value) + ": " + message + end;
    }
}
