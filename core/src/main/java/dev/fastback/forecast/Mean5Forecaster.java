package dev.fastback.forecast;

import java.util.List;

/**
 * The reference forecaster: the mean of the last five values, of all when there are fewer, summed left to right and divided
 * by their number. The band is {@code point ± z * d} with {@code z} the normal quantile of 0.9 and {@code d} the sample
 * deviation of those same values, 0 for a single one.
 */
public final class Mean5Forecaster implements Forecaster {
    private static final int WINDOW = 5;

    /** Makes the forecaster; it has no settings. */
    public Mean5Forecaster() {}

    @Override
    public String id() {
        return "mean5";
    }

    @Override
    public int contextLimit() {
        return WINDOW;
    }

    @Override
    public Forecaster forShortSeries() {
        return this;
    }

    @Override
    public ForecastBatch forecast(List<Context> contexts) {
        return Bands.each(contexts, WINDOW, (values, from, to, batch, slot) -> {
            double mean = Bands.mean(values, from, to);
            Bands.set(batch, slot, mean, Bands.deviation(values, from, to));
        });
    }
}
