package dev.fastback.stats;

/**
 * Statistics of bar returns, each a pure function of an array of fractions in bar order. Sums run left to right.
 *
 * <p>Two Sharpe conventions are in use side by side, because the reference system has both: the <em>population</em> one
 * divides the deviation by {@code n}, the <em>sample</em> one by {@code n - 1}. Returns that are all equal have the
 * deviation 0 exactly, whatever their mean rounds to.
 */
public final class ReturnStatistics {
    private ReturnStatistics() {}

    /** Returns {@code sum(x)}; 0 without values. */
    public static double sum(double[] x) {
        double sum = 0.0;
        for (double value : x) {
            sum += value;
        }
        return sum;
    }

    /** Returns {@code sum(x) / n}; NaN without values. */
    public static double mean(double[] x) {
        return sum(x) / x.length;
    }

    /** Returns the mean of the finite values; 0 when there is none. */
    public static double finiteMean(double[] x) {
        double sum = 0.0;
        int count = 0;
        for (double value : x) {
            if (Double.isFinite(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? 0.0 : sum / count;
    }

    /** Returns {@code sqrt(sum((x - mean)^2) / n)}; NaN without values or when one is not finite. */
    public static double populationDeviation(double[] x) {
        return x.length == 0 ? Double.NaN : Math.sqrt(squaredDeviations(x, mean(x)) / x.length);
    }

    /** Returns {@code sqrt(sum((x - mean)^2) / (n - 1))}; NaN with fewer than two values or when one is not finite. */
    public static double sampleDeviation(double[] x) {
        return x.length < 2 ? Double.NaN : Math.sqrt(squaredDeviations(x, mean(x)) / (x.length - 1));
    }

    /**
     * Returns {@code mean / populationDeviation * sqrt(max(periods, 1))}; 0 when the deviation is 0 or not finite.
     *
     * @param periods bars per year
     */
    public static double populationSharpe(double[] x, double periods) {
        double mean = mean(x);
        double deviation = x.length == 0 ? Double.NaN : Math.sqrt(squaredDeviations(x, mean) / x.length);
        return deviation > 0 && Double.isFinite(deviation)
                ? mean / deviation * Math.sqrt(Math.max(periods, 1.0))
                : 0.0;
    }

    /**
     * Returns {@code mean / sampleDeviation * sqrt(periods)} of the values that are not NaN; 0 when the deviation is 0 or
     * undefined, as it is for a single value.
     *
     * @param periods bars per year, not negative
     */
    public static double sampleSharpe(double[] x, double periods) {
        double[] values = withoutNaN(x);
        double mean = mean(values);
        double deviation = values.length < 2 ? Double.NaN : Math.sqrt(squaredDeviations(values, mean) / (values.length - 1));
        return deviation > 0 ? mean / deviation * Math.sqrt(periods) : 0.0;
    }

    /**
     * Returns the compounded total {@code prod(1 + x) - 1}; 0 without values. NaN values are left out of the product, but
     * when the last value is NaN, so is the total.
     */
    public static double compounded(double[] x) {
        double product = 1.0;
        for (double value : x) {
            if (!Double.isNaN(value)) {
                product *= 1.0 + value;
            }
        }
        return x.length > 0 && Double.isNaN(x[x.length - 1]) ? Double.NaN : product - 1.0;
    }

    /**
     * Returns the maximum drawdown of the summed returns from an earlier peak, {@code max(peak[t] - s[t])} with
     * {@code s[t] = x[0] + … + x[t]} and {@code peak[t] = max(0, s[0], …, s[t])}: a fraction of the first stake, not
     * negative. NaN values count as 0.
     */
    public static double maxDrawdown(double[] x) {
        double sum = 0.0;
        double peak = 0.0;
        double deepest = 0.0;
        for (double value : x) {
            sum += Double.isNaN(value) ? 0.0 : value;
            // Comparisons, which take a fraction of the time of Math.max here: each sum waits for the one before.
            if (sum > peak) {
                peak = sum;
            }
            double below = peak - sum;
            if (below > deepest) {
                deepest = below;
            }
        }
        return Double.isNaN(sum) || sum == Double.POSITIVE_INFINITY ? Double.NaN : deepest; // a peak that is not finite has no depth below
    }

    private static double squaredDeviations(double[] x, double mean) {
        if (allEqual(x)) {
            return 0.0;
        }
        double sum = 0.0;
        for (double value : x) {
            sum += (value - mean) * (value - mean);
        }
        return sum;
    }

    // Of equal values the rounded mean may differ in its last bit, which would make an enormous ratio out of nothing.
    private static boolean allEqual(double[] x) {
        for (double value : x) {
            if (value != x[0]) {
                return false;
            }
        }
        return true;
    }

    private static double[] withoutNaN(double[] x) {
        int count = 0;
        for (double value : x) {
            count += Double.isNaN(value) ? 0 : 1;
        }
        if (count == x.length) {
            return x;
        }
        double[] kept = new double[count];
        int k = 0;
        for (double value : x) {
            if (!Double.isNaN(value)) {
                kept[k++] = value;
            }
        }
        return kept;
    }
}
