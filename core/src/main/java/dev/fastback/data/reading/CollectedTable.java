package dev.fastback.data.reading;

import dev.fastback.data.Printable;
import dev.fastback.data.findings.BarDataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** Reads what one symbol's columns hold, by the names that all columns have for it. */
    public interface OfSymbol {
        /** Returns the rows of the symbol. */
        CollectedTable read(String symbol, List<String> names) throws IOException;
    }

    /**
     * Returns the table of symbols that stand side by side, each with columns of its own; null where the names are not written so.
     *
     * @param source the file's name as messages give it
     * @param names the names of all columns
     * @throws BarDataException if none of the symbols has a row
     */
    public static @Nullable CollectedTable sideBySide(String source, List<String> names, OfSymbol reader) throws IOException {
        List<String> others = new ArrayList<>();
        Map<String, List<String>> bySymbol = ColumnName.bySymbol(names, others);
        if (bySymbol.isEmpty()) {
            return null;
        }
        List<BarCollector> series = new ArrayList<>();
        Set<String> notes = new LinkedHashSet<>(List.of(ColumnName.note(bySymbol.size(), others)));
        for (Map.Entry<String, List<String>> symbol : bySymbol.entrySet()) {
            CollectedTable table = reader.read(Printable.text(symbol.getKey()), symbol.getValue());
            if (!table.series.stream().allMatch(BarCollector::isEmpty)) {
                series.addAll(table.series);
                notes.addAll(table.notes);
            }
        }
        if (series.isEmpty()) {
            throw BarDataException.of(source, "there are columns of " + bySymbol.size() + " symbols, but no bars");
        }
        return new CollectedTable(series, true, List.copyOf(notes));
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
