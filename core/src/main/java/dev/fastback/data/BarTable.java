package dev.fastback.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one source by symbol: those of one series where no column names a symbol, else one collector for each symbol, in
 * the order of their first rows. Rows of different symbols are never compared with each other.
 *
 * <p>Where the column holds one value, that is the symbol, unless the options give another. Where it holds several, a symbol of the
 * options chooses among them. Rows without a symbol are wrong where others have one; a column without any value is ignored.
 *
 * <p>A format fills a table once, by one thread; then the series are taken from it.
 */
public final class BarTable {
    private static final int MAX_LISTED = 12;

    private final BarSource source;
    private final @Nullable String symbolColumn;
    private final BarReadOptions options;
    private final BarCollector nameless;
    private final Map<String, BarCollector> bySymbol = new LinkedHashMap<>();
    private @Nullable List<BarCollector> series;

    /**
     * Makes an empty table.
     *
     * @param symbolColumn the name of the column that holds the symbol; null where there is none
     * @param symbol the symbol where the column names none; empty when there is none
     * @param expectedRows about how many rows will come; 0 when unknown
     */
    public BarTable(
            BarSource source, @Nullable String symbolColumn, String symbol, BarReadOptions options, int expectedRows) {
        this.source = Objects.requireNonNull(source, "source");
        this.symbolColumn = symbolColumn;
        this.options = Objects.requireNonNull(options, "options");
        this.nameless = new BarCollector(source, symbol, options, symbolColumn == null ? expectedRows : 0);
    }

    /** Returns what takes the rows that name no symbol: all of them where there is no column for it. */
    public BarCollector nameless() {
        return nameless;
    }

    /** Returns what takes the rows of a symbol, which is printable; those without one where it is empty. */
    public BarCollector collector(String symbol) {
        return symbol.isEmpty()
                ? nameless
                : bySymbol.computeIfAbsent(symbol, name -> new BarCollector(source, name, options, 0));
    }

    /** Returns the symbols that the rows name, in the order of their first rows; empty when they name none. */
    public List<String> symbols() {
        return List.copyOf(bySymbol.keySet());
    }

    /** Returns the series of a symbol that the rows name. */
    public BarCollector series(String symbol) {
        List<BarCollector> all = all();
        for (int i = 0; i < all.size(); i++) {
            if (symbols().get(i).equals(symbol)) {
                return all.get(i);
            }
        }
        throw BarDataException.of(source.name(), "no symbol " + Printable.text(symbol) + " in it; " + listed());
    }

    /**
     * Returns all series; when the options give a symbol, the one that it names or chooses.
     *
     * @throws BarDataException if the options' symbol is none of several, or a single series has no symbol
     */
    public List<BarCollector> series() {
        @Nullable String given = options.symbol();
        List<BarCollector> all = all();
        if (given == null || all.size() == 1) {
            return all.size() == 1 ? List.of(only(given)) : all;
        }
        return List.of(series(given));
    }

    /**
     * Returns the only series, or that which the symbol of the options chooses.
     *
     * @param symbol what to call it; null for the symbol of the options, of the rows or of the source
     * @throws BarDataException if there are several and none is chosen, or there is no symbol
     */
    public BarCollector only(@Nullable String symbol) {
        List<BarCollector> all = all();
        if (all.size() > 1) {
            @Nullable String chosen = symbol != null ? symbol : options.symbol();
            if (chosen == null) {
                throw BarDataException.of(source.name(), "has several symbols, and one is wanted; choose among them: " + listed());
            }
            return series(chosen);
        }
        BarCollector only = all.getFirst();
        @Nullable String name = symbol != null ? symbol : options.symbol();
        if (name != null) {
            only.rename(name);
        }
        if (only.symbol().isEmpty()) {
            throw BarDataException.of(source.name(), "its name gives no symbol; name one");
        }
        return only;
    }

    private List<BarCollector> all() {
        if (series == null) {
            series = bySymbol.isEmpty() ? List.of(nameless) : List.copyOf(bySymbol.values());
            if (series.size() > 1) {
                series.forEach(BarCollector::nameSymbolInMessages);
            }
            if (series.getFirst() != nameless && nameless.rows() > 0) {
                series.getFirst().rejectAll(nameless, Objects.requireNonNull(symbolColumn));
            }
        }
        return series;
    }

    private String listed() {
        List<String> symbols = symbols();
        String more = symbols.size() > MAX_LISTED ? ", ... (" + symbols.size() + ")" : "";
        return "there is " + String.join(", ", symbols.subList(0, Math.min(symbols.size(), MAX_LISTED))) + more;
    }
}
