package dev.fastback.study;

import org.jspecify.annotations.Nullable;

/**
 * How the trials of a search are cross-validated.
 *
 * @param groups of bars that a fit is cut into, at least 2
 * @param tested groups that are tested at a time, fewer than {@code groups}
 * @param embargo bars after a test that are not fitted, not negative; null for a hundredth of the fit, rounded up
 */
public record CrossSettings(int groups, int tested, @Nullable Integer embargo) {
    /** Ten groups, two of them tested, and a hundredth of the fit under embargo. */
    public static final CrossSettings DEFAULT = new CrossSettings(10, 2, null);

    /** Beyond these the ways to choose the tested groups are too many. */
    public static final int MOST_GROUPS = 20;

    private static final int HUNDREDTH = 100;

    public CrossSettings {
        if (groups < 2 || groups > MOST_GROUPS) {
            throw new IllegalArgumentException("groups must be 2 to " + MOST_GROUPS + ": " + groups);
        }
        if (tested < 1 || tested >= groups) {
            throw new IllegalArgumentException("tested groups must be 1 to " + (groups - 1) + ": " + tested);
        }
        if (embargo != null && embargo < 0) {
            throw new IllegalArgumentException("embargo must not be negative: " + embargo);
        }
    }

    /** Returns the bars under embargo in a fit. */
    public int embargoOf(int bars) {
        return embargo == null ? Math.ceilDiv(bars, HUNDREDTH) : embargo;
    }
}
