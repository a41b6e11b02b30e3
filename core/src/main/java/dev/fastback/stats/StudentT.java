package dev.fastback.stats;

/** Student's distribution with whole degrees of freedom. */
public final class StudentT {
    private static final int NORMAL_FROM = 1_000_000;

    private StudentT() {}

    /**
     * Returns the probability of a value above {@code t} (the finite series 26.7.3 and 26.7.4 of Abramowitz and Stegun; from a million degrees
     * of freedom on the normal distribution).
     *
     * @throws IllegalArgumentException without a degree of freedom
     */
    public static double upperTail(double t, int degreesOfFreedom) {
        if (degreesOfFreedom < 1) {
            throw new IllegalArgumentException("degrees of freedom must be at least 1, got " + degreesOfFreedom);
        }
        if (Double.isNaN(t)) {
            return Double.NaN;
        }
        if (degreesOfFreedom >= NORMAL_FROM) {
            return Normal.cumulative(-t);
        }
        double half = 0.5 * between(Math.abs(t), degreesOfFreedom);
        return t >= 0 ? 0.5 - half : 0.5 + half;
    }

    // The probability of a value between -t and t. Thousands of terms may add up to a little more than the whole.
    private static double between(double t, int n) {
        if (Double.isInfinite(t)) {
            return 1.0;
        }
        double angle = Math.atan(t / Math.sqrt(n));
        double cosine = Math.cos(angle);
        boolean odd = n % 2 == 1;
        double term = odd ? cosine : 1.0;
        double sum = n == 1 ? 0.0 : term;
        for (int k = odd ? 3 : 2; k < n; k += 2) {
            term *= cosine * cosine * (k - 1) / k;
            sum += term;
        }
        double series = Math.sin(angle) * sum;
        return Math.min(1.0, odd ? (angle + series) * 2 / Math.PI : series);
    }
}
