package dev.fastback.data.csv;

import dev.fastback.data.BarDataException;
import dev.fastback.data.Printable;
import dev.fastback.data.text.BarFields;
import dev.fastback.data.text.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns that name something and are not read: the exchange, the session, or symbols under a name that nobody knows. Where the price leaps when such a name
 * changes, the rows are those of several series, which must not become one.
 */
final class LabelColumns {
    /** The least change of the price, as a logarithm, that is a leap: half as much again. */
    private static final double LEAP = Math.log(1.5);
    private static final int FEWEST_ROWS = 3;
    private static final int FEWEST_DIGITS = 5;
    private static final int ROWS_PER_ID = 3;
    private static final int ROWS_PER_CHANGE = 5;

    private final String source;
    private final List<Label> labels;
    private double lastClose = Double.NaN;
    private long rows;

    LabelColumns(List<Integer> columns, List<String> names, String source) {
        this.source = source;
        this.labels = columns.stream().map(column -> new Label(column, names.get(column))).toList();
    }

    /** Returns which columns that are not among {@code used} name something in each of these rows. */
    static List<Integer> find(List<List<String>> rows, int count, List<Integer> used) {
        List<Integer> found = new ArrayList<>();
        for (int column = 0; column < count && rows.size() >= FEWEST_ROWS; column++) {
            int at = column;
            List<String> values = rows.stream().map(row -> row.get(at)).toList();
            if (!used.contains(at) && (areTexts(values) || areIds(values))) {
                found.add(at);
            }
        }
        return found;
    }

    private static boolean areTexts(List<String> values) {
        return values.stream().allMatch(value -> !Samples.isMissing(value) && value.codePoints().anyMatch(Character::isLetter)
                        && !Samples.couldBeTime(value))
                && 2 * values.stream().distinct().count() <= values.size();
    }

    private static boolean areIds(List<String> values) {
        return values.stream().allMatch(LabelColumns::isId) && ROWS_PER_ID * values.stream().distinct().count() <= values.size();
    }

    private static boolean isId(String value) {
        return value.length() >= FEWEST_DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /**
     * Looks at a row.
     *
     * @param follows whether the row before it is one of the same symbol
     */
    void see(CsvScanner scanner, double close, boolean follows) {
        rows++;
        double way = follows ? Math.abs(Math.log(close / lastClose)) : Double.NaN;
        for (Label label : labels) {
            label.see(scanner, way, lastClose, close);
        }
        lastClose = close;
    }

    /**
     * Returns what is to be said about names that change.
     *
     * @throws BarDataException if the price leaps where they do
     */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (Label label : labels) {
            if (label.leaps > 0 && 2 * label.leaps >= label.changes) {
                throw BarDataException.at(source, label.line, label.name, label.to, "the price goes from " + label.prices + " where this column goes from \""
                        + label.from + "\": these are several series; name the column symbol, or give each a file of its own");
            }
            if (label.changes > 0 && ROWS_PER_CHANGE * label.changes <= rows) {
                notes.add("column " + label.name + " changes (" + label.from + ", " + label.to + ") and is passed over");
            }
        }
        return notes;
    }

    /** One column. */
    private static final class Label {
        private final int column;
        private final String name;
        private byte @Nullable [] last;
        private long changes;
        private long leaps;
        private long line;
        private String from = "";
        private String to = "";
        private String prices = "";

        Label(int column, String name) {
            this.column = column;
            this.name = name;
        }

        void see(CsvScanner scanner, double way, double lastClose, double close) {
            int start = scanner.start(column);
            int end = scanner.end(column);
            if (start == end || last != null && Arrays.equals(last, 0, last.length, scanner.bytes(), start, end)) {
                return;
            }
            byte @Nullable [] before = last;
            last = Arrays.copyOfRange(scanner.bytes(), start, end);
            if (before == null || Double.isNaN(way)) {
                return;
            }
            changes++;
            boolean leap = way > LEAP;
            if (changes == 1 || leap && leaps == 0) {
                line = scanner.line();
                from = BarFields.printable(before, 0, before.length);
                to = BarFields.printable(last, 0, last.length);
                prices = Printable.number(lastClose) + " to " + Printable.number(close);
            }
            leaps += leap ? 1 : 0;
        }
    }
}
