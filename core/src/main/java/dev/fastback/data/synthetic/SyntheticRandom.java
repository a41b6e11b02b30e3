package dev.fastback.data.synthetic;

/**
 * The random numbers of the synthetic market: {@code SplitMix64} [1], written out here so that no release of Java can
 * change the sample.
 *
 * <p>[1] G. L. Steele, D. Lea, C. H. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014, 453-472.
 */
final class SyntheticRandom {
    private long state;

    /** Makes a generator of its own for each pair of seed and name. */
    SyntheticRandom(long seed, String name) {
        state = seed;
        for (int i = 0; i < name.length(); i++) {
            state = next() + name.charAt(i);
        }
    }

    /** Returns a number from 0 (inclusive) to 1 (exclusive). */
    double fraction() {
        return (next() >>> 11) * 0x1p-53;
    }

    /** Returns a standard normal number, by Marsaglia's polar method; the second one of a pair is not used. */
    double gaussian() {
        while (true) {
            double x = 2 * fraction() - 1;
            double y = 2 * fraction() - 1;
            double square = x * x + y * y;
            if (square > 0 && square < 1) {
                return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    private long next() {
        state += 0x9e3779b97f4a7c15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
