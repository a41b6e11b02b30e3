package dev.fastback.search.sampling;

/**
 * The Sobol sequence, shifted by a random number per dimension: points that leave smaller gaps than random ones.
 *
 * <p>Direction numbers: S. Joe, F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional projections", SIAM Journal on Scientific
 * Computing 30(5), 2008, their table {@code new-joe-kuo-6.21201}, the first {@value #DIMENSIONS} dimensions. Points come in the order of the Gray
 * code (I. A. Antonov, V. M. Saleev, 1979). The shift is a bitwise exclusive or, which keeps the even cover of the sequence.
 */
public final class SobolSampler implements Sampler {
    /** Most parameters. */
    public static final int DIMENSIONS = 21;

    private static final int BITS = 52;

    // Dimension 2 on: degree of the primitive polynomial, its inner coefficients as bits, and the first numbers m.
    private static final int[][] TABLE = {
        {1, 0, 1},
        {2, 1, 1, 3},
        {3, 1, 1, 3, 1},
        {3, 2, 1, 1, 1},
        {4, 1, 1, 1, 3, 3},
        {4, 4, 1, 3, 5, 13},
        {5, 2, 1, 1, 5, 5, 17},
        {5, 4, 1, 1, 5, 5, 5},
        {5, 7, 1, 1, 7, 11, 19},
        {5, 11, 1, 1, 5, 1, 1},
        {5, 13, 1, 1, 1, 3, 11},
        {5, 14, 1, 3, 5, 5, 31},
        {6, 1, 1, 3, 3, 9, 7, 49},
        {6, 13, 1, 1, 1, 15, 21, 21},
        {6, 16, 1, 3, 1, 13, 27, 49},
        {6, 19, 1, 1, 1, 15, 7, 5},
        {6, 22, 1, 3, 1, 15, 13, 25},
        {6, 25, 1, 1, 5, 5, 19, 61},
        {7, 1, 1, 3, 7, 11, 23, 15, 103},
        {7, 4, 1, 3, 7, 13, 13, 15, 69}
    };

    private final long[][] directions;
    private final long[] shift;

    /**
     * Makes the sequence.
     *
     * @throws IllegalArgumentException if there are more dimensions than direction numbers
     */
    public SobolSampler(int dimension, long seed) {
        this(dimension, shift(dimension, seed));
    }

    SobolSampler(int dimension, long[] shift) {
        if (dimension > DIMENSIONS) {
            throw new IllegalArgumentException(
                    "search sobol has direction numbers for " + DIMENSIONS + " parameters, and there are " + dimension + "; use random");
        }
        this.shift = shift;
        this.directions = new long[dimension][BITS];
        for (int d = 0; d < dimension; d++) {
            directions(d, directions[d]);
        }
    }

    private static long[] shift(int dimension, long seed) {
        long[] shift = new long[dimension];
        for (int d = 0; d < dimension; d++) {
            shift[d] = Draws.key(seed, d) >>> (Long.SIZE - BITS);
        }
        return shift;
    }

    private static void directions(int d, long[] v) {
        if (d == 0) {
            for (int k = 0; k < BITS; k++) {
                v[k] = 1L << (BITS - 1 - k);
            }
            return;
        }
        int[] row = TABLE[d - 1];
        int degree = row[0];
        for (int k = 0; k < degree; k++) {
            v[k] = (long) row[2 + k] << (BITS - 1 - k);
        }
        for (int k = degree; k < BITS; k++) {
            v[k] = v[k - degree] ^ (v[k - degree] >>> degree);
            for (int j = 1; j < degree; j++) {
                if ((row[1] >>> (degree - 1 - j) & 1) != 0) {
                    v[k] ^= v[k - j];
                }
            }
        }
    }

    @Override
    public void propose(Draws draws, long number, int slot, double[] unit) {
        long gray = number ^ (number >>> 1);
        for (int d = 0; d < unit.length; d++) {
            long x = shift[d];
            for (long bits = gray; bits != 0; bits &= bits - 1) {
                x ^= directions[d][Long.numberOfTrailingZeros(bits)];
            }
            unit[d] = x * 0x1p-52;
        }
    }
}
