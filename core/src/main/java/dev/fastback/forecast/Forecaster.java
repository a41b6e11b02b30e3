package dev.fastback.forecast;

import java.util.List;

/**
 * Forecasts the next value of movement series, in batches. A forecaster is a pure function of the contexts: the result of
 * one does not depend on the others of its batch. Implementations are safe for use by many threads.
 */
public interface Forecaster {
    /** Returns the name with all settings that matter, for example {@code ar(5,60)}: equal ids give equal forecasts. */
    String id();

    /** Returns the most recent values used at most; a plan may pass shorter contexts than the whole past. */
    int contextLimit();

    /** Returns one forecast for each context, in order. A context without values is forecast as 0 with an empty band. */
    ForecastBatch forecast(List<Context> contexts);
}
