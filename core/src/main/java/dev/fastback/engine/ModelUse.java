package dev.fastback.engine;

import java.io.Serializable;

/**
 * What it cost that worker processes loaded a model for themselves instead of being given forecasts. Part of no result.
 *
 * @param workers processes that loaded it
 * @param rows rows of the model that they computed, one that several needed counted each time; of a model that counts none, bars that they forecast
 * @param seconds time that they took for it together, the loading included
 * @param residentBytes memory that all of them had resident after their last forecasts; 0 where the system does not tell
 * @param modelBytes how much of it came with the model and its forecasts; 0 likewise
 */
public record ModelUse(int workers, long rows, double seconds, long residentBytes, long modelBytes) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Nothing of the kind. */
    public static final ModelUse NONE = new ModelUse(0, 0, 0, 0, 0);

    /** Returns the sums of both. */
    public ModelUse plus(ModelUse other) {
        return new ModelUse(
                workers + other.workers, rows + other.rows, seconds + other.seconds, residentBytes + other.residentBytes, modelBytes + other.modelBytes);
    }
}
