package dev.fastback.walkforward;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How the folds of a series lie. Fold 0, the newest, ends {@code testBars + heldBack} bars before the data's end, each next one {@code step}
 * bars earlier. A fold's fit has {@code train} bars up to the fold's end and leaves out the last {@code purge} of them. Where folds are
 * anchored, every fit begins at the first bar that can be fitted, so that older folds have shorter fits, none shorter than {@code train}
 * less {@code purge}. A fold that would begin earlier than that bar is not usable.
 *
 * <p>The built-in shape, of V walk-forward forecasts per column, follows the original's convention: of the last V known bars, the newest is
 * forecast but neither fitted nor scored ({@code fitsLastBar} is false). Its fit therefore has {@code train} = V - 1 bars and ends one bar
 * before the fold does; the step is 1, nothing is anchored or purged.
 *
 * <p>There is no embargo here. An embargo leaves out training bars that come <em>after</em> a test block, which only cross-validation
 * has: in a walk-forward every fit ends before its test begins.
 *
 * @param simulations folds per series, positive; those that the data have no room for are not usable
 * @param train bars of a fit before the purge, 1 to 2147483646; the least that a fold needs where folds are anchored
 * @param testBars bars after each fold on which its parameters are scored, 0 for none
 * @param step bars between the ends of neighbouring folds, positive
 * @param anchored whether all fits begin together, instead of having the same length
 * @param purge newest bars of the fit that are left out, less than {@code train}
 * @param fitsLastBar whether the fit, before the purge, reaches to the fold's end; false by the built-in convention
 * @param heldBack newest bars of the series that no fold uses; 0, or 1 by the original's convention
 */
public record WalkForward(
        int simulations, int train, int testBars, int step, boolean anchored, int purge, boolean fitsLastBar, int heldBack) {
    /** The first bar that can be forecast: bar 1 has the first move, which is the least that a forecast is made from. */
    public static final int FIRST_FORECAST_BAR = 2;

    /** 50 simulations of 7 forecasts, each tested on the bar after it. */
    public static final WalkForward DEFAULT = new WalkForward(50, 7, 1, 0);

    public WalkForward {
        requireAtLeast(1, "simulations", simulations);
        requireAtLeast(1, "train", train);
        requireAtLeast(0, "testBars", testBars);
        requireAtLeast(1, "step", step);
        requireAtLeast(0, "purge", purge);
        requireAtLeast(0, "heldBack", heldBack);
        if (train == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("train must be less than " + Integer.MAX_VALUE);
        }
        if (purge >= train) {
            throw new IllegalArgumentException("purge must leave some of the " + train + " bars of a fit: " + purge);
        }
    }

    /**
     * Makes the built-in shape.
     *
     * @param validation forecasts per column in each fold, at least 2; the fit uses one bar less
     */
    public WalkForward(int simulations, int validation, int testBars, int heldBack) {
        this(simulations, trainOf(validation), testBars, 1, false, 0, false, heldBack);
    }

    static int trainOf(int validation) {
        requireAtLeast(2, "validation", validation);
        return validation - 1;
    }

    private static void requireAtLeast(int least, String name, int value) {
        if (value < least) {
            String what = least == 0 ? " must not be negative: " : least == 1 ? " must be positive: " : " must be at least " + least + ": ";
            throw new IllegalArgumentException(name + what + value);
        }
    }

    /** Returns V of the built-in shape; of any other the bars from the first of a fit of {@code train} bars to the fold's end. */
    public int validation() {
        return train + (fitsLastBar ? 0 : 1);
    }

    /** Returns the fold with the given index of a series of {@code bars} bars that are forecast; it need not be usable. */
    public Fold fold(int index, int bars) {
        return fold(index, bars, FIRST_FORECAST_BAR);
    }

    /**
     * Returns the fold with the given index of a series of {@code bars} bars; it need not be usable.
     *
     * @param firstBar the first bar that can be fitted, from 1: it has enough bars before it to warm up. The built-in shape is one of
     *     forecasts, so it begins at {@link #FIRST_FORECAST_BAR} at the earliest
     */
    public Fold fold(int index, int bars, int firstBar) {
        long end = Math.max(0, bars - outside() - (long) index * step);
        int first = first(firstBar);
        int trainTo = (int) end - (fitsLastBar ? 0 : 1);
        return new Fold(index, anchored ? first : trainTo - train, trainTo - purge, (int) end, testBars, minBars(first));
    }

    /** Returns all folds of a series of {@code bars} bars that are forecast, newest first, usable or not. */
    public List<Fold> folds(int bars) {
        return IntStream.range(0, simulations).mapToObj(k -> fold(k, bars)).toList();
    }

    /**
     * Returns the usable folds of a series of {@code bars} bars, newest first; older folds than these are not usable.
     *
     * @param firstBar as in {@link #fold(int, int, int)}
     */
    public List<Fold> usableFolds(int bars, int firstBar) {
        return IntStream.range(0, Math.min(simulations, room(bars, firstBar)))
                .mapToObj(k -> fold(k, bars, firstBar))
                .toList();
    }

    /**
     * Returns how many usable folds a series of {@code bars} bars has room for, however many are asked for.
     *
     * @param firstBar as in {@link #fold(int, int, int)}
     */
    public int room(int bars, int firstBar) {
        long spare = bars - outside() - minBars(first(firstBar));
        return spare < 0 ? 0 : (int) (spare / step) + 1;
    }

    /** Returns the newest bars of a series that fold 0 does not know. */
    private long outside() {
        return (long) testBars + heldBack;
    }

    private int first(int firstBar) {
        requireAtLeast(1, "firstBar", firstBar);
        return fitsLastBar ? firstBar : Math.max(FIRST_FORECAST_BAR, firstBar);
    }

    private long minBars(int first) {
        return (long) first + validation();
    }
}
