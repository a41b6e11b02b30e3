package dev.fastback.data;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the columns of a file of bars are, counted from 0: the same names, in any case and order, in all formats.
 *
 * @param timeName the name of the column that holds the time, in lower case
 * @param time the column that holds the time
 * @param prices the columns of open, high, low and close
 * @param volume the column of volumes, -1 when there is none
 * @param symbolName the name of the column that holds the symbol, in lower case; null when there is none
 * @param symbol the column that holds the symbol, -1 when there is none
 * @param count how many columns the file has
 */
public record BarColumns(
        String timeName,
        int time,
        List<Integer> prices,
        int volume,
        @Nullable String symbolName,
        int symbol,
        int count) {
    /** The names of the prices' columns, in the order of {@link #prices}. */
    public static final List<String> PRICE_NAMES = List.of("open", "high", "low", "close");

    private static final Set<String> TIME_NAMES = Set.of("date", "time", "timestamp", "datetime");
    // The first that is there holds the symbol: a table may also name the asset that a symbol is of, or the company.
    private static final List<String> SYMBOL_NAMES =
            List.of("symbol", "ticker", "tic", "instrument", "pair", "sid", "code", "asset", "coin", "isin", "name");
    private static final int MAX_LISTED = 12;

    public BarColumns {
        prices = List.copyOf(prices);
    }

    /**
     * Finds the columns of a table.
     *
     * @param names the names of all columns, in order
     * @param source the file's name as messages give it
     * @throws BarDataException if a column is missing or there twice
     */
    public static BarColumns of(List<String> names, String source) {
        return of(names.stream().map(Printable::text).toList(), source, 0);
    }

    /** Finds the columns that a line of a text names; 0 stands for no line. */
    public static BarColumns of(List<String> names, String source, long line) {
        Finder finder = new Finder(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList(), source, line);
        int time = finder.time();
        List<Integer> prices = PRICE_NAMES.stream().map(finder::required).toList();
        @Nullable String symbolName = finder.symbolName();
        int symbol = symbolName == null ? -1 : finder.column(symbolName);
        return new BarColumns(
                finder.names().get(time), time, prices, finder.column("volume"), symbolName, symbol, names.size());
    }

    /** Looks for columns by name. */
    private record Finder(List<String> names, String source, long line) {
        int time() {
            int found = -1;
            for (int i = 0; i < names.size(); i++) {
                if (TIME_NAMES.contains(names.get(i))) {
                    if (found >= 0) {
                        throw BarDataException.at(source, line, names.get(i), null, names.get(found).equals(names.get(i))
                                ? header() + " names this column twice"
                                : "column " + names.get(found) + " holds the time too; keep one of them");
                    }
                    found = i;
                }
            }
            return found < 0 ? missing("date") : found;
        }

        @Nullable String symbolName() {
            return SYMBOL_NAMES.stream().filter(names::contains).findFirst().orElse(null);
        }

        int required(String name) {
            int found = column(name);
            return found < 0 ? missing(name) : found;
        }

        int column(String name) {
            int found = names.indexOf(name);
            if (found != names.lastIndexOf(name)) {
                throw BarDataException.at(source, line, name, null, header() + " names this column twice");
            }
            return found;
        }

        private int missing(String name) {
            String more = names.size() > MAX_LISTED ? ", ..." : "";
            throw BarDataException.at(source, line, name, null, "missing column; "
                    + (line > 0 ? "the first line names " : "the columns are ")
                    + String.join(", ", names.subList(0, Math.min(names.size(), MAX_LISTED))) + more);
        }

        private String header() {
            return line > 0 ? "the header" : "the schema";
        }
    }
}
