package dev.fastback.stats;

import java.util.function.IntToDoubleFunction;

/**
 * The mean block length of a stationary bootstrap, chosen from the data's own autocorrelation: Politis and White, "Automatic block-length selection for
 * the dependent bootstrap", Econometric Reviews 23 (2004), as corrected by Patton, Politis and White, 28 (2009).
 */
public final class BlockLength {
    private static final int FEWEST_VALUES = 8;
    private static final int LEAST_RUN = 5;

    private BlockLength() {}

    /** Returns the length in bars, at least 1 and at most {@code min(3 sqrt(n), n / 3)}; 1 for fewer than 8 values and for values that are all equal. */
    public static double of(double[] values) {
        int n = values.length;
        if (n < FEWEST_VALUES || !(ReturnStatistics.populationDeviation(values) > 0)) {
            return 1.0;
        }
        int run = Math.max(LEAST_RUN, (int) Math.log10(n));
        int furthest = Math.min((int) Math.ceil(Math.sqrt(n)) + run, n - 1);
        double mean = ReturnStatistics.mean(values);
        // Most need a few lags of the many that there may be, each as long as the series.
        IntToDoubleFunction covariances = lag -> autocovariance(values, mean, lag);
        double variance = covariances.applyAsDouble(0);
        int bandwidth = bandwidth(covariances, variance, furthest, run, n);
        double slope = 0.0;
        double spectrum = variance;
        for (int lag = 1; lag <= bandwidth; lag++) {
            double weight = Math.min(1.0, 2 * (1 - (double) lag / bandwidth));
            double covariance = covariances.applyAsDouble(lag);
            slope += 2 * weight * lag * covariance;
            spectrum += 2 * weight * covariance;
        }
        double longest = Math.max(1.0, Math.min(3 * Math.sqrt(n), n / 3.0));
        double length = Math.cbrt(slope * slope / (spectrum * spectrum) * n);
        return Double.isNaN(length) ? 1.0 : Math.clamp(length, 1.0, longest);
    }

    /** Returns {@code sum((x[t] - mean)(x[t - lag] - mean)) / n} for the lags 0 to {@code furthest}. */
    static double[] autocovariances(double[] values, int furthest) {
        double mean = ReturnStatistics.mean(values);
        double[] covariances = new double[furthest + 1];
        for (int lag = 0; lag <= furthest; lag++) {
            covariances[lag] = autocovariance(values, mean, lag);
        }
        return covariances;
    }

    private static double autocovariance(double[] values, double mean, int lag) {
        double sum = 0.0;
        for (int t = lag; t < values.length; t++) {
            sum += (values[t] - mean) * (values[t - lag] - mean);
        }
        return sum / values.length;
    }

    // Twice the smallest lag after which a run of autocorrelations is not significant.
    private static int bandwidth(IntToDoubleFunction covariances, double variance, int furthest, int run, int n) {
        double significant = 2 * Math.sqrt(Math.log10(n) / n);
        int quiet = 0;
        for (int lag = 1; lag <= furthest; lag++) {
            quiet = Math.abs(covariances.applyAsDouble(lag) / variance) < significant ? quiet + 1 : 0;
            if (quiet == run) {
                return Math.min(2 * Math.max(lag - run, 1), furthest);
            }
        }
        return furthest;
    }
}
