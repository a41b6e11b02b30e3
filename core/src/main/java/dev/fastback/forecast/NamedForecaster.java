package dev.fastback.forecast;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A forecaster that is known by its id alone, where its forecasts are there already: in a copy of a study in another process, or in the
 * report of a stored run.
 *
 * @param id as {@link Forecaster#id}
 * @param contextLimit as {@link Forecaster#contextLimit}
 * @param origin as {@link Forecaster#origin}
 */
public record NamedForecaster(String id, int contextLimit, SortedMap<String, String> origin) implements Forecaster {
    /** Makes one whose id says all. */
    public NamedForecaster(String id, int contextLimit) {
        this(id, contextLimit, new TreeMap<>());
    }

    /**
     * Forecasts nothing.
     *
     * @throws IllegalStateException always
     */
    @Override
    public ForecastBatch forecast(List<Context> contexts) {
        throw new IllegalStateException("forecaster " + id + " is known by name only; its forecasts were made elsewhere");
    }
}
