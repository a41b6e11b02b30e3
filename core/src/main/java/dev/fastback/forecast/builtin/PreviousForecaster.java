package dev.fastback.forecast.builtin;

import dev.fastback.forecast.Bands;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.Forecaster;
import java.util.List;

/**
 * Forecasts that the last value repeats itself. The band is {@code point ± z * d} with {@code z} the normal quantile of 0.9
 * and {@code d} the sample deviation of its last 20 one-step errors {@code v[i] - v[i-1]}, of all when there
 * are fewer, 0 for fewer than two.
 */
public final class PreviousForecaster implements Forecaster {
    private static final int ERRORS = 20;

    /** Makes the forecaster; it has no settings. */
    public PreviousForecaster() {}

    @Override
    public String id() {
        return "previous";
    }

    @Override
    public int contextLimit() {
        return ERRORS + 1;
    }

    @Override
    public Forecaster forShortSeries() {
        return this;
    }

    @Override
    public ForecastBatch forecast(List<Context> contexts) {
        return Bands.each(contexts, contextLimit(), (values, from, to, batch, slot) -> {
            double[] errors = new double[to - from - 1];
            for (int i = 0; i < errors.length; i++) {
                errors[i] = values[from + i + 1] - values[from + i];
            }
            Bands.set(batch, slot, values[to - 1], Bands.deviation(errors, 0, errors.length));
        });
    }
}
