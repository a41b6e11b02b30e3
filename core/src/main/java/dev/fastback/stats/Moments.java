package dev.fastback.stats;

/**
 * The first four moments of returns.
 *
 * @param count values
 * @param mean a fraction per bar
 * @param deviation the sample deviation (divided by {@code count - 1}); 0 when all values are equal
 * @param skewness the third standardised moment, population form; 0 when the deviation is 0
 * @param kurtosis the fourth standardised moment, not the excess: 3 for the normal distribution, and when the deviation is 0
 */
public record Moments(int count, double mean, double deviation, double skewness, double kurtosis) {
    private static final double NORMAL_KURTOSIS = 3.0;

    /**
     * Returns the moments of values.
     *
     * @throws IllegalArgumentException with fewer than two values
     */
    public static Moments of(double[] values) {
        if (values.length < 2) {
            throw new IllegalArgumentException("moments need at least 2 values, got " + values.length);
        }
        int n = values.length;
        double mean = ReturnStatistics.mean(values);
        double deviation = ReturnStatistics.sampleDeviation(values);
        if (!(deviation > 0)) {
            return new Moments(n, mean, deviation, 0.0, NORMAL_KURTOSIS);
        }
        double second = 0.0;
        double third = 0.0;
        double fourth = 0.0;
        for (double value : values) {
            double distance = (value - mean) / deviation;
            double square = distance * distance;
            second += square;
            third += square * distance;
            fourth += square * square;
        }
        double variance = second / n;
        return new Moments(n, mean, deviation, third / n / Math.pow(variance, 1.5), fourth / n / (variance * variance));
    }

    /** Returns the Sharpe ratio per bar, not annualised; 0 when the deviation is 0. */
    public double sharpe() {
        return deviation > 0 ? mean / deviation : 0.0;
    }
}
