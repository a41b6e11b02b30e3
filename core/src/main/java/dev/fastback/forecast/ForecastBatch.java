package dev.fastback.forecast;

/**
 * Forecasts of a batch of contexts: a point and a band for each, fractions. The band is central and covers about 80 % of
 * the outcomes the forecaster thinks likely: {@code lower} is its 0.1, {@code upper} its 0.9 quantile.
 *
 * @param point one value per context, finite
 * @param lower at most {@code point}
 * @param upper at least {@code point}
 */
public record ForecastBatch(double[] point, double[] lower, double[] upper) {
    public ForecastBatch {
        if (lower.length != point.length || upper.length != point.length) {
            throw new IllegalArgumentException("point, lower and upper must have equal lengths");
        }
    }

    /** Returns a batch of zeros. */
    public static ForecastBatch ofSize(int size) {
        return new ForecastBatch(new double[size], new double[size], new double[size]);
    }
}
