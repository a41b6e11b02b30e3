package dev.fastback.exact;

import dev.fastback.search.StopSignal;
import java.util.Arrays;

/**
 * Finds the best pairs of candidates by sweeping the low multiplier upwards.
 *
 * <p>At a fixed low multiplier {@code y} (a row) the profit is a {@link Profile} over the candidates {@code x[j]} of the high
 * one, plus {@code k0 + k1 y}. When {@code y} passes one of a bar's thresholds, the bar's part changes on a prefix of the
 * profile by a run that is linear in {@code x}, and by a scalar. A row costs a few passes over contiguous arrays, each free
 * of branches; memory is linear in the number of bars.
 */
final class Sweep {
    // Layout: per active bar i, four cuts of the rising candidates: H < u left of below[i], H <= u left of reached[i], H = 0
    // left of floor[i], H = 10 from ceiling[i] on. With a long a, short b, close c, fees fa and fb per filled side or d per
    // bar, a bar adds
    //
    //            in-day                                          end of day
    //   L <  d   [H<u] (b (H - c) - fb)                          [H<u] (b (H - c) - fb - d)
    //   L == d   [H<u] (b (H - L) - fb)                          the same
    //   L >  d   [H<=u] a (H - c) + a (c - L) - fa               a (c - L) - fa - d
    //            + [H<u] (b (H - L) - fb - d)                    + [H<u] (b (H - c) - fb)
    //
    // Rows before which a bar changes are listed row by row: bars visits[rowStart[k] .. rowStart[k + 1]).
    private final Profile profile = new Profile();
    private final Ranks highRanks = new Ranks();
    private final Ranks lowRanks = new Ranks();
    private double k0;
    private double k1;

    private int[] below = {};
    private int[] reached = {};
    private int[] floor = {};
    private int[] ceiling = {};
    private byte[] state = {};
    private byte[] clamped = {};
    private int[] visits = {};
    private int[] visitRows = {};
    private int[] visitBars = {};
    private int visitCount;
    private int[] rowStart = {};

    /** Rows between two looks at the stop, less 1; a row takes microseconds. */
    private static final int ROWS_PER_LOOK = 63;

    /** Bars between two looks while a sweep is prepared, less 1. */
    private static final int BARS_PER_LOOK = (1 << 14) - 1;

    private static final byte ABOVE = 2;
    private static final byte AT = 1;
    private static final byte BELOW = 0;
    private static final byte INSIDE = 0;
    private static final byte FLOOR = 1;
    private static final byte CEILING = 2;

    /** Sweeps once, or a second time if more pairs than {@code near} can hold were close to the best. */
    void run(ActiveBars bars, Candidates candidates, NearBest near, StopSignal stop) {
        prepare(bars, candidates, stop);
        sweep(bars, candidates, near, stop);
        if (near.overflowed()) {
            near.startSelection();
            sweep(bars, candidates, near, stop);
        }
    }

    private void sweep(ActiveBars bars, Candidates candidates, NearBest near, StopSignal stop) {
        begin(bars, candidates, stop);
        for (int row = 0; row < candidates.lowCount; row++) {
            if ((row & ROWS_PER_LOOK) == 0) {
                stop.check();
            }
            double y = candidates.lows[row];
            for (int v = rowStart[row]; v < rowStart[row + 1]; v++) {
                visit(bars, visits[v], y);
            }
            double shift = k0 + k1 * y;
            if (near.isNear(profile.best(y, near.floor() - shift) + shift)) {
                profile.offer(row, y, shift, near.floor() - shift, near);
            }
        }
    }

    // Cuts of every bar, and the rows at which it changes.
    private void prepare(ActiveBars bars, Candidates candidates, StopSignal stop) {
        reserve(bars.count, candidates);
        double[] x = candidates.highs;
        int width = candidates.highCount;
        double[] y = candidates.lows;
        int rows = candidates.lowCount;
        highRanks.of(x, width);
        lowRanks.of(y, rows);
        visitCount = 0;
        Arrays.fill(rowStart, 0, rows + 1, 0);
        for (int i = 0; i < bars.count; i++) {
            if ((i & BARS_PER_LOOK) == 0) {
                stop.check();
            }
            double base = bars.highForecast[i];
            double value = bars.high[i];
            boolean sells = bars.shorts[i] > 0.0;
            boolean buys = bars.longs[i] > 0.0;
            floor[i] = base + x[0] > 0.0 ? 0 : highRanks.atMost(base, 0.0);
            ceiling[i] = base + x[width - 1] < 10.0 ? width : highRanks.less(base, 10.0);
            below[i] = value <= 0.0 ? 0 : value > 10.0 ? width : highRanks.less(base, value);
            reached[i] = value < 0.0 ? 0 : value >= 10.0 ? width : bars.inDay && buys ? highRanks.atMost(base, value) : 0;
            base = bars.lowForecast[i];
            value = bars.low[i];
            if (bars.inDay && sells) {
                addVisit(value <= -1.0 ? 0 : value > 0.0 ? rows : lowRanks.less(base, value), rows, i);
            }
            if (buys || bars.due[i] > 0.0) {
                addVisit(value < -1.0 ? 0 : value >= 0.0 ? rows : lowRanks.atMost(base, value), rows, i);
            }
            if (base + y[0] <= -1.0) {
                addVisit(lowRanks.atMost(base, -1.0), rows, i);
            }
            if (base + y[rows - 1] >= 0.0) {
                addVisit(lowRanks.less(base, 0.0), rows, i);
            }
        }
        for (int row = 0; row < rows; row++) {
            rowStart[row + 1] += rowStart[row];
        }
        for (int v = visitCount - 1; v >= 0; v--) {
            visits[--rowStart[visitRows[v] + 1]] = visitBars[v];
        }
        // Filling moved each start one row on: entry row + 1 now holds the start of that row.
        System.arraycopy(rowStart, 1, rowStart, 0, rows);
        rowStart[rows] = visitCount;
    }

    private void addVisit(int row, int rows, int bar) {
        if (row > 0 && row < rows) {
            visitRows[visitCount] = row;
            visitBars[visitCount++] = bar;
            rowStart[row + 1]++;
        }
    }

    // The first row: every bar's part for H < u, brought to the state at the lowest y.
    private void begin(ActiveBars bars, Candidates candidates, StopSignal stop) {
        profile.start(candidates.highs, candidates.highCount);
        k0 = 0.0;
        k1 = 0.0;
        for (int i = 0; i < bars.count; i++) {
            if ((i & BARS_PER_LOOK) == 0) {
                stop.check();
            }
            state[i] = BELOW;
            clamped[i] = INSIDE;
            double b = bars.shorts[i];
            if (b > 0.0) {
                addLevel(i, bars.highForecast[i], b, below[i], -b * (bars.close[i] + bars.perFill));
            }
            if (!bars.inDay && bars.due[i] > 0.0) {
                profile.add(0, below[i], -bars.due[i], 0.0);
            }
            visit(bars, i, candidates.lows[0]);
        }
        profile.build();
    }

    // Brings a bar's part from its last state to the one at y.
    private void visit(ActiveBars bars, int i, double y) {
        double base = bars.lowForecast[i];
        double l = Thresholds.low(base + y);
        double d = bars.low[i];
        byte newState = l > d ? ABOVE : l >= d ? AT : BELOW;
        byte newClamped = l <= -1.0 ? FLOOR : l >= 0.0 ? CEILING : INSIDE;
        byte oldState = state[i];
        byte oldClamped = clamped[i];
        state[i] = newState;
        clamped[i] = newClamped;
        // The level L is constant + slope * y.
        double oldConstant = oldClamped == INSIDE ? base : oldClamped == FLOOR ? -1.0 : 0.0;
        double newConstant = newClamped == INSIDE ? base : newClamped == FLOOR ? -1.0 : 0.0;
        double oldSlope = oldClamped == INSIDE ? 1.0 : 0.0;
        double newSlope = newClamped == INSIDE ? 1.0 : 0.0;
        double a = bars.longs[i];
        double b = bars.shorts[i];
        double c = bars.close[i];
        if (oldState == ABOVE) {
            k0 += a * oldConstant;
            k1 += a * oldSlope;
        }
        if (newState == ABOVE) {
            k0 -= a * newConstant;
            k1 -= a * newSlope;
        }
        double add = 0.0;
        double addSlope = 0.0;
        if (bars.inDay && newState != BELOW) {
            add = b * ((oldState == BELOW ? c : oldConstant) - newConstant);
            addSlope = b * ((oldState == BELOW ? 0.0 : oldSlope) - newSlope);
        }
        if (newState == ABOVE && oldState != ABOVE) {
            k0 += a * (c - bars.perFill);
            if (bars.inDay) {
                add -= bars.due[i];
                if (a > 0.0) {
                    addLevel(i, bars.highForecast[i], a, reached[i], -a * c);
                }
            } else {
                add += bars.due[i];
                k0 -= bars.due[i];
            }
        }
        if (addSlope != 0.0) {
            profile.addPerLow(below[i], add, addSlope, y);
        } else if (add != 0.0) {
            profile.add(0, below[i], add, 0.0);
        }
    }

    // Adds weight * H + constant to the candidates left of end.
    private void addLevel(int i, double base, double weight, int end, double constant) {
        int from = Math.min(floor[i], end);
        int to = Math.min(ceiling[i], end);
        profile.add(0, from, constant, 0.0);
        profile.add(from, to, constant + weight * base, weight);
        profile.add(to, end, constant + weight * 10.0, 0.0);
    }

    private void reserve(int bars, Candidates candidates) {
        if (below.length < bars) {
            int length = bars + bars / 4;
            below = new int[length];
            reached = new int[length];
            floor = new int[length];
            ceiling = new int[length];
            state = new byte[length];
            clamped = new byte[length];
            visits = new int[4 * length];
            visitRows = new int[4 * length];
            visitBars = new int[4 * length];
        }
        if (rowStart.length < candidates.lowCount + 2) {
            rowStart = new int[candidates.lows.length + 2];
        }
    }
}
