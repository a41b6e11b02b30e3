package dev.fastback.ta4j;

import dev.fastback.data.BarSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.HighPriceIndicator;
import org.ta4j.core.indicators.helpers.LowPriceIndicator;
import org.ta4j.core.indicators.helpers.OpenPriceIndicator;
import org.ta4j.core.indicators.helpers.VolumeIndicator;
import org.ta4j.core.num.DoubleNumFactory;

/**
 * The bars of a series as ta4j's, and indicators of them by key, so that candidates share what they have in common: ta4j's indicators keep every value
 * that they computed, which makes shared ones some fifteen times as fast as fresh ones. Of so many that they would take more than
 * {@value #MOST_VALUES} values, those that were not asked for the longest time go.
 *
 * <p>Numbers are doubles ({@link DoubleNumFactory}). One object belongs to one thread, because ta4j's indicators lock; {@link #of} keeps one for
 * each thread and series.
 */
public final class Ta4jIndicators {
    /** Values that the indicators may keep together, some 100 MB. */
    static final int MOST_VALUES = 4_000_000;

    private static final ThreadLocal<Map<BarSeries, Ta4jIndicators>> KNOWN = ThreadLocal.withInitial(WeakHashMap::new);

    private final org.ta4j.core.BarSeries series;
    private final Map<Key, Indicator<?>> indicators;
    private org.ta4j.core.BarSeries beginning;

    private record Key(Class<?> type, Object key) {}

    private Ta4jIndicators(org.ta4j.core.BarSeries series) {
        this.series = series;
        this.beginning = series;
        int most = Math.max(16, MOST_VALUES / Math.max(1, series.getBarCount()));
        this.indicators = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Indicator<?>> eldest) {
                return size() > most;
            }
        };
    }

    /** Returns the indicators of a series, the same for each call of a thread while the series is there. */
    public static Ta4jIndicators of(BarSeries bars) {
        return KNOWN.get().computeIfAbsent(bars, Ta4jIndicators::make);
    }

    private static Ta4jIndicators make(BarSeries bars) {
        return new Ta4jIndicators(series(bars));
    }

    /** Returns the indicators of one bar, on which strategies can be made and asked what they are. */
    static Ta4jIndicators ofNothing() {
        double[] one = {1};
        return make(BarSeries.of("none", new long[1], one, one, one, one, one));
    }

    /** Returns bars as ta4j's, of doubles: bar i there is bar i here. A bar of ta4j ends where the next begins, the last one as long as the one before. */
    public static org.ta4j.core.BarSeries series(BarSeries bars) {
        org.ta4j.core.BarSeries made =
                new BaseBarSeriesBuilder().withName(bars.symbol()).withNumFactory(DoubleNumFactory.getInstance()).build();
        for (int i = 0; i < bars.size(); i++) {
            long begin = bars.timeMillis(i);
            long length = i + 1 < bars.size()
                    ? bars.timeMillis(i + 1) - begin
                    : i > 0 ? begin - bars.timeMillis(i - 1) : Duration.ofDays(1).toMillis();
            made.barBuilder()
                    .timePeriod(Duration.ofMillis(length))
                    .endTime(Instant.ofEpochMilli(begin + length))
                    .openPrice(bars.open(i))
                    .highPrice(bars.high(i))
                    .lowPrice(bars.low(i))
                    .closePrice(bars.close(i))
                    .volume(bars.volume(i))
                    .add();
        }
        return made;
    }

    /** Returns the bars as ta4j's, for indicators that are made of bars. */
    public org.ta4j.core.BarSeries series() {
        return series;
    }

    /** Returns the first bars as a series of their own, the same as long as equally many are asked for. */
    org.ta4j.core.BarSeries until(int bars) {
        if (beginning.getBarCount() != bars) {
            beginning = bars == series.getBarCount() ? series : series.getSubSeries(0, bars);
        }
        return beginning;
    }

    /**
     * Returns an indicator, made when it is first asked for.
     *
     * @param type its class
     * @param key together with the class all that it depends on, for example the number of bars, or {@code List.of(12, 26)}
     * @param maker makes it of {@link #series} and of indicators that come from here as well
     */
    public <I extends Indicator<?>> I get(Class<I> type, Object key, Supplier<I> maker) {
        Key whole = new Key(type, key);
        Indicator<?> known = indicators.get(whole);
        if (known == null) {
            known = maker.get(); // may ask for others itself
            indicators.put(whole, known);
        }
        return type.cast(known);
    }

    /** Returns the closing prices. */
    public ClosePriceIndicator close() {
        return get(ClosePriceIndicator.class, "", () -> new ClosePriceIndicator(series));
    }

    /** Returns the opening prices. */
    public OpenPriceIndicator open() {
        return get(OpenPriceIndicator.class, "", () -> new OpenPriceIndicator(series));
    }

    /** Returns the highest prices. */
    public HighPriceIndicator high() {
        return get(HighPriceIndicator.class, "", () -> new HighPriceIndicator(series));
    }

    /** Returns the lowest prices. */
    public LowPriceIndicator low() {
        return get(LowPriceIndicator.class, "", () -> new LowPriceIndicator(series));
    }

    /** Returns the volumes. */
    public VolumeIndicator volume() {
        return get(VolumeIndicator.class, "", () -> new VolumeIndicator(series));
    }

    /** Returns the simple moving average of the close. */
    public SMAIndicator sma(int bars) {
        return get(SMAIndicator.class, bars, () -> new SMAIndicator(close(), bars));
    }

    /** Returns the exponential moving average of the close. */
    public EMAIndicator ema(int bars) {
        return get(EMAIndicator.class, bars, () -> new EMAIndicator(close(), bars));
    }

    /** Returns the relative strength index of the close. */
    public RSIIndicator rsi(int bars) {
        return get(RSIIndicator.class, bars, () -> new RSIIndicator(close(), bars));
    }

    /** Returns the average true range. */
    public ATRIndicator atr(int bars) {
        return get(ATRIndicator.class, bars, () -> new ATRIndicator(series, bars));
    }
}
