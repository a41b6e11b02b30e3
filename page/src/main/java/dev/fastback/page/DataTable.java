package dev.fastback.page;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of a page, sortable and copied as CSV with all digits; of a long one the first {@value #SHOWN} rows are shown until the reader asks for all. Cells are texts, numbers, links into the page, or null for nothing.
 *
 * <p>Not safe for use by several threads.
 */
public final class DataTable {
    /** Characters from which a text takes several lines. */
    private static final int LONG = 48;
    /** Rows that are shown at first; laying thousands out takes seconds in which nothing else is there. */
    static final int SHOWN = 200;

    private final String title;
    private final List<Column> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    /**
     * A text that leads to another place of the page.
     *
     * @param text what it says
     * @param id the place
     */
    public record Link(String text, String id) {}

    /**
     * Makes an empty table.
     *
     * @param title what it shows, for those who hear it
     */
    public DataTable(String title, Column... columns) {
        this(title, List.of(columns));
    }

    /** Makes an empty table with a list of columns. */
    public DataTable(String title, List<Column> columns) {
        this.title = title;
        this.columns = List.copyOf(columns);
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if it has not one cell per column
     */
    public DataTable row(List<? extends @Nullable Object> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException("a row of " + title + " has " + cells.size() + " cells and " + columns.size() + " columns");
        }
        rows.add(new ArrayList<>(cells));
        return this;
    }

    /** Returns how many rows there are. */
    public int rows() {
        return rows.size();
    }

    void writeTo(StringBuilder out) {
        out.append("<div class=\"table\"><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
        Html.append(out, title);
        out.append("\"><table><caption class=\"hidden\">");
        Html.append(out, title);
        out.append("</caption><thead><tr>");
        for (Column column : columns) {
            out.append(column.format() == null ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"n\">");
            Html.append(out, column.name());
            out.append("</th>");
        }
        out.append("</tr></thead>\n<tbody>");
        for (int r = 0; r < rows.size(); r++) {
            if (r == SHOWN) {
                out.append("</tbody><tbody hidden>");
            }
            List<@Nullable Object> row = rows.get(r);
            out.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                cell(out, columns.get(i), row.get(i), i == 0);
            }
            out.append("</tr>\n");
        }
        out.append("</tbody></table></div></div>\n");
    }

    private static void cell(StringBuilder out, Column column, @Nullable Object value, boolean heading) {
        String element = heading ? "th" : "td";
        out.append('<').append(element).append(heading ? " scope=\"row\"" : "");
        if (value instanceof Number number && column.format() != null) {
            out.append(" class=\"n\" data-v=\"").append(number).append("\">");
            Html.append(out, column.format().of(number.doubleValue()));
        } else {
            boolean isLong = value instanceof String text && text.length() > LONG;
            out.append(column.format() != null ? " class=\"n\">" : isLong ? " class=\"long\">" : ">");
            if (value instanceof Link link) {
                out.append("<a href=\"#");
                Html.append(out, link.id());
                out.append("\">");
                Html.append(out, link.text());
                out.append("</a>");
            } else {
                Html.append(out, value == null ? "" : String.valueOf(value));
            }
        }
        out.append("</").append(element).append('>');
    }
}
