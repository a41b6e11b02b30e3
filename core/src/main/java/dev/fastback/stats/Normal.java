package dev.fastback.stats;

/** The standard normal distribution, to the accuracy of a double. */
public final class Normal {
    private static final double ROOT_OF_2_PI = Math.sqrt(2 * Math.PI);
    private static final double TAIL = 5.0;
    private static final int TAIL_TERMS = 60;
    private static final int REFINEMENTS = 4;

    private Normal() {}

    /** Returns the density at {@code x}. */
    public static double density(double x) {
        return Math.exp(-0.5 * x * x) / ROOT_OF_2_PI;
    }

    /**
     * Returns the probability of a value of at most {@code x}: the Taylor series of Marsaglia ("Evaluating the normal distribution", 2004) in the
     * middle, the continued fraction of Mills' ratio in the tails, so that small probabilities keep their digits.
     */
    public static double cumulative(double x) {
        if (Double.isNaN(x)) {
            return Double.NaN;
        }
        if (Math.abs(x) > TAIL) {
            double tail = upperTail(Math.abs(x));
            return x < 0 ? tail : 1 - tail;
        }
        double sum = x;
        double term = x;
        double previous = 0.0;
        for (int i = 3; sum != previous; i += 2) {
            previous = sum;
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * density(x);
    }

    // 1 / (x + 1 / (x + 2 / (x + 3 / ...))), from the inside out.
    private static double upperTail(double x) {
        double fraction = x;
        for (int k = TAIL_TERMS; k > 0; k--) {
            fraction = x + k / fraction;
        }
        return density(x) / fraction;
    }

    /**
     * Returns the value that is not exceeded with probability {@code p}: a rational start (Abramowitz and Stegun 26.2.23), refined by Halley's
     * rule. Infinite at 0 and 1.
     *
     * @throws IllegalArgumentException if {@code p} is not in [0, 1]
     */
    public static double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability lies in [0, 1], got " + p);
        }
        if (p == 0 || p == 1) {
            return p == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return p <= 0.5 ? lowerQuantile(p) : -lowerQuantile(1 - p);
    }

    private static double lowerQuantile(double p) {
        double t = Math.sqrt(-2 * Math.log(p));
        double x = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
        for (int i = 0; i < REFINEMENTS; i++) {
            double step = (cumulative(x) - p) / density(x);
            x -= step / (1 + 0.5 * x * step);
        }
        return x;
    }
}
