package dev.fastback.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Lines up cells in columns: the first ones to the left, numbers to the right. Where a screen has no room for all columns, some are left out, or the text of
 * the last one continues below.
 */
public final class TextTable {
    private static final int GAP = 2;
    private static final int NARROWEST_TEXT = 20;
    private static final int INDENT = 4;

    private final int leftColumns;
    private final List<List<String>> rows = new ArrayList<>();
    private List<Integer> leastTelling = List.of();
    private int headings;
    private boolean folds;

    /**
     * Makes an empty table.
     *
     * @param leftColumns columns from the left that are aligned to the left
     */
    public TextTable(int leftColumns) {
        this.leftColumns = leftColumns;
    }

    /** Sets how many of the first rows are headings. */
    public TextTable withHeadings(int count) {
        headings = count;
        return this;
    }

    /** Sets which columns may be left out for want of room, those that tell least first. */
    public TextTable withLeastTelling(List<Integer> columns) {
        leastTelling = List.copyOf(columns);
        return this;
    }

    /** Lets the text of the last column continue below, in its column or, where that is too narrow for it, on lines of its own. */
    public TextTable withFolding() {
        folds = true;
        return this;
    }

    public void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /** Appends the whole table, two blanks between columns and no blanks at the end of a line. */
    public void appendTo(StringBuilder out) {
        appendTo(out, Screen.PLAIN);
    }

    /**
     * Appends the table as a screen has room for it; to be shown by {@link Screen#show}.
     *
     * @return the columns that were left out, rising
     */
    public List<Integer> appendTo(StringBuilder out, Screen screen) {
        int[] widths = widths();
        TreeSet<Integer> leftOut = new TreeSet<>();
        for (int column : leastTelling) {
            if (width(widths, leftOut) <= screen.columns()) {
                break;
            }
            leftOut.add(column);
        }
        for (int r = 0; r < rows.size(); r++) {
            line(out, rows.get(r), widths, leftOut, screen, r < headings);
        }
        return List.copyOf(leftOut);
    }

    private int[] widths() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        return widths;
    }

    private static int width(int[] widths, TreeSet<Integer> leftOut) {
        int width = -GAP;
        for (int c = 0; c < widths.length; c++) {
            width += leftOut.contains(c) ? 0 : widths[c] + GAP;
        }
        return width;
    }

    private void line(StringBuilder out, List<String> row, int[] widths, TreeSet<Integer> leftOut, Screen screen, boolean heading) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < row.size(); c++) {
            if (leftOut.contains(c)) {
                continue;
            }
            String cell = row.get(c);
            line.append(c == 0 ? "" : " ".repeat(GAP));
            if (folds && c == widths.length - 1) {
                int start = start(cell, line.length(), screen);
                int room = Math.max(NARROWEST_TEXT, screen.columns() - start);
                if (start < line.length()) {
                    line.replace(0, line.length(), line.toString().stripTrailing()).append('\n').append(" ".repeat(start));
                }
                line.append(String.join("\n" + " ".repeat(start), broken(Screen.fold(cell, room, 0), room)));
            } else {
                String blanks = " ".repeat(widths[c] - cell.length());
                line.append(c < leftColumns ? cell + blanks : blanks + cell);
            }
        }
        out.append(heading ? String.valueOf(Screen.HEADING) : "").append(line.toString().stripTrailing()).append('\n');
    }

    /** Returns where the lines of a text begin: in its column, unless that is too narrow for it or for a word that fits on a line. */
    private static int start(String text, int column, Screen screen) {
        int room = screen.columns() - column;
        int word = Arrays.stream(text.split(" ")).mapToInt(String::length).max().orElse(0);
        boolean fits = text.length() <= room || room >= NARROWEST_TEXT && (word <= room || word > screen.columns() - INDENT);
        return fits ? column : Math.min(INDENT, column);
    }

    /** Breaks words that are longer than the room, after a point where there is one. */
    private static List<String> broken(List<String> lines, int room) {
        List<String> broken = new ArrayList<>();
        for (String line : lines) {
            String rest = line;
            while (rest.length() > room) {
                int point = rest.lastIndexOf('.', room - 1);
                int end = point > 0 ? point + 1 : room;
                broken.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            broken.add(rest);
        }
        return broken;
    }
}
