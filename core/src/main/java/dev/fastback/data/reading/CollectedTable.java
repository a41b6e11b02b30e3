package dev.fastback.data.reading;

import java.util.ArrayList;
import java.util.List;

/**
 * All rows of a file, not yet checked as a whole.
 *
 * @param series the rows of each symbol
 * @param namesSymbols whether the table itself names its symbols
 * @param notes what was assumed in reading it, a few words each
 */
public record CollectedTable(List<BarCollector> series, boolean namesSymbols, List<String> notes) {
    public CollectedTable {
        series = List.copyOf(series);
        notes = List.copyOf(notes);
    }

    /** Returns the table of what was collected for rows of one symbol or several. */
    public static CollectedTable of(BarRows rows, boolean namesSymbols, List<String> notes) {
        List<BarCollector> series = rows.collectors();
        List<String> all = new ArrayList<>(notes);
        if (rows.isReversed()) {
            all.add("newest first");
        }
        return new CollectedTable(series, namesSymbols, all);
    }

    /**
     * Returns the table with every series checked.
     *
     * @throws BarDataException if there was no row at all
     */
    public BarTable checked(String source) {
        return new BarTable(source, series.stream().map(BarCollector::checked).toList(), namesSymbols, notes);
    }
}
