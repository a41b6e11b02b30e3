package dev.fastback.data.reading;

import dev.fastback.data.findings.FindingKind;
import org.jspecify.annotations.Nullable;

/** Takes the rows of a table one by one. */
public interface RowSink {
    /**
     * Takes a row whose fields could be read; values of any kind are allowed here, and judged.
     *
     * @param line the line of the row, from 1
     * @param time start of the bar, milliseconds since the epoch
     * @param v traded volume; 0 where the source has none
     */
    void add(long line, long time, double o, double h, double l, double c, double v);

    /**
     * Takes a row that could not be read, or one more reason why the last such row could not.
     *
     * @param column the column's name in lower case; null where the whole row is meant
     * @param value the value found, fit for printing; null where there is none
     */
    void reject(FindingKind kind, long line, @Nullable String column, @Nullable String value, String message);
}
