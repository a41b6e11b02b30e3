package dev.fastback.testkit;

import dev.fastback.stats.ReturnStatistics;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The original's single numbers for which the product has no use. */
final class OriginalScalars {
    private OriginalScalars() {}

    /** A line {@code return = slope * prediction + intercept}. */
    record Line(double slope, double intercept) {}

    /** Returns the average true range in percent of the last close; NaN where the original has none. */
    static double atrPercent(double[] high, double[] low, double[] close) {
        int n = close.length;
        if (n < 15 || !(close[n - 1] > 0)) {
            return Double.NaN;
        }
        double sum = 0.0;
        for (int t = n - 14; t < n; t++) {
            double before = close[t - 1];
            sum += DoubleStream.of(high[t] - low[t], Math.abs(high[t] - before), Math.abs(low[t] - before))
                    .filter(v -> !Double.isNaN(v))
                    .max()
                    .orElse(Double.NaN);
        }
        return sum / 14 / close[n - 1] * 100.0;
    }

    /** Returns the mean of close times volume over the last 20 bars, NaN products skipped. */
    static double dollarVolume(double[] close, double[] volume) {
        int n = close.length;
        double[] products = new double[Math.min(20, n)];
        for (int i = 0; i < products.length; i++) {
            int t = n - products.length + i;
            products[i] = close[t] * volume[t];
        }
        return ReturnStatistics.mean(DoubleStream.of(products).filter(v -> !Double.isNaN(v)).toArray());
    }

    /** Returns the returns of the last seven closes, one bar later than the forecasts that they are paired with. */
    static double[] realised(double[] close) {
        double[] last = Arrays.copyOfRange(close, Math.max(0, close.length - 7), close.length);
        double[] r = new double[Math.max(0, last.length - 1)];
        for (int k = 0; k < r.length; k++) {
            r[k] = last[k + 1] / last[k] - 1.0;
        }
        return DoubleStream.of(r).filter(v -> !Double.isNaN(v)).toArray();
    }

    /**
     * Returns the least-squares line through predictions and returns.
     *
     * @throws ArithmeticException if all predictions are 0, where the original raises
     */
    static Line calibrate(double[] predictions, double[] returns) {
        int k = Math.min(predictions.length, returns.length);
        if (k <= 1) {
            return new Line(1.0, 0.0);
        }
        double[] x = Arrays.copyOf(predictions, k);
        double[] y = Arrays.copyOf(returns, k);
        double meanX = ReturnStatistics.mean(x);
        double meanY = ReturnStatistics.mean(y);
        if (Arrays.stream(x).allMatch(v -> v == x[0])) {
            if (x[0] == 0) {
                throw new ArithmeticException("all predictions are 0");
            }
            return new Line(meanY / (2.0 * x[0]), meanY / 2.0);
        }
        double xx = 0.0;
        double xy = 0.0;
        for (int i = 0; i < k; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        double slope = xy / xx;
        return new Line(slope, meanY - slope * meanX);
    }
}
