package dev.fastback.custom;

import dev.fastback.api.Indicators;
import dev.fastback.data.BarSeries;
import dev.fastback.indicator.LineCache;
import dev.fastback.simulate.Prices;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * A series as strategies and simulators read it, made once and kept as long as the series is.
 *
 * @param prices for the simulator
 * @param indicators for strategies
 */
record SeriesView(Prices prices, Indicators indicators) {
    // Series are told apart by identity. A view holds no reference to its series, which would keep it for ever.
    private static final Map<BarSeries, SeriesView> VIEWS = new WeakHashMap<>();

    static SeriesView of(BarSeries bars) {
        synchronized (VIEWS) {
            return VIEWS.computeIfAbsent(bars, SeriesView::make);
        }
    }

    /** Makes a view that nobody else reads, whose lines push none out that others use. */
    static SeriesView alone(BarSeries bars) {
        return new SeriesView(Prices.of(bars), Indicators.of(bars, new LineCache(LineCache.DEFAULT_BYTES / 16)));
    }

    private static SeriesView make(BarSeries bars) {
        return new SeriesView(Prices.of(bars), Indicators.of(bars));
    }
}
