package dev.fastback.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where the columns of a file of bars are, counted from 0.
 *
 * @param timeName the name of the column that holds the time
 * @param prices the columns of open, high, low and close
 * @param volume the column of volumes, -1 when there is none
 * @param columns how many columns the file has
 */
record CsvHeader(String timeName, int time, int[] prices, int volume, int columns) {
    static final List<String> PRICE_NAMES = List.of("open", "high", "low", "close");
    private static final Set<String> TIME_NAMES = Set.of("date", "time", "timestamp", "datetime");
    private static final int MAX_LISTED = 12;

    /**
     * Returns the header that the scanner's current line holds.
     *
     * @throws BarDataException if a column is missing or there twice, or the line is no text
     */
    static CsvHeader of(CsvScanner scanner, String source) {
        if (scanner.hasControlBytes()) {
            throw BarDataException.at(source, scanner.line(), null, null, "control characters; this is no CSV text");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < scanner.fields(); i++) {
            names.add(Printable.field(scanner.bytes(), scanner.start(i), scanner.end(i)).toLowerCase(Locale.ROOT));
        }
        int time = timeColumn(names, scanner.line(), source);
        int[] prices = new int[PRICE_NAMES.size()];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = column(names, PRICE_NAMES.get(i), scanner.line(), source);
            if (prices[i] < 0) {
                throw missing(PRICE_NAMES.get(i), names, scanner.line(), source);
            }
        }
        int volume = column(names, "volume", scanner.line(), source);
        return new CsvHeader(names.get(time), time, prices, volume, names.size());
    }

    private static int timeColumn(List<String> names, long line, String source) {
        int found = -1;
        for (int i = 0; i < names.size(); i++) {
            if (TIME_NAMES.contains(names.get(i))) {
                if (found >= 0) {
                    throw BarDataException.at(source, line, names.get(i), null, names.get(found).equals(names.get(i))
                            ? "the header names this column twice"
                            : "column " + names.get(found) + " holds the time too; keep one of them");
                }
                found = i;
            }
        }
        if (found < 0) {
            throw missing("date", names, line, source);
        }
        return found;
    }

    private static int column(List<String> names, String name, long line, String source) {
        int found = names.indexOf(name);
        if (found != names.lastIndexOf(name)) {
            throw BarDataException.at(source, line, name, null, "the header names this column twice");
        }
        return found;
    }

    private static BarDataException missing(String name, List<String> names, long line, String source) {
        String more = names.size() > MAX_LISTED ? ", ..." : "";
        return BarDataException.at(source, line, name, null, "missing column; the first line names "
                + String.join(", ", names.subList(0, Math.min(names.size(), MAX_LISTED))) + more);
    }
}
