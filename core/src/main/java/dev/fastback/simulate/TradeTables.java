package dev.fastback.simulate;

import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.simulate.terms.Contract;
import dev.fastback.simulate.terms.Costs;
import dev.fastback.simulate.terms.LimitFill;
import dev.fastback.simulate.terms.SignalFill;
import dev.fastback.simulate.terms.Venue;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link TradesKernel} reads of the bars of a slice, made once and shared by all candidates: prefix sums of the bar returns and of their
 * squares, the composition of drawdowns, and where stops are reached. Nothing after the slice has a part in it. Safe for use by many threads.
 *
 * <p>Layout: bar b of the series is at b - from. Sums are whole numbers of a quantum, a power of two that leaves 62 bits for the whole slice, so
 * that a difference of two of them is exact. Drawdowns are a disjoint sparse table: at level k the slice is cut into pieces of 2^(k+1) bars, and
 * each bar holds the largest close, the smallest, and the worst ratio of a close to an earlier one, of the bars between it and the middle of its
 * piece; two entries compose any range.
 */
public final class TradeTables {
    /** Blocks of bars in which sums are kept, as the statistics of overfitting want them. */
    public static final int BLOCKS = 16;

    private static final int GROUP_SHIFT = 4;
    private static final int MOST_TABLE_BYTES = 16 << 20;
    private static final int PLACE_BITS = 10;
    static final int[] NOT_TABLED = {};

    final Prices prices;
    final Venue venue;
    final int from;
    final int to;
    final long[] sums;
    final long[] squares;
    final double sumQuantum;
    final double squareQuantum;
    final byte[] blockOf;
    private final int[] blockFrom = new int[BLOCKS + 1];
    // Of groups of 16 bars of the series.
    private final double[] groupLow;
    private final double[] groupHigh;
    private volatile double @Nullable [][] drawdowns;
    private final ConcurrentHashMap<Double, int[]> stopsReached = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Double, int[]> targetsReached = new ConcurrentHashMap<>();
    private final int mostTables;
    // Of both maps the tables that were asked for lately, each at one place.
    private final @Nullable Reached[] recent = new Reached[1 << PLACE_BITS];
    private volatile @Nullable LongTables longs;

    /** A table of one of the maps. Immutable, so that threads may read and replace it. */
    private record Reached(boolean isStop, double share, int[] bars) {}

    /**
     * Makes the tables of bars {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @throws IllegalArgumentException if the bars do not lie in the series, or the kernel does not know the venue, see {@link #refusal}
     */
    public TradeTables(Prices prices, Venue venue, int from, int to) {
        if (from < 1 || from > to || to > prices.size()) {
            throw new IllegalArgumentException("bars must be between 1 and " + prices.size() + " and rise: " + from + " to " + to);
        }
        String reason = prices.funding != null ? "funding" : refusal(venue);
        if (reason != null) {
            throw new IllegalArgumentException("the trades kernel does not know " + reason);
        }
        this.prices = prices;
        this.venue = venue;
        this.from = from;
        this.to = to;
        int n = to - from;
        double[] returns = new double[n];
        double sum = 0;
        double square = 0;
        for (int k = 0; k < n; k++) {
            returns[k] = prices.close[from + k] / prices.close[from + k - 1] - 1;
            sum += Math.abs(returns[k]);
            square += returns[k] * returns[k];
        }
        sumQuantum = quantum(sum);
        squareQuantum = quantum(square);
        sums = new long[n + 1];
        squares = new long[n + 1];
        for (int k = 0; k < n; k++) {
            sums[k + 1] = sums[k] + Math.round(returns[k] / sumQuantum);
            squares[k + 1] = squares[k] + Math.round(returns[k] * returns[k] / squareQuantum);
        }
        blockOf = new byte[n];
        for (int b = 0, bar = 0; b < BLOCKS; b++) {
            int end = bar + n / BLOCKS + (b < n % BLOCKS ? 1 : 0);
            Arrays.fill(blockOf, bar, end, (byte) b);
            blockFrom[b] = bar;
            bar = end;
        }
        blockFrom[BLOCKS] = n;
        int groups = (to >>> GROUP_SHIFT) + 1;
        groupLow = new double[groups];
        groupHigh = new double[groups];
        Arrays.fill(groupLow, Double.POSITIVE_INFINITY);
        Arrays.fill(groupHigh, Double.NEGATIVE_INFINITY);
        for (int bar = 0; bar < to; bar++) {
            groupLow[bar >>> GROUP_SHIFT] = Math.min(groupLow[bar >>> GROUP_SHIFT], prices.low[bar]);
            groupHigh[bar >>> GROUP_SHIFT] = Math.max(groupHigh[bar >>> GROUP_SHIFT], prices.high[bar]);
        }
        mostTables = Math.max(1, MOST_TABLE_BYTES / (4 * n + 64));
    }

    /** Returns the power of two of which the sum of the sizes is less than 2^62. */
    static double quantum(double sum) {
        return sum > 0 && Double.isFinite(sum) ? Math.scalb(1.0, Math.max(Math.getExponent(sum) - 61, Double.MIN_EXPONENT)) : 1;
    }

    /**
     * Returns what of a venue the kernel does not know, in a few words; null where it knows all. Costs of fills, steps of prices and quantities and
     * both assumptions are known; what is paid while something is held, and what may be held beyond the equity, are not.
     */
    public static @Nullable String refusal(Venue venue) {
        // Taken apart by patterns, so that a condition that is added to a venue does not compile before it is judged here.
        if (!(venue instanceof Venue(
                Costs(
                        double taker,
                        double maker,
                        double fixed,
                        double minimum,
                        double slippage,
                        double slippageTicks,
                        double halfSpread,
                        double borrowRate,
                        double fundingRate),
                Contract(double tick, double lot, double multiplier, double leverage, double maintenance),
                Ambiguity ambiguity,
                LimitFill limitFill,
                double cash,
                SignalFill signalFill))) {
            throw new IllegalStateException("every venue is one");
        }
        if (signalFill != SignalFill.OPEN) {
            return "fills at the close that gives a signal";
        }
        if (leverage > 1) {
            return "leverage";
        }
        if (slippageTicks > 0) {
            return "slippage in ticks";
        }
        if (fundingRate != 0) {
            return "funding";
        }
        if (cash != 1) {
            return "an account that begins with other money than 1";
        }
        return borrowRate > 0 ? "the cost of borrowing" : null;
    }

    /** Returns the number of bars. */
    public int bars() {
        return to - from;
    }

    /** Returns the first bar of a block, counted from the first of the slice; their lengths differ by at most one, the longer ones first. */
    int blockFrom(int block) {
        return blockFrom[block];
    }

    /**
     * Returns where stops, or targets, of long positions at a share of the fill's price are reached: for each bar of entry, counted from the first of the slice, one more than the
     * bar of the series, or 0 where nobody has looked; empty where there are so many levels that they are not kept.
     */
    int[] reached(boolean isStop, double share) {
        int place = (int) ((Double.doubleToRawLongBits(share) * 0x9E3779B97F4A7C15L) >>> 64 - PLACE_BITS) ^ (isStop ? 1 : 0);
        Reached known = recent[place];
        if (known == null || known.share != share || known.isStop != isStop) {
            known = new Reached(isStop, share, find(isStop ? stopsReached : targetsReached, share));
            recent[place] = known;
        }
        return known.bars;
    }

    private int[] find(ConcurrentHashMap<Double, int[]> reached, double share) {
        int[] known = reached.get(share);
        if (known != null) {
            return known;
        }
        if (reached.size() >= mostTables) {
            return NOT_TABLED;
        }
        int[] made = new int[to - from];
        int[] earlier = reached.putIfAbsent(share, made);
        return earlier == null ? made : earlier;
    }

    /** Returns what long positions of all equity are accounted for with; only where {@link LongTables#fits}. */
    LongTables longs() {
        LongTables made = longs;
        if (made == null) {
            made = LongTables.of(this);
            longs = made;
        }
        return made;
    }

    /** Returns the first bar of {@code bar} to {@code end} (exclusive) whose low is at or below a level, or strictly below; {@code end} if none is. */
    int fallsTo(int bar, int end, double level, boolean strictly) {
        double[] low = prices.low;
        for (int i = bar; i < end; ) {
            if ((i & (1 << GROUP_SHIFT) - 1) == 0 && !(groupLow[i >>> GROUP_SHIFT] <= level)) {
                i += 1 << GROUP_SHIFT;
            } else if (strictly ? low[i] < level : low[i] <= level) {
                return i;
            } else {
                i++;
            }
        }
        return end;
    }

    /** Returns the first bar of {@code bar} to {@code end} (exclusive) whose high is at or above a level, or strictly above; {@code end} if none is. */
    int risesTo(int bar, int end, double level, boolean strictly) {
        double[] high = prices.high;
        for (int i = bar; i < end; ) {
            if ((i & (1 << GROUP_SHIFT) - 1) == 0 && !(groupHigh[i >>> GROUP_SHIFT] >= level)) {
                i += 1 << GROUP_SHIFT;
            } else if (strictly ? high[i] > level : high[i] >= level) {
                return i;
            } else {
                i++;
            }
        }
        return end;
    }

    /** Returns the table of drawdowns, by level; entry 3 i is of bar i counted from the first: largest close, smallest, worst ratio. */
    double[][] drawdowns() {
        double[][] made = drawdowns;
        if (made == null) {
            made = makeDrawdowns();
            drawdowns = made;
        }
        return Objects.requireNonNull(made);
    }

    private double[][] makeDrawdowns() {
        int n = to - from;
        int levels = n < 2 ? 0 : 32 - Integer.numberOfLeadingZeros(n - 1);
        double[][] table = new double[levels][3 * n];
        for (int level = 0; level < levels; level++) {
            int half = 1 << level;
            for (int middle = half; middle < n; middle += 2 * half) {
                left(table[level], middle - half, middle);
                right(table[level], middle, Math.min(middle + half, n));
            }
        }
        return table;
    }

    /** Fills entries of the bars before a middle, each of the bars from it to the middle. */
    private void left(double[] row, int begin, int middle) {
        double most = Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        double worst = 1;
        for (int i = middle - 1; i >= begin; i--) {
            double close = prices.close[from + i];
            worst = Math.min(worst, least / close);
            most = Math.max(most, close);
            least = Math.min(least, close);
            row[3 * i] = most;
            row[3 * i + 1] = least;
            row[3 * i + 2] = worst;
        }
    }

    /** Fills entries of the bars from a middle on, each of the bars from the middle to it. */
    private void right(double[] row, int middle, int end) {
        double most = Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        double worst = 1;
        for (int i = middle; i < end; i++) {
            double close = prices.close[from + i];
            most = Math.max(most, close);
            least = Math.min(least, close);
            worst = Math.min(worst, close / most);
            row[3 * i] = most;
            row[3 * i + 1] = least;
            row[3 * i + 2] = worst;
        }
    }
}
