package dev.fastback.exact;

import dev.fastback.profit.SearchBox;
import java.util.Arrays;

/**
 * The multipliers among which the maximum of a problem lies.
 *
 * <p>Between two thresholds the profit does not fall with the high multiplier and does not rise with the low one (every
 * position counts as long with {@code a >= 0} or short with {@code b >= 0}: long {@code a (H - L)} or {@code a (c - L)},
 * short {@code b (H - L)} or {@code b (H - c)}, and fees are steps). So only the last double before a threshold of the high
 * level, and the first one after a threshold of the low level, can be best, and only if the profit may fall (for the low
 * level: rise) when that threshold is crossed upwards. It cannot where only a fee is saved (low level: becomes due). What is
 * left, besides the box's own ends:
 *
 * <pre>
 * high  last x with H &lt; high   bars with a short     the short is no longer filled
 *       last x with H &lt;= high  with a long, in-day   the long no longer leaves at H
 * low   first y with L &gt;= low   with a short, in-day  the short now leaves at L
 *       first y with L &gt; low    bars with a long      the long is now filled
 * </pre>
 *
 * <p>A level on an <em>edge</em> equals its bar's high or low before it is clamped. Without edges, each bar's candidates
 * are the last double below its high and the first above its low, and where these lie on another bar's edge, the next
 * that do not.
 */
final class Candidates {
    /** The candidates of the high multiplier, rising, without repetition. */
    double[] highs = {};
    /** The candidates of the low multiplier, rising, without repetition. */
    double[] lows = {};

    int highCount;
    int lowCount;

    /** Finds the candidates, edges included. */
    void find(ActiveBars bars, SearchBox box) {
        reserve(bars.count);
        for (int i = 0; i < bars.count; i++) {
            double base = bars.highForecast[i];
            double value = bars.high[i];
            double least = Thresholds.high(base + box.highMin());
            double most = Thresholds.high(base + box.highMax());
            if (bars.shorts[i] > 0.0 && least < value && most >= value) {
                highs[highCount++] = Thresholds.lastBelow(base, value);
            }
            if (bars.inDay && bars.longs[i] > 0.0 && least <= value && most > value) {
                highs[highCount++] = Thresholds.lastAtMost(base, value);
            }
            base = bars.lowForecast[i];
            value = bars.low[i];
            least = Thresholds.low(base + box.lowMin());
            most = Thresholds.low(base + box.lowMax());
            if (bars.inDay && bars.shorts[i] > 0.0 && least < value && most >= value) {
                lows[lowCount++] = Thresholds.firstAtLeast(base, value);
            }
            if (bars.longs[i] > 0.0 && least <= value && most > value) {
                lows[lowCount++] = Thresholds.firstAbove(base, value);
            }
        }
        highs[highCount++] = box.highMax() + 0.0;
        lows[lowCount++] = box.lowMin() + 0.0;
        highCount = sortDistinct(highs, highCount);
        lowCount = sortDistinct(lows, lowCount);
    }

    /** Finds the candidates on no edge. A side of the box that lies on edges throughout is left by the least step. */
    void findOffEdges(ActiveBars bars, SearchBox box, Edges highEdges, Edges lowEdges) {
        reserve(bars.count);
        findHighsOffEdges(bars, box, highEdges);
        findLowsOffEdges(bars, box, lowEdges);
        highCount = sortDistinct(highs, highCount);
        lowCount = sortDistinct(lows, lowCount);
    }

    private void findHighsOffEdges(ActiveBars bars, SearchBox box, Edges edges) {
        for (int i = 0; i < bars.count; i++) {
            double base = bars.highForecast[i];
            double value = bars.high[i];
            double least = Thresholds.high(base + box.highMin());
            double most = Thresholds.high(base + box.highMax());
            boolean falls = bars.shorts[i] > 0.0 || bars.inDay && bars.longs[i] > 0.0;
            // At 0 the level does not pass the high where it reaches it, but where it stops being clamped there.
            if (falls && (value > 0.0 ? least < value && most >= value : least <= value && most > value)) {
                addHigh(edges.below(Thresholds.lastBelow(base, value)), box);
            }
        }
        addHigh(edges.below(box.highMax()), box);
        if (highCount == 0) {
            highs[highCount++] = edges.below(box.highMax());
            highs[highCount++] = edges.above(box.highMin());
        }
    }

    private void findLowsOffEdges(ActiveBars bars, SearchBox box, Edges edges) {
        for (int i = 0; i < bars.count; i++) {
            double base = bars.lowForecast[i];
            double value = bars.low[i];
            double least = Thresholds.low(base + box.lowMin());
            double most = Thresholds.low(base + box.lowMax());
            boolean rises = bars.longs[i] > 0.0 || bars.inDay && bars.shorts[i] > 0.0;
            if (rises && (value < 0.0 ? least <= value && most > value : least < value && most >= value)) {
                addLow(edges.above(Thresholds.firstAbove(base, value)), box);
            }
        }
        addLow(edges.above(box.lowMin()), box);
        if (lowCount == 0) {
            lows[lowCount++] = edges.below(box.lowMax());
            lows[lowCount++] = edges.above(box.lowMin());
        }
    }

    private void addHigh(double x, SearchBox box) {
        if (x >= box.highMin()) {
            highs[highCount++] = x + 0.0;
        }
    }

    private void addLow(double y, SearchBox box) {
        if (y <= box.lowMax()) {
            lows[lowCount++] = y + 0.0;
        }
    }

    private void reserve(int bars) {
        highCount = 0;
        lowCount = 0;
        int needed = 2 * bars + 2;
        if (highs.length < needed) {
            highs = new double[needed + needed / 4];
            lows = new double[needed + needed / 4];
        }
    }

    private static int sortDistinct(double[] values, int count) {
        Arrays.sort(values, 0, count);
        int kept = 1;
        for (int i = 1; i < count; i++) {
            if (values[i] != values[kept - 1]) {
                values[kept++] = values[i];
            }
        }
        return kept;
    }
}
