package dev.fastback.testkit;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Random daily bars whose high and low enclose open and close. */
public final class RandomBars {
    private static final long DAY_MILLIS = 86_400_000L;

    private RandomBars() {}

    /** Returns a random walk of {@code n} bars that starts at 100. */
    public static BarSeries walk(SplittableRandom random, int n) {
        double[][] columns = new double[5][n];
        double before = 100.0;
        for (int i = 0; i < n; i++) {
            fill(random, columns, i, before);
            before = columns[3][i];
        }
        return of(columns);
    }

    /** Returns {@code n} bars at one price, without volume. */
    public static BarSeries flat(int n, double price) {
        double[][] columns = new double[5][n];
        for (int c = 0; c < 4; c++) {
            Arrays.fill(columns[c], price);
        }
        return of(columns);
    }

    /** Returns the same bars before {@code from} and others, at the same times, in {@code from} to {@code to} exclusive. */
    public static BarSeries withOther(BarSeries bars, int from, int to, SplittableRandom random) {
        double[][] columns = new double[5][bars.size()];
        for (int i = 0; i < bars.size(); i++) {
            if (i >= from && i < to) {
                fill(random, columns, i, 50.0 + 100.0 * random.nextDouble());
            } else {
                columns[0][i] = bars.open(i);
                columns[1][i] = bars.high(i);
                columns[2][i] = bars.low(i);
                columns[3][i] = bars.close(i);
                columns[4][i] = bars.volume(i);
            }
        }
        return of(columns);
    }

    /** Returns the same bars at other times. */
    public static BarSeries at(BarSeries bars, String symbol, long[] times) {
        return BarSeries.of(
                symbol,
                times,
                bars.column(Column.OPEN),
                bars.column(Column.HIGH),
                bars.column(Column.LOW),
                bars.column(Column.CLOSE),
                bars.volumes());
    }

    private static BarSeries of(double[][] columns) {
        long[] times = new long[columns[0].length];
        for (int i = 0; i < times.length; i++) {
            times[i] = i * DAY_MILLIS;
        }
        return BarSeries.of("RANDOM", times, columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    private static void fill(SplittableRandom random, double[][] columns, int i, double before) {
        double open = before * (1.0 + 0.01 * random.nextGaussian());
        double close = open * (1.0 + 0.03 * random.nextGaussian());
        columns[0][i] = open;
        columns[1][i] = Math.max(open, close) * (1.0 + 0.02 * random.nextDouble());
        columns[2][i] = Math.min(open, close) * (1.0 - 0.02 * random.nextDouble());
        columns[3][i] = close;
        columns[4][i] = 1000.0 + random.nextInt(1000);
    }
}
