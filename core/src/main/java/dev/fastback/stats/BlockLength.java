package dev.fastback.stats;

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
        double[] covariances = autocovariances(values, furthest);
        int bandwidth = bandwidth(covariances, run, n);
        double slope = 0.0;
        double spectrum = covariances[0];
        for (int lag = 1; lag <= bandwidth; lag++) {
            double weight = Math.min(1.0, 2 * (1 - (double) lag / bandwidth));
            slope += 2 * weight * lag * covariances[lag];
            spectrum += 2 * weight * covariances[lag];
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
            double sum = 0.0;
            for (int t = lag; t < values.length; t++) {
                sum += (values[t] - mean) * (values[t - lag] - mean);
            }
            covariances[lag] = sum / values.length;
        }
        return covariances;
    }

    // Twice the smallest lag after which a run of autocorrelations is not significant.
    private static int bandwidth(double[] covariances, int run, int n) {
        int furthest = covariances.length - 1;
        double significant = 2 * Math.sqrt(Math.log10(n) / n);
        int quiet = 0;
        for (int lag = 1; lag <= furthest; lag++) {
            quiet = Math.abs(covariances[lag] / covariances[0]) < significant ? quiet + 1 : 0;
            if (quiet == run) {
                return Math.min(2 * Math.max(lag - run, 1), furthest);
            }
        }
        return furthest;
    }
}
