package dev.fastback.indicator;

/**
 * A sum that values enter and leave, with the rounding errors carried along (Neumaier's compensation), so that a window sliding over a long
 * series ends with the sum of what is in it, to the last bit or two, and a window of equal values with their exact multiple.
 */
final class RunningSum {
    private double sum;
    private double lost;

    void add(double value) {
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
        sum = next;
    }

    void remove(double value) {
        add(-value);
    }

    double value() {
        return sum + lost;
    }

    /**
     * Returns the mean of {@code n} values in the sum, computed as the mean distance from one of them: that of equal values is exactly their
     * value, so that averages of different lengths never seem to cross where the price stands still.
     */
    double mean(double one, int n) {
        double product = n * one;
        double rest = Math.fma(n, one, -product);
        return one + (sum - product + (lost - rest)) / n;
    }

    void clear() {
        sum = 0;
        lost = 0;
    }
}
