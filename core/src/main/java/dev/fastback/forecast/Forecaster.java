package dev.fastback.forecast;

import dev.fastback.forecast.builtin.Forecasters;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /**
     * Returns what decides the bits of forecasts beside the id, by name, where a model makes them: the hash of its file, its runtime and so on. Forecasts of
     * one run come from equal origins. Empty where the id says all.
     */
    default SortedMap<String, String> origin() {
        return new TreeMap<>();
    }

    /**
     * Returns what forecasts in its place where hundreds of short series are forecast for comparison alone, as random walks are: itself where it needs no more than
     * some 60 values and microseconds; unless it says otherwise {@code mean5}.
     */
    default Forecaster forShortSeries() {
        return new Mean5Forecaster();
    }

    /**
     * Returns what makes this forecaster again in another process of this machine, where it has a model that such a process can load for itself; empty where there is
     * nothing to load, as of statistical forecasters, or nobody knows how.
     */
    default Optional<Forecasters.Recipe> recipe() {
        return Optional.empty();
    }

    /** Hears that a run has asked all that it asks: what is to be kept for others may be written. */
    default void asked() {}
}
