package dev.fastback.exact;

/**
 * Where a level {@code base + x}, computed in doubles as the profit kernel computes it, passes another value.
 *
 * <p>Addition in doubles rises with {@code x}, so the doubles that leave the level below a value are all smaller than those
 * that do not: every threshold is a gap between two neighbouring doubles, and comparing on either side of it needs no
 * tolerance. Arguments must be finite and the threshold must exist and be finite.
 */
final class Thresholds {
    private Thresholds() {}

    /** Returns the largest {@code x} with {@code base + x < value}. */
    static double lastBelow(double base, double value) {
        // base + x rounds below value up to the midpoint of value and its lower neighbour. The midpoint less base is summed
        // with the rounding error of value - base (Knuth's two-sum), so the guess is a step or two away at most.
        double difference = value - base;
        double virtual = difference - value;
        double error = (value - (difference - virtual)) - (base + virtual);
        double halfGap = 0.5 * (value - Math.nextDown(value));
        double x = difference + (error - halfGap);
        while (base + x >= value) {
            x = Math.nextDown(x);
        }
        for (double next = Math.nextUp(x); base + next < value; next = Math.nextUp(x)) {
            x = next;
        }
        return x + 0.0;
    }

    /** Returns the largest {@code x} with {@code base + x <= value}. */
    static double lastAtMost(double base, double value) {
        return lastBelow(base, Math.nextUp(value));
    }

    /** Returns the smallest {@code x} with {@code base + x >= value}. */
    static double firstAtLeast(double base, double value) {
        return Math.nextUp(lastBelow(base, value)) + 0.0;
    }

    /** Returns the smallest {@code x} with {@code base + x > value}. */
    static double firstAbove(double base, double value) {
        return Math.nextUp(lastAtMost(base, value)) + 0.0;
    }

    /** Returns the high level, {@code x} clamped to 0..10. */
    static double high(double x) {
        return x < 0.0 ? 0.0 : x > 10.0 ? 10.0 : x;
    }

    /** Returns the low level, {@code x} clamped to -1..0. */
    static double low(double x) {
        return x < -1.0 ? -1.0 : x > 0.0 ? 0.0 : x;
    }

    /** Returns the number of {@code min..max} that is closest to 0. */
    static double closestToZero(double min, double max) {
        return (min > 0.0 ? min : max < 0.0 ? max : 0.0) + 0.0;
    }
}
