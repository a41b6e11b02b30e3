package dev.fastback.custom;

import dev.fastback.api.Indicators;
import dev.fastback.api.Strategy;
import dev.fastback.api.Traders;
import dev.fastback.data.BarSeries;
import dev.fastback.indicator.LineCache;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds how many bars a strategy needs before the first that it is scored on, whatever its parameters, so that all candidates are compared on the
 * same bars: its lines are made on bars of no market, for every choice and with the smallest and the largest value of each number.
 */
final class WarmUp {
    private static final int[] LENGTHS = {1 << 10, 1 << 14, 1 << 18};
    private static final int MOST_CORNERS = 256;
    private static final long HOUR = 3_600_000L;

    private WarmUp() {}

    /**
     * Returns the bars: those that a line needs before it is defined, two more, so that what becomes true at the first of them is not taken for a
     * signal, and what the strategy says of itself.
     */
    static int of(Binding binding) {
        return of(binding, null);
    }

    /**
     * Returns the bars that a strategy needs on a series.
     *
     * @param series whose times the bars have; null for one an hour
     */
    static int of(Binding binding, @Nullable BarSeries series) {
        int most = 0;
        int own = 0;
        for (double[] corner : corners(binding.space())) {
            try {
                Strategy strategy = binding.at(Parameters.of(binding.space(), corner));
                most = Math.max(most, undefined(strategy, series));
                own = Math.max(own, strategy.warmUp());
            } catch (RuntimeException | StackOverflowError e) {
                // Parameters that do not go together, of which valid() keeps the search away: no candidate, so no warm-up. A strategy that
                // fails whatever they are says so when it is run.
            }
        }
        return most + 2 + Math.max(0, own);
    }

    /** Returns the strategies for every choice and with the smallest and the largest value of each number, those left out that cannot be made. */
    static List<Strategy> corners(Binding binding) {
        List<Strategy> strategies = new ArrayList<>();
        for (double[] corner : corners(binding.space())) {
            try {
                Strategy strategy = binding.at(Parameters.of(binding.space(), corner));
                Traders.undefinedBars(strategy, Series.of(LENGTHS[0]));
                strategies.add(strategy);
            } catch (RuntimeException | StackOverflowError e) {
                // As in of: no candidate.
            }
        }
        return strategies;
    }

    /** Returns lines of no market, for a look at signals. */
    static Indicators lines() {
        return Indicators.standIn(Series.of(LENGTHS[0]), new LineCache(LineCache.DEFAULT_BYTES / 16));
    }

    /** Returns the symbols of the other series that a strategy asks for, in their order. */
    static Set<String> others(Binding binding) {
        Set<String> all = new TreeSet<>();
        for (Strategy strategy : corners(binding)) {
            all.addAll(Traders.others(strategy, lines()));
        }
        return Collections.unmodifiableSet(all);
    }

    /** Returns whether a strategy makes lines of longer bars. */
    static boolean looksAtLongerBars(Binding binding) {
        return corners(binding).stream().anyMatch(strategy -> Traders.looksAtLongerBars(strategy, lines()));
    }

    /** Returns whether a strategy makes lines of volumes. */
    static boolean looksAtVolume(Binding binding) {
        return corners(binding).stream().anyMatch(strategy -> Traders.looksAtVolume(strategy, lines()));
    }

    private static int undefined(Strategy strategy, @Nullable BarSeries series) {
        int bars = -1;
        for (int k = 0; bars < 0 && k < LENGTHS.length; k++) {
            bars = Traders.undefinedBars(strategy, Series.of(LENGTHS[k], series));
        }
        return Math.max(bars, 0); // a line that is never defined says nothing
    }

    private static List<double[]> corners(ParameterSpace space) {
        List<double[]> corners = List.of(new double[0]);
        for (Parameter parameter : space.parameters()) {
            List<Double> values = values(parameter);
            boolean isWhole = (long) corners.size() * values.size() <= MOST_CORNERS;
            List<double[]> more = new ArrayList<>();
            for (double[] corner : corners) {
                for (double value : isWhole ? values : List.of(parameter.max())) {
                    double[] with = Arrays.copyOf(corner, corner.length + 1);
                    with[corner.length] = value;
                    more.add(with);
                }
            }
            corners = more;
        }
        return corners;
    }

    private static List<Double> values(Parameter parameter) {
        if (parameter instanceof ChoiceParameter choice) {
            List<Double> all = new ArrayList<>();
            for (int c = 0; c < choice.choices().size(); c++) {
                all.add((double) c);
            }
            return all;
        }
        return parameter.min() == parameter.max() ? List.of(parameter.min()) : List.of(parameter.min(), parameter.max());
    }

    /** Bars of no market. */
    private static final class Series {
        private Series() {}

        static BarSeries of(int bars) {
            return of(bars, null);
        }

        static BarSeries of(int bars, @Nullable BarSeries like) {
            SplittableRandom random = new SplittableRandom(1);
            long[] times = new long[bars];
            double[][] columns = new double[5][bars];
            double price = 100;
            for (int i = 0; i < bars; i++) {
                times[i] = like == null || like.size() < 2 ? i * HOUR : time(like, i, times);
                columns[0][i] = price;
                columns[3][i] = 100 + 0.99 * (price - 100) + random.nextDouble() - 0.5;
                columns[1][i] = Math.max(price, columns[3][i]) + random.nextDouble();
                columns[2][i] = Math.min(price, columns[3][i]) - random.nextDouble();
                columns[4][i] = 1 + random.nextInt(100);
                price = columns[3][i];
            }
            return BarSeries.ofOwned("warm-up", times, columns[0], columns[1], columns[2], columns[3], columns[4], bars)
                    .withZone(like == null ? null : like.zone());
        }

        /** Returns the time of a bar: that of the series, and beyond its end such steps as its last ones. */
        private static long time(BarSeries like, int i, long[] times) {
            int last = like.size() - 1;
            if (i <= last) {
                return like.timeMillis(i);
            }
            int back = 1 + (i - 1) % last; // the steps of the series, over and over
            return times[i - 1] + like.timeMillis(back) - like.timeMillis(back - 1);
        }
    }
}
