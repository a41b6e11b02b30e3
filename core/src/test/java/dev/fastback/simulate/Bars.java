package dev.fastback.simulate;

import dev.fastback.data.BarSeries;
import java.util.SplittableRandom;

/** Bars for tests: given ones, and random ones with gaps. */
final class Bars {
    private static final long DAY = 86_400_000L;

    private Bars() {}

    /** Returns daily bars of rows of open, high, low and close. */
    static Prices of(double[]... rows) {
        return Prices.of(series(rows));
    }

    static BarSeries series(double[]... rows) {
        int n = rows.length;
        double[][] columns = new double[4][n];
        long[] times = new long[n];
        for (int i = 0; i < n; i++) {
            times[i] = i * DAY;
            for (int k = 0; k < 4; k++) {
                columns[k][i] = rows[i][k];
            }
        }
        return BarSeries.of("TEST", times, columns[0], columns[1], columns[2], columns[3], new double[n]);
    }

    /** Returns a bar at one price. */
    static double[] flat(double price) {
        return new double[] {price, price, price, price};
    }

    /** Returns a random walk with gaps; prices are multiples of 1/4 where it is coarse, so that levels are often touched exactly. */
    static double[][] walk(SplittableRandom random, int n, boolean coarse) {
        double[][] rows = new double[n][];
        double before = 100;
        for (int i = 0; i < n; i++) {
            double open = round(before * (1 + 0.02 * random.nextGaussian()), coarse);
            double close = round(open * (1 + 0.03 * random.nextGaussian()), coarse);
            double high = round(Math.max(open, close) * (1 + 0.02 * random.nextDouble()), coarse);
            double low = round(Math.min(open, close) * (1 - 0.02 * random.nextDouble()), coarse);
            rows[i] = new double[] {open, Math.max(high, Math.max(open, close)), Math.min(low, Math.min(open, close)), close};
            before = close < 5 ? 100 : close;
        }
        return rows;
    }

    private static double round(double price, boolean coarse) {
        return coarse ? Math.rint(price * 4) / 4 : price;
    }
}
