package dev.fastback.exact;

import java.util.Objects;

/**
 * The pairs of candidates whose value is near the best of a problem, as a sweep outside of this package found them, on a device for example.
 * All pairs within 1e-12, and what rounding may add, of the best must be there; more do no harm, and neither does their order.
 *
 * @param highs high multiplier of each pair; not copied
 * @param lows low multiplier of each pair; not copied
 * @param candidates how many pairs the sweep looked at
 * @param best the best value of the sweep, a fraction
 * @param tolerance how far {@code best} may be from what doubles give, beyond the rounding of these: 0 for a sweep in doubles
 */
public record NearPairs(double[] highs, double[] lows, long candidates, double best, double tolerance) {
    /** Makes pairs of a sweep in doubles. */
    public NearPairs(double[] highs, double[] lows, long candidates, double best) {
        this(highs, lows, candidates, best, 0.0);
    }

    public NearPairs {
        Objects.requireNonNull(highs, "highs");
        if (highs.length != lows.length || highs.length == 0) {
            throw new IllegalArgumentException("highs and lows must be as many, and not none: " + highs.length + ", " + lows.length);
        }
    }
}
