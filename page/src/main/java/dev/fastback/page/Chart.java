package dev.fastback.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A chart: two axes and what is drawn over them, in the order in which it was added. Each series is a list of rows of numbers; NaN is nothing.
 * Positions along an axis of names count from 0. The page shows the same numbers as a table.
 *
 * <p>Not safe for use by several threads.
 */
public final class Chart {
    private final String title;
    private final String description;
    private final Axis x;
    private final Axis y;
    private final List<Series> series = new ArrayList<>();
    private boolean zoom;
    private boolean logarithm;
    private boolean tall;
    private boolean sideways;

    /** What a series looks like, and what the numbers of its rows are. */
    enum Kind {
        /** A line over the names of the x axis: one y each. */
        LINE("line", 1),
        /** The same as steps. */
        STEP("step", 1),
        /** Bars over the names of the x axis: one y each. */
        BARS("bars", 1),
        /** A line through points: x, y. */
        PATH("path", 2),
        /** Points: x, y. */
        POINTS("points", 2),
        /** An area between two values over the names of the x axis: low, high. */
        BAND("band", 2),
        /** Price bars over the names of the x axis: open, close, low, high. */
        CANDLES("candles", 4),
        /** Lines from a point to another, coloured by a gain: x, y, x, y, gain. */
        SEGMENTS("segments", 5),
        /** The outline of a histogram, filled below: x, y. */
        OUTLINE("outline", 2),
        /** Rectangles coloured by a value: x from, x to, y from, y to, value. */
        CELLS("cells", 5);

        private final String key;
        private final int width;

        Kind(String key, int width) {
            this.key = key;
            this.width = width;
        }

        String key() {
            return key;
        }
    }

    /**
     * Something drawn.
     *
     * @param name what it is
     * @param kind its look
     * @param rows its numbers, row after row
     * @param shown whether it is drawn at first
     * @param look a mark for the script, such as a colour's role; null for the next colour
     * @param format of the values of cells and segments; null elsewhere
     * @param labels a text per point; empty for none
     */
    record Series(
            String name, Kind kind, double[] rows, boolean shown, @Nullable String look, @Nullable Format format, List<String> labels) {
        Series {
            Objects.requireNonNull(name, "name");
            if (rows.length % kind.width != 0) {
                throw new IllegalArgumentException(name + " has " + rows.length + " numbers, of which a row takes " + kind.width);
            }
        }
    }

    /**
     * Makes an empty chart.
     *
     * @param title a heading
     * @param description what it tells, in a sentence, for those who do not see it and as its caption
     */
    public Chart(String title, String description, Axis x, Axis y) {
        this.title = Objects.requireNonNull(title, "title");
        this.description = Objects.requireNonNull(description, "description");
        this.x = Objects.requireNonNull(x, "x");
        this.y = Objects.requireNonNull(y, "y");
    }

    /** Adds a line: one value per name of the x axis. */
    public Chart line(String name, double[] values, boolean shown) {
        return add(name, Kind.LINE, values, shown, null);
    }

    /** Adds a line of secondary importance: thinner, grey. */
    public Chart reference(String name, double[] values) {
        return add(name, Kind.LINE, values, true, "reference");
    }

    /** Adds a line in steps: one value per name of the x axis. */
    public Chart steps(String name, double[] values, boolean shown) {
        return add(name, Kind.STEP, values, shown, null);
    }

    /** Adds bars: one value per name of the x axis. */
    public Chart bars(String name, double[] values) {
        return add(name, Kind.BARS, values, true, null);
    }

    /** Adds a line through points, x and y in turn. */
    public Chart path(String name, double[] points) {
        return add(name, Kind.PATH, points, true, null);
    }

    /** Adds points, x and y in turn. */
    public Chart points(String name, double[] points) {
        return add(name, Kind.POINTS, points, true, null);
    }

    /** Adds the outline of a histogram, x and y of its corners in turn; what is below it is filled. */
    public Chart histogram(String name, double[] corners) {
        return add(name, Kind.OUTLINE, corners, true, null);
    }

    /** Adds an upright line from 0 to a height: a value that a histogram is held against. */
    public Chart mark(String name, double atX, double height) {
        return add(name, Kind.PATH, new double[] {atX, 0, atX, height}, true, "mark");
    }

    /** Adds thin lines between points, x and y in turn; NaN between two lines. */
    public Chart grid(String name, double[] points) {
        return add(name, Kind.PATH, points, true, "grid");
    }

    /** Adds small grey points in great number, x and y in turn. */
    public Chart dots(String name, double[] points) {
        return add(name, Kind.POINTS, points, true, "dots");
    }

    /** Adds a point that matters most. */
    public Chart star(String name, double atX, double atY) {
        return add(name, Kind.POINTS, new double[] {atX, atY}, true, "star");
    }

    /** Adds points with a text each, x and y in turn. */
    public Chart labelled(String name, double[] points, List<String> labels) {
        series.add(new Series(name, Kind.POINTS, points, true, "labelled", null, List.copyOf(labels)));
        return this;
    }

    /** Adds an area between two values per name of the x axis, low and high in turn. */
    public Chart band(String name, double[] lowAndHigh) {
        return add(name, Kind.BAND, lowAndHigh, true, "reference");
    }

    /** Adds price bars: open, close, low and high in turn for each name of the x axis. */
    public Chart candles(String name, double[] prices) {
        return add(name, Kind.CANDLES, prices, true, null);
    }

    /** Adds lines from one point to another: x, y, x, y and a gain in turn. */
    public Chart segments(String name, double[] rows, boolean shown) {
        series.add(new Series(name, Kind.SEGMENTS, rows, shown, null, Format.PERCENT, List.of()));
        return this;
    }

    /** Adds rectangles: x from, x to, y from, y to and a value in turn. */
    public Chart cells(String name, double[] rows, Format format, boolean borders) {
        series.add(new Series(name, Kind.CELLS, rows, true, borders ? "borders" : null, format, List.of()));
        return this;
    }

    /** Lets the reader zoom along the x axis. */
    public Chart zoomable() {
        zoom = true;
        return this;
    }

    /** Lets the reader ask for a logarithmic y axis. */
    public Chart withLogButton() {
        logarithm = true;
        return this;
    }

    /** Gives it more height. */
    public Chart tall() {
        tall = true;
        return this;
    }

    /** Lays bars on their side: the names of the x axis stand at the left. */
    public Chart sideways() {
        sideways = true;
        return this;
    }

    private Chart add(String name, Kind kind, double[] rows, boolean shown, @Nullable String look) {
        series.add(new Series(name, kind, rows, shown, look, null, List.of()));
        return this;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    boolean isTall() {
        return tall;
    }

    /** Writes its numbers. */
    void writeTo(DataWriter json) {
        json.begin();
        json.text("title", title);
        axis(json, "x", x);
        axis(json, "y", y);
        json.flag("zoom", zoom);
        json.flag("log", logarithm);
        json.flag("sideways", sideways);
        json.beginList("series");
        for (Series one : series) {
            json.begin();
            json.text("name", one.name());
            json.text("kind", one.kind().key());
            json.flag("hidden", !one.shown());
            if (one.look() != null) {
                json.text("look", one.look());
            }
            if (one.format() != null) {
                json.text("format", one.format().key());
            }
            if (!one.labels().isEmpty()) {
                json.texts("labels", one.labels());
            }
            json.numbers("rows", one.rows());
            json.end();
        }
        json.endList();
        json.end();
    }

    private static void axis(DataWriter json, String key, Axis axis) {
        json.begin(key);
        json.text("label", axis.label());
        json.text("format", axis.format().key());
        json.text("scale", axis.scale().name().toLowerCase(java.util.Locale.ROOT));
        if (axis.shared() != null) {
            json.text("shared", axis.shared());
        } else if (axis.scale() == Axis.Scale.NAMES) {
            json.texts("names", axis.names());
        } else if (!axis.names().isEmpty()) {
            json.texts("choices", axis.names());
        }
        json.end();
    }
}
