package dev.fastback.forecast;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts of a batch of contexts: a point and a band for each, fractions. The band is central and covers about 80 % of
 * the outcomes the forecaster thinks likely: {@code lower} is its 0.1, {@code upper} its 0.9 quantile.
 *
 * @param point one value per context, finite
 * @param lower at most {@code point}
 * @param upper at least {@code point}
 * @param use what it took
 * @param faults why some contexts have no forecast, by their index: what the forecaster did instead, in one line
 */
public record ForecastBatch(double[] point, double[] lower, double[] upper, ForecastUse use, Map<Integer, String> faults) {
    public ForecastBatch {
        if (lower.length != point.length || upper.length != point.length) {
            throw new IllegalArgumentException("point, lower and upper must have equal lengths");
        }
        faults = Map.copyOf(faults);
    }

    /** Makes a batch that took no model. */
    public ForecastBatch(double[] point, double[] lower, double[] upper) {
        this(point, lower, upper, ForecastUse.NONE, Map.of());
    }

    /** Returns a batch of zeros. */
    public static ForecastBatch ofSize(int size) {
        return new ForecastBatch(new double[size], new double[size], new double[size]);
    }

    /** Returns the same forecasts with another note of what they took; the arrays are shared. */
    public ForecastBatch withUse(ForecastUse newUse) {
        return new ForecastBatch(point, lower, upper, newUse, faults);
    }

    /** Returns the same forecasts with other faults; the arrays are shared. */
    public ForecastBatch withFaults(Map<Integer, String> newFaults) {
        return new ForecastBatch(point, lower, upper, use, newFaults);
    }

    /** Returns why answer {@code i} is no forecast; null if it is one: finite, its point inside its band. */
    public @Nullable String fault(int i) {
        String told = faults.get(i);
        if (told != null) {
            return told;
        }
        boolean finite = Double.isFinite(point[i]) && Double.isFinite(lower[i]) && Double.isFinite(upper[i]);
        return finite && lower[i] <= point[i] && point[i] <= upper[i]
                ? null
                : "gave " + point[i] + " with band " + lower[i] + ".." + upper[i];
    }
}
