package dev.fastback.data.text;

import dev.fastback.data.findings.BarSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The {@linkplain LabelChanges labels} of a table whose cells are texts: remembers those of the row before. */
public final class RowLabels {
    private final LabelChanges changes;
    private final @Nullable String[] last;

    /**
     * Makes one.
     *
     * @param names the names of the columns, as messages give them
     */
    public RowLabels(List<String> names, BarSource source) {
        this.changes = new LabelChanges(names, source);
        this.last = new @Nullable String[names.size()];
    }

    /** The texts of the current row. */
    public interface Texts {
        /** Returns the text of a label, by its place among the names; null where there is none. */
        @Nullable String of(int label);
    }

    /**
     * Looks at a row that could be read.
     *
     * @param sameSymbol whether the row before it is one of the same symbol
     */
    public void see(long row, double close, boolean sameSymbol, Texts texts) {
        changes.row(close, sameSymbol);
        for (int i = 0; i < last.length; i++) {
            @Nullable String now = texts.of(i);
            @Nullable String before = last[i];
            if (now == null || now.equals(before)) {
                continue;
            }
            last[i] = now;
            if (before != null) {
                changes.change(i, row, () -> Objects.requireNonNull(before), () -> now);
            }
        }
    }

    /**
     * Returns what is to be said about labels that change.
     *
     * @throws dev.fastback.data.findings.BarDataException if the price leaps where they do
     */
    public List<String> notes() {
        return changes.notes();
    }
}
