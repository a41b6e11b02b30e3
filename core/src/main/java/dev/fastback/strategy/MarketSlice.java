package dev.fastback.strategy;

import dev.fastback.data.BarSeries;
import dev.fastback.forecast.Forecasts;
import dev.fastback.profit.FeeRule;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The bars that a strategy is fitted, evaluated or asked for an order on, with all that may be known about them. Immutable and safe for use
 * by many threads.
 */
public final class MarketSlice {
    private final BarSeries bars;
    private final Forecasts forecasts;
    private final Market market;
    private final int warmFrom;
    private final int from;
    private final int to;
    // Made when it is first asked for; threads that ask at the same time may each make it.
    private @Nullable Windows windows;
    private @Nullable Window window;
    private @Nullable Made made;

    /** Something made of this slice, and what was made before it. */
    private record Made(Object key, Object value, @Nullable Made before) {}

    /**
     * Makes a slice.
     *
     * @param bars the whole series; a strategy reads none of it from {@code to} on
     * @param forecasts forecasts of the series, those of the slice's bars among them where strategies need any
     * @param market the conditions of trading
     * @param warmFrom first bar that indicators may read, from 0
     * @param from first bar, inclusive, at least 1
     * @param to end, exclusive; one more than the series has bars for a slice that ends with the bar to come
     * @throws IllegalArgumentException if the bars are not {@code 0 <= warmFrom <= from <= to <= size + 1}
     */
    public MarketSlice(BarSeries bars, Forecasts forecasts, Market market, int warmFrom, int from, int to) {
        if (warmFrom < 0 || warmFrom > from || from < 1 || from > to || to > bars.size() + 1) {
            throw new IllegalArgumentException("bars " + warmFrom + ", " + from + " to " + to + " must rise and end inside the "
                    + bars.size() + " bars of " + bars.symbol());
        }
        this.bars = bars;
        this.forecasts = Objects.requireNonNull(forecasts, "forecasts");
        this.market = Objects.requireNonNull(market, "market");
        this.warmFrom = warmFrom;
        this.from = from;
        this.to = to;
    }

    /** Makes a slice whose columns are cut by what cuts those of other slices of the series; the rest as the public constructor. */
    MarketSlice(Windows windows, Market market, int warmFrom, int from, int to) {
        this(windows.bars(), windows.forecasts(), market, warmFrom, from, to);
        this.windows = windows;
    }

    /** Returns the whole series; what lies from {@link #to} on is not known yet. */
    public BarSeries bars() {
        return bars;
    }

    /** Returns forecasts of the series. */
    public Forecasts forecasts() {
        return forecasts;
    }

    /** Returns the conditions of trading. */
    public Market market() {
        return market;
    }

    /** Returns the first bar that indicators may read. */
    public int warmFrom() {
        return warmFrom;
    }

    /** Returns the first bar. */
    public int from() {
        return from;
    }

    /** Returns the end, exclusive. */
    public int to() {
        return to;
    }

    /** Returns the number of bars, the one to come included where the slice ends with it. */
    public int size() {
        return to - from;
    }

    /** Returns the slice's moves and forecasts as columns; the moves of the bar to come are NaN. */
    public Window window() {
        Window cut = window;
        if (cut == null) {
            Windows cutter = windows;
            cut = (cutter == null ? Windows.of(bars, forecasts) : cutter).cut(from, to);
            window = cut;
        }
        return cut;
    }

    /**
     * Returns what is made of this slice, made when it is first asked for.
     *
     * @param key the only one of its kind
     * @param maker makes it, from this slice alone
     */
    public <T> T once(Object key, Class<T> type, Supplier<T> maker) {
        for (Made known = made; known != null; known = known.before()) {
            if (known.key() == key) {
                return type.cast(known.value());
            }
        }
        T value = maker.get();
        made = new Made(key, value, made);
        return value;
    }

    /** Returns the same bars under another fee rule. */
    public MarketSlice withFeeRule(FeeRule feeRule) {
        if (market.feeRule() == feeRule) {
            return this;
        }
        MarketSlice other = new MarketSlice(bars, forecasts, market.withFeeRule(feeRule), warmFrom, from, to);
        other.windows = windows;
        other.window = window;
        return other;
    }
}
