package dev.fastback.profit;

/**
 * The box of the two multipliers, each a fraction added to a predicted move.
 *
 * @param highMin smallest high multiplier
 * @param highMax largest high multiplier, at least {@code highMin}
 * @param lowMin smallest low multiplier
 * @param lowMax largest low multiplier, at least {@code lowMin}
 */
public record SearchBox(double highMin, double highMax, double lowMin, double lowMax) {
    /** The original's box, -0.03 to 0.03 for both. */
    public static final SearchBox DEFAULT = square(-0.03, 0.03);

    public SearchBox {
        check("high", highMin, highMax);
        check("low", lowMin, lowMax);
    }

    /** Returns a box with the same bounds for both multipliers. */
    public static SearchBox square(double min, double max) {
        return new SearchBox(min, max, min, max);
    }

    private static void check(String axis, double min, double max) {
        if (!Double.isFinite(min) || !Double.isFinite(max) || min > max) {
            throw new IllegalArgumentException(axis + " bounds must be finite and rising: " + min + "," + max);
        }
    }
}
