package dev.fastback.exact;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.profit.SearchBox;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The surroundings of a point of an entry/exit problem: how far the multipliers may move before the level of a bar with a
 * position passes the bar's high or low, or starts or ends being clamped. A wide cell is a plateau, a narrow one a spike.
 *
 * <p>A point is on an edge when a level, before it is clamped, equals its bar's high or low. If its profit is reached,
 * within 1e-12, by points as near as doubles allow that are on no edge, the cell is the best of those points' cells.
 * Otherwise the point is a threshold: its profit is real, but cannot be traded.
 *
 * @param onThreshold whether the point's profit exists only on the edge
 * @param highFrom smallest high multiplier of the cell, a fraction
 * @param highTo largest high multiplier of the cell; equal to {@code highFrom} where a threshold fixes it
 * @param lowFrom smallest low multiplier of the cell
 * @param lowTo largest low multiplier of the cell; equal to {@code lowFrom} where a threshold fixes it
 */
public record Cell(boolean onThreshold, double highFrom, double highTo, double lowFrom, double lowTo) {
    /** Profits closer than this count as equal. */
    static final double TOLERANCE = 1e-12;

    public Cell {
        if (!(highFrom <= highTo) || !(lowFrom <= lowTo)) {
            throw new IllegalArgumentException(
                    "sides must rise: high " + highFrom + ".." + highTo + ", low " + lowFrom + ".." + lowTo);
        }
    }

    /**
     * Returns the cell of a point, bounded by the problem's box (or by the point, if it lies outside).
     *
     * @throws IllegalArgumentException if a multiplier is not finite
     */
    public static Cell at(EntryExitProblem problem, double high, double low) {
        if (!Double.isFinite(high) || !Double.isFinite(low)) {
            throw new IllegalArgumentException("multipliers must be finite: " + high + ", " + low);
        }
        Workspace space = Workspace.ofThread();
        space.bars().load(problem);
        return at(problem, space, high, low);
    }

    /** Returns all multipliers of an axis, inside the box, at which a level passes its bar's high or low or starts or ends being clamped; ascending. */
    static double[] levels(EntryExitProblem problem, boolean isHigh) {
        ActiveBars bars = Workspace.ofThread().bars();
        bars.load(problem);
        SearchBox box = problem.box();
        double[] bases = isHigh ? bars.highForecast : bars.lowForecast;
        double[] values = isHigh ? bars.high : bars.low;
        double least = isHigh ? 0.0 : -1.0;
        double most = isHigh ? 10.0 : 0.0;
        return IntStream.range(0, bars.count)
                .mapToObj(i -> DoubleStream.of(least, Math.clamp(values[i], least, most), most).map(value -> value - bases[i]))
                .flatMapToDouble(levels -> levels)
                .filter(level -> level > (isHigh ? box.highMin() : box.lowMin()) && level < (isHigh ? box.highMax() : box.lowMax()))
                .sorted()
                .distinct()
                .toArray();
    }

    /** Returns how far the high multiplier may move, in both directions together, a fraction. */
    public double width() {
        return highTo - highFrom;
    }

    /** Returns how far the low multiplier may move, in both directions together, a fraction. */
    public double height() {
        return lowTo - lowFrom;
    }

    /** Returns the cell of a point of the problem whose bars are loaded; finds the edges if the point is on one. */
    static Cell at(EntryExitProblem problem, Workspace space, double high, double low) {
        ActiveBars bars = space.bars();
        boolean highOnEdge = isOnHighEdge(bars, high);
        boolean lowOnEdge = isOnLowEdge(bars, low);
        if (!highOnEdge && !lowOnEdge) {
            return of(bars, problem.box(), false, high, low, false, false);
        }
        SearchBox box = problem.box();
        space.highEdges().findHigh(bars, Math.min(box.highMin(), high), Math.max(box.highMax(), high));
        space.lowEdges().findLow(bars, Math.min(box.lowMin(), low), Math.max(box.lowMax(), low));
        double[] highs = {high};
        double[] lows = {low};
        if (highOnEdge) {
            highs = sides(space.highEdges(), high, box.highMin(), box.highMax());
        }
        if (lowOnEdge) {
            lows = sides(space.lowEdges(), low, box.lowMin(), box.lowMax());
        }
        double enough = ProfitKernel.profit(problem, high, low) - TOLERANCE;
        double[] near = best(problem, highs, lows);
        if (near[2] >= enough) {
            return of(bars, box, false, near[0], near[1], false, false);
        }
        double[] besideHigh = best(problem, highs, new double[] {low});
        double[] besideLow = best(problem, new double[] {high}, lows);
        boolean highFixed = highOnEdge && !(besideHigh[2] >= enough);
        boolean lowFixed = lowOnEdge && !(besideLow[2] >= enough);
        return of(
                bars,
                box,
                true,
                highFixed ? high : besideHigh[0],
                lowFixed ? low : besideLow[1],
                highFixed,
                lowFixed);
    }

    // The nearest points of an axis on no edge, of the box if it has any.
    private static double[] sides(Edges edges, double at, double min, double max) {
        double below = edges.below(at);
        double above = edges.above(at);
        if ((below >= min) == (above <= max)) {
            return new double[] {below, above};
        }
        return new double[] {below >= min ? below : above};
    }

    private static double[] best(EntryExitProblem problem, double[] highs, double[] lows) {
        double[] best = {highs[0], lows[0], Double.NEGATIVE_INFINITY};
        for (double high : highs) {
            for (double low : lows) {
                double profit = ProfitKernel.profit(problem, high, low);
                if (profit > best[2]) {
                    best = new double[] {high, low, profit};
                }
            }
        }
        return best;
    }

    private static boolean isOnHighEdge(ActiveBars bars, double x) {
        for (int i = 0; i < bars.count; i++) {
            double u = bars.high[i];
            if (bars.highForecast[i] + x == u && u >= 0.0 && u <= 10.0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOnLowEdge(ActiveBars bars, double y) {
        for (int i = 0; i < bars.count; i++) {
            double d = bars.low[i];
            if (bars.lowForecast[i] + y == d && d >= -1.0 && d <= 0.0) {
                return true;
            }
        }
        return false;
    }

    private static Cell of(
            ActiveBars bars,
            SearchBox box,
            boolean onThreshold,
            double high,
            double low,
            boolean highFixed,
            boolean lowFixed) {
        Range highs = new Range(Math.min(box.highMin(), high), Math.max(box.highMax(), high));
        Range lows = new Range(Math.min(box.lowMin(), low), Math.max(box.lowMax(), low));
        for (int i = 0; i < bars.count; i++) {
            highs.cut(bars.highForecast[i], high, 0.0, bars.high[i], 10.0);
            lows.cut(bars.lowForecast[i], low, -1.0, bars.low[i], 0.0);
        }
        return new Cell(
                onThreshold,
                highFixed ? high : highs.from,
                highFixed ? high : highs.to,
                lowFixed ? low : lows.from,
                lowFixed ? low : lows.to);
    }

    /** The part of an axis around a point that no threshold cuts. */
    private static final class Range {
        private double from;
        private double to;

        Range(double from, double to) {
            this.from = from;
            this.to = to;
        }

        /** Cuts where {@code base + x}, clamped to {@code min..max}, passes a value of a bar or starts being clamped. */
        void cut(double base, double at, double min, double value, double max) {
            cutAt(base + at > min, min - base, at);
            cutAt(base + at >= max, max - base, at);
            if (value > min && value < max) {
                cutAt(base + at > value, value - base, at);
            }
        }

        private void cutAt(boolean isBehind, double threshold, double at) {
            if (isBehind) {
                from = Math.max(from, Math.min(threshold, at));
            } else {
                to = Math.min(to, Math.max(threshold, at));
            }
        }
    }
}
