package dev.fastback.models;

import java.util.SplittableRandom;

/** Random numbers that no release of Java or machine changes: {@link SplittableRandom}, and functions of {@link StrictMath}. */
final class Draws {
    private final SplittableRandom random;
    private double spare = Double.NaN;

    Draws(long seed) {
        random = new SplittableRandom(seed);
    }

    long seed() {
        return random.nextLong();
    }

    int below(int bound) {
        return (int) ((random.nextLong() >>> 33) * bound >>> 31);
    }

    double between(double low, double high) {
        return low + (high - low) * (random.nextLong() >>> 11) * 0x1p-53;
    }

    boolean chance(double probability) {
        return between(0, 1) < probability;
    }

    /** Returns a standard normal number, by Marsaglia's polar method. */
    double gaussian() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        while (true) {
            double x = between(-1, 1);
            double y = between(-1, 1);
            double square = x * x + y * y;
            if (square > 0 && square < 1) {
                double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
                spare = y * factor;
                return x * factor;
            }
        }
    }

    /** Returns a number of Student's t distribution with mean square 1; 4 to 9 degrees. */
    double student(int degrees) {
        double squares = 0;
        for (int i = 0; i < degrees; i++) {
            double normal = gaussian();
            squares += normal * normal;
        }
        return gaussian() * Math.sqrt((degrees - 2) / squares);
    }
}
