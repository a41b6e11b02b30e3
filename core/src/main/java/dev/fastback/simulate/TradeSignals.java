package dev.fastback.simulate;

/**
 * Where a trader of signals enters and leaves: for each bar what is decided at its close and done at the open of the next. Candidates that differ
 * in stops alone share one. Immutable and safe for use by many threads.
 *
 * <p>Layout: bar i is bit i % 64 of word i / 64, in columns of {@code (bars + 63) / 64} words.
 */
public final class TradeSignals {
    /** Of a condition that is never met, as an argument of {@link #of}. */
    public static final long[] NEVER = {};

    // What opens a position on a side, and what ends one: its exit or the other side's entry.
    final long[] enterLong;
    final long[] enterShort;
    final long[] enter;
    final long[] leaveLong;
    final long[] leaveShort;
    final boolean hasShorts;

    private TradeSignals(
            long[] enterLong, long[] enterShort, long[] enter, long[] leaveLong, long[] leaveShort, boolean hasShorts) {
        this.enterLong = enterLong;
        this.enterShort = enterShort;
        this.enter = enter;
        this.leaveLong = leaveLong;
        this.leaveShort = leaveShort;
        this.hasShorts = hasShorts;
    }

    /**
     * Returns the signals of conditions, columns of bits or {@link #NEVER}. Where entry and exit of a side, or the entries of both sides, are met
     * together, nothing is entered.
     *
     * @param isLongOnly whether short positions are not allowed: what would open one only leaves a long one
     */
    public static TradeSignals of(
            int bars, long[] longEntry, long[] longExit, long[] shortEntry, long[] shortExit, boolean isLongOnly) {
        int words = (bars + 63) >>> 6;
        if (shortEntry.length == 0) {
            return longs(words, whole(longEntry, words), whole(longExit, words));
        }
        return both(
                words,
                whole(longEntry, words),
                whole(longExit, words),
                whole(shortEntry, words),
                whole(shortExit, words),
                isLongOnly);
    }

    private static long[] whole(long[] column, int words) {
        if (column.length != 0 && column.length != words) {
            throw new IllegalArgumentException("a column of bits must have " + words + " words: " + column.length);
        }
        return column.length == 0 ? new long[words] : column;
    }

    private static TradeSignals longs(int words, long[] entry, long[] exit) {
        long[] enter = new long[words];
        for (int w = 0; w < words; w++) {
            enter[w] = entry[w] & ~exit[w];
        }
        return new TradeSignals(enter, NEVER, enter, exit, NEVER, false);
    }

    private static TradeSignals both(
            int words, long[] longEntry, long[] longExit, long[] shortEntry, long[] shortExit, boolean isLongOnly) {
        long[] enterLong = new long[words];
        long[] enterShort = new long[words];
        long[] enter = new long[words];
        long[] leaveLong = new long[words];
        long[] leaveShort = new long[words];
        for (int w = 0; w < words; w++) {
            long buy = longEntry[w] & ~longExit[w];
            long sell = shortEntry[w] & ~shortExit[w];
            long both = buy & sell;
            enterLong[w] = buy & ~both;
            enterShort[w] = isLongOnly ? 0 : sell & ~both;
            enter[w] = enterLong[w] | enterShort[w];
            leaveLong[w] = longExit[w] | sell & ~both;
            leaveShort[w] = shortExit[w] | buy & ~both;
        }
        return new TradeSignals(enterLong, enterShort, enter, leaveLong, leaveShort, !isLongOnly);
    }

    /** Returns whether a position is entered after the close of a bar. */
    public boolean enters(int bar) {
        return at(enter, bar);
    }

    /** Returns whether one on a side is: 1 for long, -1 for short. */
    public boolean enters(int side, int bar) {
        return at(side > 0 ? enterLong : enterShort, bar);
    }

    /** Returns whether a position on a side is left after the close of a bar. */
    public boolean leaves(int side, int bar) {
        return at(side > 0 ? leaveLong : leaveShort, bar);
    }

    /** Returns the first bar from {@code bar} on after whose close a position is entered; the largest number if there is none. */
    public int nextEntry(int bar) {
        return next(enter, bar);
    }

    /** Returns the first bar from {@code bar} on after whose close a position on a side is left; the largest number if there is none. */
    public int nextExit(int side, int bar) {
        return next(side > 0 ? leaveLong : leaveShort, bar);
    }

    private static boolean at(long[] words, int bar) {
        return words.length > 0 && (words[bar >>> 6] >>> bar & 1) != 0;
    }

    private static int next(long[] words, int bar) {
        int w = bar >>> 6;
        if (w >= words.length) {
            return Integer.MAX_VALUE;
        }
        long word = words[w] & -1L << bar;
        while (word == 0) {
            if (++w == words.length) {
                return Integer.MAX_VALUE;
            }
            word = words[w];
        }
        return (w << 6) + Long.numberOfTrailingZeros(word);
    }
}
