package dev.fastback.evidence;

import dev.fastback.data.BarSeries;
import dev.fastback.search.sampling.Draws;

/**
 * Random walks with the bars of a symbol: each bar is one of the symbol's drawn at random, its open, high, low and close relative to the close before it, and
 * with probability a half turned upside down, what it pays as funding with it. Ranges, gaps and volatility are those of the symbol; drift, memory and anything to be forecast
 * are gone.
 */
final class RandomWalk {
    private static final double UNIT = 0x1p-53;
    private static final int PLACE = 11;

    private final BarSeries bars;
    private final long seed;

    /**
     * Makes the walks of a symbol.
     *
     * @param bars at least two
     */
    RandomWalk(BarSeries bars, long seed) {
        this.bars = bars;
        this.seed = seed;
    }

    /** Returns the walk with a number from 0, of so many bars; it is a function of the bars, the seed and the number alone. */
    BarSeries of(int number, int size) {
        long[] times = new long[size];
        double[] open = new double[size];
        double[] high = new double[size];
        double[] low = new double[size];
        double[] close = new double[size];
        double[] volume = new double[size];
        double[] funding = new double[size];
        int last = bars.size() - 1;
        long step = (bars.timeMillis(last) - bars.timeMillis(0)) / last;
        double before = bars.close(last);
        for (int i = 0; i < size; i++) {
            long drawn = Draws.key(seed, number, i);
            int t = 1 + (int) ((drawn >>> PLACE) * UNIT * last);
            double base = bars.close(t - 1);
            boolean isTurned = (drawn & 1) != 0;
            times[i] = bars.timeMillis(0) + step * i;
            open[i] = moved(before, base, bars.open(t), isTurned);
            high[i] = moved(before, base, isTurned ? bars.low(t) : bars.high(t), isTurned);
            low[i] = moved(before, base, isTurned ? bars.high(t) : bars.low(t), isTurned);
            close[i] = moved(before, base, bars.close(t), isTurned);
            volume[i] = bars.volume(t);
            funding[i] = isTurned ? -bars.funding(t) : bars.funding(t);
            before = close[i];
        }
        BarSeries walk = BarSeries.ofOwned("walk " + number, times, open, high, low, close, volume, size);
        BarSeries funded = bars.hasFunding() ? walk.withFunding(funding) : walk;
        return bars.others().isEmpty() ? funded : funded.withOthers(bars.others());
    }

    // Monotone in the price (antitone where the bar is turned), so that no price leaves the bar's range.
    private static double moved(double before, double base, double price, boolean isTurned) {
        return isTurned ? before * (base / price) : before * (price / base);
    }
}
