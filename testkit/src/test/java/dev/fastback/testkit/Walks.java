package dev.fastback.testkit;

import dev.fastback.data.BarSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random walks whose bars are known from within. */
final class Walks {
    private static final long DAY = 86_400_000L;
    private static final double DEVIATION = 0.02;
    private static final int STEPS = 32;

    private Walks() {}

    /** Returns daily bars of rows of open, high, low and close. */
    static BarSeries series(double[][] rows) {
        double[][] columns = new double[4][rows.length];
        long[] times = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            times[i] = i * DAY;
            for (int k = 0; k < 4; k++) {
                columns[k][i] = rows[i][k];
            }
        }
        return BarSeries.of("WALK", times, columns[0], columns[1], columns[2], columns[3], new double[rows.length]);
    }

    /**
     * Returns bars of a martingale in continuous time: of each of a bar's steps the ends are drawn, then the extremes of the Brownian bridge between
     * them.
     */
    static Told brownian(SplittableRandom random, int n) {
        double step = DEVIATION / Math.sqrt(STEPS);
        double x = Math.log(100);
        List<double[][]> parts = new ArrayList<>();
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            double[][] small = new double[STEPS][];
            for (int k = 0; k < STEPS; k++) {
                double next = x + step * random.nextGaussian() - step * step / 2;
                double high = (x + next + reach(random, next - x, step)) / 2;
                double low = (x + next - reach(random, next - x, step)) / 2;
                small[k] = new double[] {Math.exp(x), Math.exp(high), Math.exp(low), Math.exp(next)};
                x = next;
            }
            parts.add(small);
            rows[i] = joined(small);
        }
        return new Told(series(rows), parts);
    }

    private static double[] joined(double[][] parts) {
        double[] row = {parts[0][0], parts[0][1], parts[0][2], parts[parts.length - 1][3]};
        for (double[] part : parts) {
            row[1] = Math.max(row[1], part[1]);
            row[2] = Math.min(row[2], part[2]);
        }
        return row;
    }

    /** Returns how far the extremes of a bridge lie apart from the middle of its ends, twice. */
    private static double reach(SplittableRandom random, double move, double step) {
        return Math.sqrt(move * move - 2 * step * step * Math.log(1 - random.nextDouble()));
    }

    /**
     * Bars made of smaller ones.
     *
     * @param bars the large bars
     * @param parts the small ones of each
     */
    record Told(BarSeries bars, List<double[][]> parts) {
        /** Returns the small bars of a large one, and the close before it, as {@link Replay} takes them. */
        double[][] inside(int bar) {
            double[][] small = parts.get(bar);
            double[][] rows = new double[small.length + 1][];
            System.arraycopy(small, 0, rows, 0, small.length);
            rows[small.length] = new double[] {bars.close(bar - 1)};
            return rows;
        }
    }

    /** Returns bars of so many straight parts, with gaps between the bars. */
    static Told told(SplittableRandom random, int n, int count) {
        List<double[][]> parts = new ArrayList<>();
        double[][] rows = new double[n][];
        double price = 100;
        for (int i = 0; i < n; i++) {
            price *= 1 + 0.004 * random.nextGaussian();
            double[][] small = new double[count][];
            for (int k = 0; k < count; k++) {
                double next = price * (1 + 0.01 * random.nextGaussian());
                small[k] = new double[] {price, Math.max(price, next), Math.min(price, next), next};
                price = next;
            }
            parts.add(small);
            rows[i] = joined(small);
        }
        return new Told(series(rows), parts);
    }
}
