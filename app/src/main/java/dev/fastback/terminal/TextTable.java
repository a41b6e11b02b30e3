package dev.fastback.terminal;

import java.util.ArrayList;
import java.util.List;

/** Lines up cells in columns: the first ones to the left, numbers to the right. */
public final class TextTable {
    private final int leftColumns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Makes an empty table.
     *
     * @param leftColumns columns from the left that are aligned to the left
     */
    public TextTable(int leftColumns) {
        this.leftColumns = leftColumns;
    }

    public void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /** Appends the table, two blanks between columns and no blanks at the end of a line. */
    public void appendTo(StringBuilder out) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                String cell = row.get(c);
                String blanks = " ".repeat(widths[c] - cell.length());
                line.append(c == 0 ? "" : "  ").append(c < leftColumns ? cell + blanks : blanks + cell);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
