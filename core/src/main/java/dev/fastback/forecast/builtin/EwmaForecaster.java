package dev.fastback.forecast.builtin;

import dev.fastback.forecast.Bands;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.Forecaster;
import java.util.List;

/**
 * Exponentially weighted mean of the last {@code window} values: with {@code k} the age of a value, 0 for the newest, its
 * weight is {@code decay^k}, and the weights are divided by their sum.
 *
 * <p>The band is {@code point ± z * d} with {@code z} the normal quantile of 0.9 and {@code d} the sample deviation of the
 * one-step errors inside the window: each value but the first minus the weighted mean of the window's values before it.
 *
 * @param decay weight of a value relative to the next newer one, in (0, 1)
 * @param window values used, at least 2
 */
public record EwmaForecaster(double decay, int window) implements Forecaster {
    /** Decay 0.9, so that half of the weight lies on the last seven values, and a window of 60, past which 0.2 % remain. */
    public static final EwmaForecaster DEFAULT = new EwmaForecaster(0.9, 60);

    public EwmaForecaster {
        if (!(decay > 0 && decay < 1)) {
            throw new IllegalArgumentException("decay must be between 0 and 1: " + decay);
        }
        if (window < 2) {
            throw new IllegalArgumentException("window must be at least 2: " + window);
        }
    }

    @Override
    public String id() {
        return "ewma(" + decay + "," + window + ")";
    }

    @Override
    public int contextLimit() {
        return window;
    }

    @Override
    public Forecaster forShortSeries() {
        return this;
    }

    @Override
    public ForecastBatch forecast(List<Context> contexts) {
        return Bands.each(contexts, window, (values, from, to, batch, slot) -> {
            double[] errors = new double[to - from - 1];
            double weighted = values[from];
            double weights = 1.0;
            for (int i = 0; i < errors.length; i++) {
                double value = values[from + i + 1];
                errors[i] = value - weighted / weights;
                weighted = weighted * decay + value;
                weights = weights * decay + 1.0;
            }
            Bands.set(batch, slot, weighted / weights, Bands.deviation(errors, 0, errors.length));
        });
    }
}
