package dev.fastback.stats;

import org.jspecify.annotations.Nullable;

/**
 * What the resamples of short series draw, for all bars. It depends on the seed and on the number of bars alone, so the symbols of a study share it: the last
 * one that was asked for twice is kept, 3 MiB at most.
 */
final class BootstrapDraws {
    private static final int MOST_BARS_DRAWN = 1 << 18;

    private static volatile @Nullable BootstrapDraws last;

    // Layout: entry draw * bars + t is what is drawn for bar t of a resample: bits that tell whether a block begins there, and the bar of the series it begins with.
    final long[] bits;
    final int[] firsts;
    private final long seed;
    private final int draws;
    private final int bars;

    private BootstrapDraws(StationaryBootstrap bootstrap, int bars, boolean filled) {
        seed = bootstrap.seed();
        draws = bootstrap.draws();
        this.bars = bars;
        bits = new long[filled ? draws * bars : 0];
        firsts = new int[bits.length];
        for (int draw = 0, at = 0; filled && draw < draws; draw++) {
            long state = bootstrap.start(draw);
            for (int t = 0; t < bars; t++, at++) {
                state += StationaryBootstrap.GAMMA;
                bits[at] = StationaryBootstrap.mixed(state) >>> StationaryBootstrap.DOUBLE_SHIFT;
                firsts[at] = StationaryBootstrap.first(state, bars);
            }
        }
    }

    /** Returns the draws for series of so many bars; null where they are asked for the first time, or would be many. */
    static @Nullable BootstrapDraws of(StationaryBootstrap bootstrap, int bars) {
        if ((long) bootstrap.draws() * bars > MOST_BARS_DRAWN) {
            return null;
        }
        @Nullable BootstrapDraws known = last;
        boolean again = known != null && known.seed == bootstrap.seed() && known.draws == bootstrap.draws() && known.bars == bars;
        if (known != null && again && known.bits.length > 0) {
            return known;
        }
        BootstrapDraws made = new BootstrapDraws(bootstrap, bars, again);
        last = made;
        return again ? made : null;
    }
}
