package dev.fastback.data.reading;

import dev.fastback.data.findings.BarDataException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one file holds: a series for each symbol, each checked on its own.
 *
 * @param source the file's name as the user gave it, or what stands for it
 * @param series at least one, in the order of their first rows; their reports tell of errors, which nobody refused yet
 * @param namesSymbols whether the table itself names its symbols
 * @param notes what was assumed in reading it, a few words each
 */
public record BarTable(String source, List<LoadedBars> series, boolean namesSymbols, List<String> notes) {
    private static final int LISTED_SYMBOLS = 12;

    public BarTable {
        Objects.requireNonNull(source, "source");
        series = List.copyOf(series);
        notes = List.copyOf(notes);
    }

    /** Returns all notes as one line; empty when there is none. */
    public String note() {
        return String.join("; ", notes);
    }

    /** Returns the symbols as one line, shortened when many. */
    public String symbols() {
        return series.stream().limit(LISTED_SYMBOLS).map(loaded -> loaded.report().symbol()).collect(Collectors.joining(", "))
                + (series.size() > LISTED_SYMBOLS ? ", ..." : "");
    }

    /**
     * Returns the only series.
     *
     * @throws BarDataException if there are several
     */
    public LoadedBars only() {
        if (series.size() > 1) {
            throw BarDataException.of(source, "holds " + series.size() + " symbols; name one of " + symbols());
        }
        return series.getFirst();
    }

    /**
     * Returns the table with what an option says of its symbol.
     *
     * @param symbol names the only series, or chooses one of several; null leaves the table as it is
     * @throws BarDataException if there is no such series among several
     */
    public BarTable of(@Nullable String symbol) {
        if (symbol == null || series.size() == 1 && series.getFirst().report().symbol().equals(symbol)) {
            return this;
        }
        List<LoadedBars> chosen = series.stream().filter(loaded -> loaded.report().symbol().equals(symbol)).toList();
        if (chosen.isEmpty() && series.size() == 1) {
            return new BarTable(source, List.of(series.getFirst().withSymbol(symbol)), namesSymbols, notes);
        }
        if (chosen.isEmpty()) {
            throw BarDataException.of(source, "holds no symbol " + symbol + ", but " + symbols());
        }
        return new BarTable(source, chosen, namesSymbols, notes);
    }
}
