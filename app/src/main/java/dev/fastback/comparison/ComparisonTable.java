package dev.fastback.comparison;

import dev.fastback.comparison.ways.Claim;
import dev.fastback.comparison.ways.Outcome;
import dev.fastback.comparison.ways.Way;
import dev.fastback.comparison.ways.Ways;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a comparison for people. */
public final class ComparisonTable {
    private static final List<String> NAMES = List.of(
            "way", "ms/sim", "+/-", "speed-up", "quality", "worst", "profit", "unseen", "evaluations", "CPU s", "MB", "GPU MB", "total s");
    /** What may be left out for want of room, least telling first. */
    private static final List<String> LEAST_TELLING = List.of("GPU MB", "evaluations", "total s", "profit", "+/-", "unseen", "CPU s", "worst");
    private static final double MEGA = 1e6;

    private final Comparison comparison;
    private final Screen screen;

    private ComparisonTable(Comparison comparison, Screen screen) {
        this.comparison = comparison;
        this.screen = screen;
    }

    /** Returns the text, to be shown by {@link Screen#show}. */
    public static String of(Comparison comparison, Screen screen) {
        return new ComparisonTable(comparison, screen).text();
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        out.append(comparison.market()).append('\n');
        out.append(format(
                "%,d simulations per symbol, fitted on %,d bars, fee rule original; %d %s of each way, in turns, each in a process of its own%n%n",
                comparison.study().simulations(), comparison.study().trainBars(), comparison.repeats(), comparison.repeats() == 1 ? "run" : "runs"));
        ways(out);
        remarks(out);
        claims(out);
        comparison.growth().forEach(growth -> growth(out, growth));
        Recommendation recommendation = comparison.recommendation();
        if (recommendation != null) {
            out.append('\n').append(recommendation.sentence()).append('\n').append(recommendation.largerSentence()).append('\n');
        }
        return out.toString();
    }

    private void ways(StringBuilder out) {
        TextTable table = new TextTable(1).withHeadings(1).withLeastTelling(LEAST_TELLING.stream().map(NAMES::indexOf).toList());
        table.row(NAMES);
        comparison.rows().forEach(row -> table.row(row.ran() ? cells(row) : absent(row)));
        List<Integer> leftOut = table.appendTo(out, screen);
        if (!leftOut.isEmpty()) {
            out.append("\nNot shown for want of room: ")
                    .append(leftOut.stream().map(NAMES::get).collect(Collectors.joining(", ")))
                    .append("; --wide shows all.\n");
        }
        for (Row row : comparison.rows()) {
            if (!row.ran()) {
                out.append("\n").append(row.way().label()).append(" did not run: ").append(row.reason());
            }
        }
        out.append("\n\n");
    }

    private List<String> cells(Row row) {
        Outcome outcome = row.outcome();
        Double uncertainty = row.uncertainty();
        return List.of(
                row.way().label(),
                number(1000 * row.secondsPerSimulation()),
                uncertainty == null ? "" : number(1000 * uncertainty),
                speedup(comparison.speedup(row)),
                share(outcome.quality()),
                share(outcome.worstQuality()),
                share(comparison.profitRatio(row)),
                percent(outcome.unseenReturn()),
                format("%,d", outcome.evaluations()),
                real(row.processorSeconds()),
                megabytes(row.peakBytes()),
                megabytes(row.deviceBytes()),
                real(row.wholeSeconds()));
    }

    private static String megabytes(@Nullable Long bytes) {
        return bytes == null ? "" : format("%.0f", bytes / MEGA);
    }

    private static List<String> absent(Row row) {
        List<String> cells = new ArrayList<>(List.of(row.way().label()));
        while (cells.size() < NAMES.size()) {
            cells.add("-");
        }
        return cells;
    }

    private void remarks(StringBuilder out) {
        out.append("ms/sim is the time of the simulations on the clock, paths and orders included; forecasts and the start of Java are not in it, but in ")
                .append("total s. quality is the share of the attainable gain that the searches found in sample, mean and worst; profit is in-sample profit ")
                .append("over that of exact search; unseen is the mean return of the paths of unseen bars. CPU s and MB are of the whole process tree.\n");
        Row baseline = comparison.ran(Ways.BASELINE);
        if (baseline != null) {
            Outcome.Forecasts forecasts = baseline.outcome().forecasts();
            out.append(format(
                    "Forecasts, timed apart: %,d asked for, %,d distinct, %,d cached, %.4f s in %s.%n",
                    forecasts.asked(), forecasts.distinct(), forecasts.cached(), baseline.forecastSeconds(), baseline.way().label()));
        }
        for (Check check : comparison.checks()) {
            out.append(format(
                    "%s of search %s: %s.%n",
                    check.ways().size() == 1 ? "The repeats" : "The " + check.ways().size() + " ways",
                    check.search(),
                    check.same() ? "the same bytes" : "DIFFERENT RESULTS: " + String.join(", ", check.ways())));
        }
        if (!comparison.peer().isEmpty()) {
            out.append(format("The original's shape is %s; its searches alone are timed.%n", comparison.peer()));
        }
    }

    private void claims(StringBuilder out) {
        List<Row> claimed = comparison.rows().stream().filter(row -> row.way().claim() != null && row.ran()).toList();
        if (claimed.size() < 2) {
            return;
        }
        out.append("\nWhat the original's document says of its ways, with a neural model on a GPU, beside what was measured here; loss is of the profit of ")
                .append("sequential production\n\n");
        TextTable table = new TextTable(1).withHeadings(1);
        table.row(List.of("way", "speed-up claimed", "measured", "loss claimed", "measured"));
        for (Row row : claimed) {
            Claim claim = row.way().claim();
            if (claim != null) {
                String range = claim.least() == claim.most() ? number(claim.least()) : number(claim.least()) + " to " + number(claim.most());
                table.row(List.of(
                        row.way().label(), range, speedup(comparison.speedup(row)), format("%.0f%%", 100 * claim.loss()), percent(comparison.loss(row))));
            }
        }
        table.appendTo(out, screen);
    }

    private void growth(StringBuilder out, Growth growth) {
        List<Integer> sizes = growth.points().stream().map(GrowthPoint::times).distinct().toList();
        out.append(format("%nSeconds at so many times the %s, and the growth exponent between the two largest%n%n", growth.what()));
        TextTable table = new TextTable(1).withHeadings(1);
        List<String> head = new ArrayList<>(List.of("way"));
        sizes.forEach(times -> head.add("x " + times));
        head.add("exponent");
        table.row(head);
        List<String> reasons = new ArrayList<>();
        for (Way way : growth.ways()) {
            List<String> cells = new ArrayList<>(List.of(way.label()));
            for (GrowthPoint point : growth.of(way)) {
                cells.add(point.seconds() == null ? "-" : number(point.seconds()));
                if (point.reason() != null) {
                    reasons.add(way.label() + ", x " + point.times() + ": " + point.reason());
                }
            }
            Double exponent = growth.exponent(way);
            cells.add(exponent == null ? "-" : format("%.2f", exponent));
            table.row(cells);
        }
        table.appendTo(out, screen);
        reasons.forEach(reason -> out.append(reason).append('\n'));
    }

    private static String speedup(@Nullable Double value) {
        return value == null ? "" : value < 10 ? format("%.2f", value) : format("%.1f", value);
    }

    private static String share(@Nullable Double value) {
        return value == null ? "" : format("%.4f", value);
    }

    private static String percent(@Nullable Double value) {
        return value == null ? "" : format("%.1f%%", 100 * value + 0.0);
    }

    private static String real(@Nullable Double value) {
        return value == null ? "" : format("%.2f", value);
    }

    private static String number(double value) {
        return value == Math.rint(value) && value < 1e6 ? format("%.0f", value) : format(value >= 100 ? "%.0f" : value >= 1 ? "%.2f" : "%.4f", value);
    }

    private static String format(String text, @Nullable Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
