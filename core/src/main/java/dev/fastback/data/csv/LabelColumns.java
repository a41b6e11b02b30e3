package dev.fastback.data.csv;

import dev.fastback.data.findings.BarSource;
import dev.fastback.data.text.BarFields;
import dev.fastback.data.text.LabelChanges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The {@linkplain LabelChanges labels} of a text, compared as bytes. */
final class LabelColumns {
    private final LabelChanges changes;
    private final int[] columns;
    // The last values; those that are empty stand for none.
    private final byte[][] last;

    LabelColumns(List<Integer> columns, List<String> names, BarSource source) {
        this.changes = new LabelChanges(columns.stream().map(names::get).toList(), source);
        this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
        this.last = new byte[columns.size()][0];
    }

    /** Returns which columns that are not among {@code used} name something in each of these rows. */
    static List<Integer> find(List<List<String>> rows, int count, List<Integer> used) {
        List<Integer> found = new ArrayList<>();
        for (int column = 0; column < count; column++) {
            int at = column;
            if (!used.contains(at) && LabelChanges.areLabels(rows.stream().map(row -> row.get(at)).toList())) {
                found.add(at);
            }
        }
        return found;
    }

    /**
     * Looks at a row.
     *
     * @param follows whether the row before it is one of the same symbol
     */
    void see(CsvScanner scanner, double close, boolean follows) {
        changes.row(close, follows);
        for (int i = 0; i < columns.length; i++) {
            int start = scanner.start(columns[i]);
            int end = scanner.end(columns[i]);
            byte[] before = last[i];
            if (start == end || Arrays.equals(before, 0, before.length, scanner.bytes(), start, end)) {
                continue;
            }
            byte[] now = Arrays.copyOfRange(scanner.bytes(), start, end);
            last[i] = now;
            if (before.length > 0) {
                changes.change(i, scanner.line(), () -> BarFields.printable(before, 0, before.length), () -> BarFields.printable(now, 0, now.length));
            }
        }
    }

    /**
     * Returns what is to be said about names that change.
     *
     * @throws dev.fastback.data.findings.BarDataException if the price leaps where they do
     */
    List<String> notes() {
        return changes.notes();
    }
}
