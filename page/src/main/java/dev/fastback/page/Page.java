package dev.fastback.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes one HTML page, from its head to its end, as it goes: the file holds all that it shows and asks no host for anything. Every text is
 * escaped, scripts and styles are those of this package alone and the page's security policy says so by their hashes. Equal calls give equal bytes.
 *
 * <p>Sections stand one after another or in one another; what is added goes into the innermost open one. Not safe for use by several threads.
 */
public final class Page implements AutoCloseable {
    private static final int FULL = 1 << 16;

    private final OutputStream stream;
    private final StringBuilder out = new StringBuilder(2 * FULL);
    private final boolean charts;
    private final Deque<String> opened = new ArrayDeque<>();

    private Page(OutputStream stream, boolean charts) {
        this.stream = stream;
        this.charts = charts;
    }

    /**
     * A place of the page that its list of contents names.
     *
     * @param id the section's
     * @param text what the list says
     */
    public record Place(String id, String text) {}

    /**
     * A figure that stands out.
     *
     * @param name what it is
     * @param value as text
     * @param remark beside it; may be empty
     */
    public record KeyFigure(String name, String value, String remark) {}

    /**
     * Begins a page.
     *
     * @param out buffered or not; flushed and left open at the end
     * @param title the page's heading
     * @param subtitle a line below it; may be empty
     * @param contents what the list of contents names, in order; may be empty
     * @param charts whether the page has charts
     */
    public static Page begin(OutputStream out, String title, String subtitle, List<Place> contents, boolean charts) throws IOException {
        Page page = new Page(out, charts);
        page.head(title, subtitle, contents);
        return page;
    }

    private void head(String title, String subtitle, List<Place> contents) throws IOException {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"")
                .append(Html.text(Assets.policy(charts)).replace("&#39;", "'"))
                .append("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")
                .append("<meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n<title>");
        Html.append(out, title);
        out.append("</title>\n<style>").append(Assets.STYLE).append("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n<header><div><h1>");
        Html.append(out, title);
        out.append("</h1>");
        paragraphUnlessEmpty(subtitle);
        out.append("</div></header>\n");
        if (!contents.isEmpty()) {
            out.append("<nav aria-label=\"Contents\"><ul>");
            for (Place place : contents) {
                out.append("<li>");
                element("a", " href=\"#" + Html.text(place.id()) + "\"", place.text());
                out.append("</li>");
            }
            out.append("</ul></nav>\n");
        }
        out.append("<main id=\"main\" tabindex=\"-1\">\n<noscript><p class=\"note\">Charts, sorting and copying need scripts; every table is here without.</p></noscript>\n");
        flushWhenFull();
    }

    /** Opens a section with a heading. */
    public Page section(String id, String heading) throws IOException {
        open("section", id);
        element("h" + level(), "", heading);
        out.append('\n');
        return this;
    }

    /** Opens a section that is folded up until the reader opens it; its charts are drawn then. */
    public Page folded(String id, String heading) throws IOException {
        open("details", id);
        out.append("<summary>");
        element("h" + level(), "", heading);
        out.append("</summary>\n");
        return this;
    }

    private void open(String element, String id) {
        opened.push(element);
        out.append('<').append(element).append(" id=\"");
        Html.append(out, id);
        out.append("\">\n");
    }

    private int level() {
        return Math.min(6, 1 + opened.size());
    }

    /** Closes the innermost section. */
    public Page end() throws IOException {
        out.append("</").append(opened.pop()).append(">\n");
        flushWhenFull();
        return this;
    }

    /** Adds a paragraph. */
    public Page paragraph(String text) throws IOException {
        paragraphUnlessEmpty(text);
        flushWhenFull();
        return this;
    }

    /** Adds a paragraph of lesser weight: what a figure means, why something is left out. */
    public Page note(String text) throws IOException {
        element("p", " class=\"note\"", text);
        out.append('\n');
        flushWhenFull();
        return this;
    }

    /** Adds a list of lines. */
    public Page list(List<String> lines) throws IOException {
        out.append("<ul>");
        for (String line : lines) {
            element("li", "", line);
        }
        out.append("</ul>\n");
        flushWhenFull();
        return this;
    }

    /** Adds figures that stand out, side by side. */
    public Page figures(List<KeyFigure> figures) throws IOException {
        out.append("<dl class=\"figures\">");
        for (KeyFigure figure : figures) {
            out.append("<div>");
            element("dt", "", figure.name());
            out.append("<dd>");
            element("b", "", figure.value());
            if (!figure.remark().isEmpty()) {
                element("span", "", figure.remark());
            }
            out.append("</dd></div>");
        }
        out.append("</dl>\n");
        flushWhenFull();
        return this;
    }

    /** Adds a table. */
    public Page table(DataTable table) throws IOException {
        table.writeTo(out);
        flushWhenFull();
        return this;
    }

    /** Keeps names that axes of several charts of the page share, by an id. */
    public Page share(String id, List<String> names) throws IOException {
        try (DataWriter json = new DataWriter()) {
            json.list(names);
            out.append("<script type=\"application/json\" data-shared=\"");
            Html.append(out, id);
            out.append("\">").append(json.finish()).append("</script>\n");
        }
        flushWhenFull();
        return this;
    }

    /**
     * Adds a chart.
     *
     * @throws IllegalStateException if the page was begun as one without charts
     */
    public Page chart(Chart chart) throws IOException {
        figure(chart.title(), chart.description(), chart.isTall(), chart::writeTo);
        return this;
    }

    /**
     * Adds a heat map whose two dimensions the reader chooses.
     *
     * @throws IllegalStateException if the page was begun as one without charts
     */
    public Page landscape(Landscape landscape) throws IOException {
        figure(landscape.title(), landscape.description(), true, landscape::writeTo);
        return this;
    }

    /** Adds a flame graph, which needs no chart library. */
    public Page flame(Flame flame) throws IOException {
        figure("flame", flame.title(), flame.description(), flame::writeTo);
        return this;
    }

    private void figure(String title, String description, boolean tall, Consumer<DataWriter> data) throws IOException {
        if (!charts) {
            throw new IllegalStateException("the page was begun without charts: " + title);
        }
        figure(tall ? "chart tall" : "chart", title, description, data);
    }

    private void figure(String kind, String title, String description, Consumer<DataWriter> data) throws IOException {
        out.append("<figure class=\"").append(kind).append("\"><figcaption><strong>");
        Html.append(out, title);
        out.append("</strong> ");
        Html.append(out, description);
        out.append("</figcaption><div class=\"plot\"").append(kind.equals("flame") ? " role=\"group\"" : " role=\"img\"").append(" aria-label=\"");
        Html.append(out, title + ": " + description);
        out.append("\"></div><script type=\"application/json\">");
        try (DataWriter json = new DataWriter()) {
            data.accept(json);
            out.append(json.finish());
        }
        out.append("</script></figure>\n");
        flushWhenFull();
    }

    /** Ends the page, open sections with it; the stream is flushed and left open. */
    @Override
    public void close() throws IOException {
        while (!opened.isEmpty()) {
            end();
        }
        out.append("</main>\n");
        if (charts) {
            out.append("<script>").append(Assets.CHARTS).append("</script>\n");
        }
        out.append("<script>").append(Assets.SCRIPT).append("</script>\n</body>\n</html>\n");
        flush();
        stream.flush();
    }

    /** Adds an element with a text. */
    private void element(String name, String attributes, String text) {
        out.append('<').append(name).append(attributes).append('>');
        Html.append(out, text);
        out.append("</").append(name).append('>');
    }

    private void paragraphUnlessEmpty(String text) {
        if (!text.isEmpty()) {
            element("p", "", text);
            out.append('\n');
        }
    }

    private void flushWhenFull() throws IOException {
        if (out.length() >= FULL) {
            flush();
        }
    }

    private void flush() throws IOException {
        stream.write(out.toString().getBytes(StandardCharsets.UTF_8));
        out.setLength(0);
    }
}
