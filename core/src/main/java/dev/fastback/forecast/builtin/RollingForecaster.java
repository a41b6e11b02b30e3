package dev.fastback.forecast.builtin;

import dev.fastback.forecast.Bands;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.Forecaster;
import java.util.Arrays;
import java.util.List;

/** Forecasts the median of the last 250 values, with their 0.1 and 0.9 quantiles as band (historical simulation). */
public final class RollingForecaster implements Forecaster {
    private static final int WINDOW = 250;

    /** Makes the forecaster; it has no settings. */
    public RollingForecaster() {}

    @Override
    public String id() {
        return "rolling";
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
        return Bands.each(
                contexts,
                WINDOW,
                (values, from, to, batch, slot) -> Quantiles.set(batch, slot, Arrays.copyOfRange(values, from, to), 1.0));
    }
}
