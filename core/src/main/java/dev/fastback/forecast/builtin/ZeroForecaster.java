package dev.fastback.forecast.builtin;

import dev.fastback.forecast.Bands;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.Forecaster;
import java.util.Arrays;
import java.util.List;

/**
 * Forecasts that the price stays where it is, which is what a forecaster of the level must beat. The band is the 0.1 and the 0.9 quantile of the last 250
 * values, widened to hold 0.
 */
public final class ZeroForecaster implements Forecaster {
    static final int WINDOW = 250;

    /** Makes the forecaster; it has no settings. */
    public ZeroForecaster() {}

    @Override
    public String id() {
        return "zero";
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
            double[] sorted = Arrays.copyOfRange(values, from, to);
            Arrays.sort(sorted);
            batch.lower()[slot] = Math.min(0.0, Quantiles.of(sorted, Quantiles.LOW));
            batch.upper()[slot] = Math.max(0.0, Quantiles.of(sorted, Quantiles.HIGH));
        });
    }
}
