package dev.fastback.simulate;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The prices of a series as arrays, made once and shared by all simulations of it. Immutable and safe for use by many threads.
 */
public final class Prices {
    private static final double MILLIS_PER_YEAR = 365 * 86_400_000.0;

    final long[] times;
    final double[] open;
    final double[] high;
    final double[] low;
    final double[] close;
    /** What a unit of value pays at each close, long to short; null for nothing. */
    final double @Nullable [] funding;

    private Prices(long[] times, double[] open, double[] high, double[] low, double[] close, double @Nullable [] funding) {
        this.times = times;
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.funding = funding;
    }

    /** Returns the prices of a series, with its funding where it has any. */
    public static Prices of(BarSeries bars) {
        double[] funding = bars.hasFunding() ? IntStream.range(0, bars.size()).mapToDouble(bars::funding).toArray() : null;
        return new Prices(
                bars.times(), bars.column(Column.OPEN), bars.column(Column.HIGH), bars.column(Column.LOW), bars.column(Column.CLOSE), funding);
    }

    /**
     * Returns the same prices with a column of funding: at the close of each bar a long position pays the fraction of its value, a short one
     * receives it; the other way round where it is negative.
     *
     * @throws IllegalArgumentException if the length differs
     */
    public Prices withFunding(double[] rates) {
        if (rates.length != size()) {
            throw new IllegalArgumentException("funding must have " + size() + " bars: " + rates.length);
        }
        return new Prices(times, open, high, low, close, rates.clone());
    }

    /** Returns the number of bars. */
    public int size() {
        return times.length;
    }

    /** Returns how long bar {@code i} is after the one before, in years of 365 days; 0 for the first. */
    double years(int i) {
        return i == 0 ? 0 : (times[i] - times[i - 1]) / MILLIS_PER_YEAR;
    }
}
