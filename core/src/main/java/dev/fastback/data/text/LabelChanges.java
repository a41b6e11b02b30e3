package dev.fastback.data.text;

import dev.fastback.data.Printable;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.findings.BarSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Columns that name something and are not read: the exchange, the session, or symbols under a name that nobody knows. Where the price leaps when such a name
 * changes, the rows are those of several series, which must not become one.
 */
public final class LabelChanges {
    /** As many of the first rows tell which columns are labels. */
    public static final int SAMPLED_ROWS = 200;

    /** The least change of the price, as a logarithm, that is a leap: half as much again. */
    private static final double LEAP = Math.log(1.5);

    private static final int FEWEST_ROWS = 3;
    private static final int FEWEST_DIGITS = 5;
    private static final int ROWS_PER_ID = 3;
    private static final int ROWS_PER_CHANGE = 5;

    private final BarSource source;
    private final List<Label> labels;
    private double lastClose = Double.NaN;
    private double close = Double.NaN;
    private boolean follows;
    private long rows;

    /**
     * Makes one.
     *
     * @param names the names of the columns, as messages give them
     */
    public LabelChanges(List<String> names, BarSource source) {
        this.source = source;
        this.labels = names.stream().map(Label::new).toList();
    }

    /** Returns whether a column with these values in the first rows names something: few different texts, or few long numbers. */
    public static boolean areLabels(List<String> values) {
        return values.size() >= FEWEST_ROWS && (areTexts(values) || areIds(values));
    }

    private static boolean areTexts(List<String> values) {
        return values.stream().allMatch(value -> !Samples.isMissing(value) && value.codePoints().anyMatch(Character::isLetter)
                        && !Samples.couldBeTime(value))
                && 2 * values.stream().distinct().count() <= values.size();
    }

    private static boolean areIds(List<String> values) {
        return values.stream().allMatch(LabelChanges::isId) && ROWS_PER_ID * values.stream().distinct().count() <= values.size();
    }

    private static boolean isId(String value) {
        return value.length() >= FEWEST_DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /**
     * Says that a row was read, before {@link #change} says which labels are others than before.
     *
     * @param sameSymbol whether the row before it is one of the same symbol
     */
    public void row(double newClose, boolean sameSymbol) {
        rows++;
        lastClose = close;
        close = newClose;
        follows = sameSymbol && rows > 1;
    }

    /**
     * Says that a label of the current row is another than that of the row before.
     *
     * @param label its place among the names
     * @param place the number of the row or line
     */
    public void change(int label, long place, Supplier<String> from, Supplier<String> to) {
        if (follows) {
            labels.get(label).change(place, Math.abs(Math.log(close / lastClose)) > LEAP, from, to);
        }
    }

    /**
     * Returns what is to be said about names that change.
     *
     * @throws BarDataException if the price leaps where they do
     */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        IntStream.range(0, labels.size()).forEach(i -> {
            Label label = labels.get(i);
            if (label.leaps > 0 && 2 * label.leaps >= label.changes) {
                throw BarDataException.at(source, label.place, label.name, label.to, "the price goes from " + label.prices + " where this column goes from \""
                        + label.from + "\": these are several series; name the column symbol, or give each a file of its own");
            }
            if (label.changes > 0 && ROWS_PER_CHANGE * label.changes <= rows) {
                notes.add("column " + label.name + " changes (" + label.from + ", " + label.to + ") and is passed over");
            }
        });
        return notes;
    }

    /** One column. */
    private final class Label {
        private final String name;
        private long changes;
        private long leaps;
        private long place;
        private String from = "";
        private String to = "";
        private String prices = "";

        Label(String name) {
            this.name = name;
        }

        void change(long at, boolean leap, Supplier<String> oldValue, Supplier<String> newValue) {
            changes++;
            if (changes == 1 || leap && leaps == 0) {
                place = at;
                from = oldValue.get();
                to = newValue.get();
                prices = Printable.number(lastClose) + " to " + Printable.number(close);
            }
            leaps += leap ? 1 : 0;
        }
    }
}
