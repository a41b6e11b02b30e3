package dev.fastback.search.direct;

import java.util.Arrays;

/**
 * How DIRECT measures rectangles of the unit cube. The sides of one rectangle are of at most two lengths, 3^-k and 3^-(k+1).
 * Rectangles of one <em>level</em> are of one size, and a higher level is a smaller size: with local bias the level is
 * {@code k} and the size the longest side; without, the level is {@code k} times the dimension plus the number of shorter
 * sides, and the size the distance from centre to corner.
 */
final class DirectMeasure {
    // Built by repeated multiplication, up to infinity: Math.pow would round the larger ones differently.
    private static final double[] POWER = powers();
    private static final double[] THIRD = thirds();

    private final int dimension;
    private final boolean locallyBiased;
    private final double[] halfDiagonal;

    DirectMeasure(int dimension, boolean locallyBiased) {
        this.dimension = dimension;
        this.locallyBiased = locallyBiased;
        halfDiagonal = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            halfDiagonal[j] = 0.5 * Math.sqrt(dimension - j + j / 9.0);
        }
    }

    /** Returns {@code 3^-exponent}. */
    static double third(int exponent) {
        return THIRD[Math.min(exponent, THIRD.length - 1)];
    }

    /** Returns the level of rectangles with the given longest side, some of the sides, not all, being shorter. */
    int level(int longest, int shorterSides) {
        return locallyBiased ? longest : longest * dimension + shorterSides;
    }

    /** Returns the size of the rectangles of a level. */
    double size(int level) {
        if (locallyBiased) {
            return third(level);
        }
        int longest = level / dimension;
        return halfDiagonal[level - longest * dimension] / POWER[Math.min(longest, POWER.length - 1)];
    }

    private static double[] thirds() {
        double[] thirds = new double[POWER.length];
        for (int k = 0; k < thirds.length; k++) {
            thirds[k] = 1.0 / POWER[k];
        }
        return thirds;
    }

    private static double[] powers() {
        double[] powers = new double[1000];
        int count = 0;
        for (double power = 1.0; power < Double.POSITIVE_INFINITY; power *= 3.0) {
            powers[count++] = power;
        }
        powers[count++] = Double.POSITIVE_INFINITY;
        return Arrays.copyOf(powers, count);
    }
}
