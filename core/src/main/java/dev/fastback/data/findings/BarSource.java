package dev.fastback.data.findings;

import java.util.Objects;

/**
 * Where rows come from, as messages name it.
 *
 * @param name the file's name as the user gave it, or what stands for it
 * @param timeColumn the name of the column that holds the time
 * @param hasVolume whether there is a volume column; without one, zero volumes mean nothing
 * @param rowWord what a row is called and counted as, from 1: {@code line} of a text, {@code row} of a table
 */
public record BarSource(String name, String timeColumn, boolean hasVolume, String rowWord) {
    public BarSource {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(timeColumn, "timeColumn");
        Objects.requireNonNull(rowWord, "rowWord");
    }

    /** Returns the same source, where messages are about one of its symbols. */
    public BarSource of(String symbol) {
        return new BarSource(name + " (" + symbol + ")", timeColumn, hasVolume, rowWord);
    }

    /** Returns a source whose rows are the lines of a text. */
    public static BarSource ofLines(String name, String timeColumn, boolean hasVolume) {
        return new BarSource(name, timeColumn, hasVolume, "line");
    }
}
