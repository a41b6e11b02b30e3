package dev.fastback.comparison;

import dev.fastback.comparison.ways.Way;
import dev.fastback.comparison.ways.Ways;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which way to use: of those that lose nothing worth speaking of, the fastest; of equally fast ones, the one with the fewest workers.
 *
 * @param way its name
 * @param sentence the way with its reason
 * @param larger the same for 100 times the simulations
 * @param largerSentence with its reason
 */
record Recommendation(String way, String sentence, String larger, String largerSentence) {
    private static final int TIMES = 100;
    private static final int SMALLER = 10;
    /** A way loses nothing worth speaking of with this share of the attainable gain. */
    private static final double WHOLE = 0.999;
    /** Ways are equally fast within this share, or within the spread of their runs. */
    private static final double EQUAL = 0.05;

    /** Returns it; null where no way of ours ran. */
    static @Nullable Recommendation of(List<Row> rows, @Nullable Growth growth) {
        List<Row> ran = rows.stream().filter(Row::ran).filter(row -> row.way().kind() != Way.Kind.PEER).toList();
        if (ran.isEmpty()) {
            return null;
        }
        double best = ran.stream().mapToDouble(Recommendation::quality).max().orElseThrow();
        List<Row> whole = ran.stream().filter(row -> quality(row) >= Math.min(best, WHOLE)).toList();
        Row least = whole.stream().min(Comparator.comparingDouble(Row::seconds)).orElseThrow();
        // The runs of both overlap by half of their spreads: which of them is faster is not known.
        Row now = fastest(
                whole, row -> Math.max(least.seconds(), row.seconds() - (spread(row) + spread(least)) / 2));
        Row later = fastest(whole, row -> at(row, growth).seconds());
        return new Recommendation(now.way().name(), sentence(now, ran), later.way().name(), largerSentence(later, whole, growth));
    }

    private static double spread(Row row) {
        return Objects.requireNonNullElse(row.spreadSeconds(), 0.0);
    }

    private static double quality(Row row) {
        return Objects.requireNonNullElse(row.outcome().quality(), 1.0);
    }

    private static Row fastest(List<Row> rows, ToDoubleFunction<Row> seconds) {
        double least = rows.stream().mapToDouble(seconds).min().orElseThrow();
        return rows.stream()
                .filter(row -> seconds.applyAsDouble(row) <= least * (1 + EQUAL))
                .min(Comparator.comparingInt((Row row) -> row.way().workers()).thenComparingDouble(seconds))
                .orElseThrow();
    }

    private static String sentence(Row now, List<Row> ran) {
        Row baseline = ran.stream().filter(row -> row.way().name().equals(Ways.BASELINE)).findFirst().orElse(now);
        String against = now == baseline
                ? "nothing that loses no more is faster"
                : format("%.1f times as fast as %s, which finds %.1f %%", baseline.seconds() / now.seconds(), baseline.way().label(), 100 * quality(baseline));
        return format(
                "Use %s: it finds %.1f %% of the attainable gain in %.3g s, %s.", now.way().label(), 100 * quality(now), now.seconds(), against);
    }

    /** Seconds of a larger study, and whether they were measured. */
    private record Larger(double seconds, String how) {}

    private static Larger at(Row row, @Nullable Growth growth) {
        Double measured = growth == null ? null : growth.seconds(row.way(), TIMES);
        if (measured != null) {
            return new Larger(measured, "measured");
        }
        Double smaller = growth == null ? null : growth.seconds(row.way(), SMALLER);
        if (smaller != null) {
            double more = Math.max(0, smaller - row.seconds()) / (SMALLER - 1);
            return new Larger(smaller + (TIMES - SMALLER) * more, "by a line through runs of once and 10 times the simulations");
        }
        return new Larger(TIMES * row.seconds(), "by the time of this study alone, because no larger one was run");
    }

    private static String largerSentence(Row later, List<Row> whole, @Nullable Growth growth) {
        Larger best = at(later, growth);
        Row other = whole.stream()
                .filter(row -> row != later)
                .min(Comparator.comparingDouble(row -> at(row, growth).seconds()))
                .orElse(later);
        String against = other == later ? "" : format(" against %.3g s of %s", at(other, growth).seconds(), other.way().label());
        return format(
                "For %d times the simulations use %s: %.3g s%s (%s).", TIMES, later.way().label(), best.seconds(), against, best.how());
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
