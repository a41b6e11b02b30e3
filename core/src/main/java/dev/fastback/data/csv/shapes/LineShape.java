package dev.fastback.data.csv.shapes;

import org.jspecify.annotations.Nullable;

/** A way in which tables are written whose lines are to be written anew before they are lines of fields, one line for each bar. */
public interface LineShape {
    /**
     * Returns the lines that stand for one, each with a line end.
     *
     * @param number the line's number, from 1
     */
    String rewritten(long number, String line);

    /** Returns what is to be said about it, in a few words. */
    String note();

    /** Returns the shape of a text, null where its lines are read as they stand. */
    static @Nullable LineShape of(CsvHead head) {
        @Nullable LineShape ruled = RuledTable.find(head);
        if (ruled != null) {
            return ruled;
        }
        @Nullable LineShape blanks = BlankSeparated.find(head);
        return blanks != null ? blanks : SideBySide.find(head);
    }
}
