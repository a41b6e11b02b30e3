package dev.fastback.walkforward;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How the folds of a series lie: fold 0 ends {@code testBars + heldBack} bars before the data's end, each next one a bar
 * earlier.
 *
 * @param simulations folds a series, positive
 * @param validation forecasts a column in each fold, at least 2; the fit uses one bar less
 * @param testBars bars after each fold on which its parameters are scored, 0 for none
 * @param heldBack newest bars that no fold uses; 0, or 1 by the original's convention
 */
public record WalkForward(int simulations, int validation, int testBars, int heldBack) {
    /** 50 simulations of 7 forecasts, each tested on the bar after it. */
    public static final WalkForward DEFAULT = new WalkForward(50, 7, 1, 0);

    public WalkForward {
        if (simulations < 1) {
            throw new IllegalArgumentException("simulations must be positive: " + simulations);
        }
        if (validation < 2) {
            throw new IllegalArgumentException("validation must be at least 2: " + validation);
        }
        if (testBars < 0) {
            throw new IllegalArgumentException("testBars must not be negative: " + testBars);
        }
        if (heldBack < 0) {
            throw new IllegalArgumentException("heldBack must not be negative: " + heldBack);
        }
    }

    /** Returns the fold with the given index of a series of {@code bars} bars; it need not be usable. */
    public Fold fold(int index, int bars) {
        long end = (long) bars - testBars - heldBack - index;
        return new Fold(index, (int) Math.max(0, end), validation, testBars);
    }

    /** Returns all folds of a series of {@code bars} bars, newest first, usable or not. */
    public List<Fold> folds(int bars) {
        return IntStream.range(0, simulations).mapToObj(k -> fold(k, bars)).toList();
    }
}
