package dev.fastback.comparison;

import dev.fastback.comparison.ways.Claim;
import dev.fastback.comparison.ways.Outcome;
import dev.fastback.comparison.ways.Way;
import dev.fastback.page.Axis;
import dev.fastback.page.Chart;
import dev.fastback.page.Column;
import dev.fastback.page.DataTable;
import dev.fastback.page.Format;
import dev.fastback.page.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a comparison as one page: quality against speed, speed-ups, the table, growth, and the original's claims. */
public final class ComparisonPage {
    private final Comparison comparison;
    private final List<Row> ran;

    private ComparisonPage(Comparison comparison) {
        this.comparison = comparison;
        this.ran = comparison.rows().stream().filter(Row::ran).toList();
    }

    /** Writes the page; the stream is flushed and left open. */
    public static void write(Comparison comparison, OutputStream out) throws IOException {
        new ComparisonPage(comparison).write(out);
    }

    private void write(OutputStream out) throws IOException {
        List<Page.Place> places = new ArrayList<>(List.of(
                new Page.Place("quality", "Quality and speed"), new Page.Place("speed", "Speed-ups"), new Page.Place("ways", "All ways")));
        if (!comparison.growth().isEmpty()) {
            places.add(new Page.Place("growth", "Growth"));
        }
        places.add(new Page.Place("claims", "The original's claims"));
        try (Page page = Page.begin(out, "Ways to run one study", comparison.market(), places, true)) {
            head(page);
            quality(page);
            speedups(page);
            ways(page);
            if (!comparison.growth().isEmpty()) {
                growth(page);
            }
            claims(page);
        }
    }

    private void head(Page page) throws IOException {
        Recommendation recommendation = comparison.recommendation();
        if (recommendation != null) {
            page.paragraph(recommendation.sentence()).paragraph(recommendation.largerSentence());
        }
        page.note(comparison.study().simulations() + " simulations per symbol, fitted on " + comparison.study().trainBars()
                + " bars, fee rule original; " + comparison.repeats() + (comparison.repeats() == 1 ? " run" : " runs")
                + " of each way, in turns, each in a process of its own. " + comparison.started() + ", " + comparison.machine().get("processor") + ", "
                + comparison.machine().get("processors") + " processors, Java " + comparison.machine().get("java") + ", Fastback "
                + comparison.machine().get("version") + ".");
        List<String> checks = new ArrayList<>();
        for (Check check : comparison.checks()) {
            checks.add("Search " + check.search() + ", " + String.join(", ", check.ways()) + ": " + (check.same() ? "the same bytes" : "different results"));
        }
        page.list(checks);
    }

    private void quality(Page page) throws IOException {
        double[] points = ran.stream()
                .flatMapToDouble(row -> Arrays.stream(new double[] {row.secondsPerSimulation(), Objects.requireNonNullElse(row.outcome().quality(), Double.NaN)}))
                .toArray();
        page.section("quality", "Quality and speed")
                .chart(new Chart(
                                "Quality against speed",
                                "Share of the attainable gain that the searches found, over the time of a simulation: up and to the left is better.",
                                Axis.log("seconds per simulation", Format.SECONDS),
                                Axis.of("quality", Format.PERCENT))
                        .labelled("ways", points, ran.stream().map(row -> row.way().label()).toList())
                        .tall())
                .note("In sample. The return of the unseen bars stands in the table: more of the gain found in sample is not more profit later.")
                .end();
    }

    private void speedups(Page page) throws IOException {
        page.section("speed", "Speed-ups")
                .chart(new Chart(
                                "Speed-up",
                                "How many times as fast as sequential production, forecasts and the start of Java not counted.",
                                Axis.names("way", ran.stream().map(row -> row.way().label()).toList()),
                                Axis.of("speed-up", Format.TIMES))
                        .bars("speed-up", ran.stream().mapToDouble(row -> Objects.requireNonNullElse(comparison.speedup(row), Double.NaN)).toArray())
                        .sideways())
                .end();
    }

    private void ways(Page page) throws IOException {
        DataTable table = new DataTable(
                "Ways",
                Column.text("way"),
                Column.of("time per simulation", Format.SECONDS),
                Column.of("+/-", Format.SECONDS),
                Column.of("simulations", Format.SECONDS),
                Column.of("whole process", Format.SECONDS),
                Column.of("speed-up", Format.TIMES),
                Column.of("quality", Format.PERCENT),
                Column.of("worst", Format.PERCENT),
                Column.of("profit over exact", Format.PERCENT),
                Column.of("unseen return", Format.PERCENT),
                Column.of("evaluations", Format.COUNT),
                Column.of("forecasts", Format.SECONDS),
                Column.of("processor time", Format.SECONDS),
                Column.of("peak memory", Format.BYTES),
                Column.of("on the device", Format.BYTES));
        for (Row row : ran) {
            Outcome outcome = row.outcome();
            table.row(cells(
                    row.way().label(), row.secondsPerSimulation(), row.uncertainty(), row.seconds(), row.wholeSeconds(),
                    comparison.speedup(row), outcome.quality(), outcome.worstQuality(), comparison.profitRatio(row), outcome.unseenReturn(),
                    outcome.evaluations(), row.forecastSeconds(), row.processorSeconds(), row.peakBytes(), row.deviceBytes()));
        }
        page.section("ways", "All ways")
                .note("Times are medians of the repeats; +/- is half the distance between the slowest and the fastest, of a simulation.")
                .table(table);
        page.list(comparison.rows().stream().filter(row -> !row.ran()).map(row -> row.way().label() + " did not run: " + row.reason()).toList());
        DataTable commands = new DataTable("Command lines", Column.text("way"), Column.text("command"));
        ran.stream().filter(row -> !row.command().isEmpty()).forEach(row -> commands.row(cells(row.way().label(), row.command())));
        page.folded("commands", "Command lines").table(commands).end().end();
    }

    private void growth(Page page) throws IOException {
        page.section("growth", "Growth");
        for (Growth growth : comparison.growth()) {
            Chart chart = new Chart(
                    "Time and " + growth.what(), "Time of the simulations on the clock at so many times the " + growth.what() + ", one run each.",
                    Axis.log("times the " + growth.what(), Format.TIMES), Axis.log("seconds", Format.SECONDS));
            DataTable table = new DataTable("Growth with " + growth.what(), Column.text("way"), Column.of("exponent", Format.NUMBER));
            for (Way way : growth.ways()) {
                chart.path(way.label(), growth.of(way).stream()
                        .filter(point -> point.seconds() != null)
                        .flatMapToDouble(point -> Arrays.stream(new double[] {point.times(), Objects.requireNonNullElse(point.seconds(), Double.NaN)}))
                        .toArray());
                table.row(cells(way.label(), growth.exponent(way)));
            }
            page.chart(chart.tall()).table(table);
        }
        page.note("The exponent is the one between the two largest sizes: at 1, twice the work takes twice the time.").end();
    }

    private void claims(Page page) throws IOException {
        DataTable table = new DataTable(
                "Claims",
                Column.text("way"),
                Column.of("speed-up claimed, least", Format.TIMES),
                Column.of("most", Format.TIMES),
                Column.of("measured", Format.TIMES),
                Column.of("loss claimed", Format.PERCENT),
                Column.of("measured loss", Format.PERCENT));
        for (Row row : comparison.rows()) {
            Claim claim = row.way().claim();
            if (claim != null) {
                table.row(cells(row.way().label(), claim.least(), claim.most(), comparison.speedup(row), claim.loss(), comparison.loss(row)));
            }
        }
        page.section("claims", "The original's claims")
                .paragraph("What the original's document says of its ways, with forecasts by a neural model on a GPU, beside what was measured here. Loss is "
                        + "of the in-sample profit of sequential production.")
                .table(table)
                .end();
    }

    private static List<@Nullable Object> cells(@Nullable Object... cells) {
        return new ArrayList<>(Arrays.asList(cells));
    }
}
