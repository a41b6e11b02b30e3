package dev.fastback.forecast.builtin;

import dev.fastback.forecast.ForecastBatch;
import dev.fastback.stats.Returns;
import java.util.Arrays;

/** Quantiles of past values as point and band, for forecasters that assume no distribution. */
final class Quantiles {
    static final double LOW = 0.1;
    static final double HIGH = 0.9;

    private Quantiles() {}

    /** Sets point, lower and upper to the median, the 0.1 and the 0.9 quantile of values, each times {@code scale}; sorts the values. */
    static void set(ForecastBatch batch, int slot, double[] values, double scale) {
        Arrays.sort(values);
        batch.point()[slot] = scale * of(values, 0.5);
        batch.lower()[slot] = scale * of(values, LOW);
        batch.upper()[slot] = scale * of(values, HIGH);
    }

    /** Returns a quantile of sorted values by linear interpolation. */
    static double of(double[] sorted, double p) {
        return Returns.quantileOfSorted(sorted, sorted.length, p);
    }
}
