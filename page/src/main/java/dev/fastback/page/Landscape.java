package dev.fastback.page;

import java.util.List;

/**
 * Points of two or more dimensions with a value each, drawn as a heat map over two of them that the reader chooses: each cell has the best of
 * its points, whatever their other coordinates, those near the best of all are framed, and a line joins the points that were better than all before them.
 *
 * @param title a heading
 * @param description what it tells, in a sentence
 * @param dimensions their names and what their coordinates stand for; at least two
 * @param value what the points' value is
 * @param format how it is shown
 * @param rows the points in the order in which they were looked at: coordinates, then the value, NaN for none; row after row
 * @param plateau value from which cells are framed
 * @param isSmallBest whether the smallest value is the best, and not the largest
 */
public record Landscape(
        String title,
        String description,
        List<Dimension> dimensions,
        String value,
        Format format,
        double[] rows,
        double plateau,
        boolean isSmallBest) {
    /**
     * A dimension.
     *
     * @param name its name
     * @param choices what the coordinates 0, 1, ... stand for; empty for numbers
     */
    public record Dimension(String name, List<String> choices) {
        public Dimension {
            choices = List.copyOf(choices);
        }
    }

    public Landscape {
        dimensions = List.copyOf(dimensions);
        if (dimensions.size() < 2) {
            throw new IllegalArgumentException(title + " has " + dimensions.size() + " dimensions; two are needed");
        }
        if (rows.length % (dimensions.size() + 1) != 0) {
            throw new IllegalArgumentException(title + " has " + rows.length + " numbers, of which a row takes " + (dimensions.size() + 1));
        }
    }

    /** Writes its numbers. */
    void writeTo(DataWriter json) {
        json.begin();
        json.text("title", title);
        json.beginList("dimensions");
        for (Dimension dimension : dimensions) {
            json.begin();
            json.text("name", dimension.name());
            if (!dimension.choices().isEmpty()) {
                json.texts("choices", dimension.choices());
            }
            json.end();
        }
        json.endList();
        json.text("value", value);
        json.text("format", format.key());
        if (isSmallBest) {
            json.flag("isSmallBest", true);
        }
        json.numbers("plateau", new double[] {plateau});
        json.numbers("rows", rows);
        json.end();
    }
}
