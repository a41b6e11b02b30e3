package dev.fastback.simulation;

import dev.fastback.result.Fit;
import dev.fastback.search.StopSignal;
import dev.fastback.search.StoppedException;
import java.util.List;
import java.util.Optional;

/** Solves the searches of many simulations at once, on a device for example: the middle between {@code tasks} and {@code finish}. */
@FunctionalInterface
public interface FitBatch {
    /**
     * Returns what each search found, in the order of the tasks; empty where the task is better solved alone, by its own search.
     *
     * @throws StoppedException if told to stop meanwhile
     */
    List<Optional<Found>> solve(List<FitTask> tasks, StopSignal stop);

    /** What a search of a batch has come to: a fit, or what it threw, which concerns its simulation alone. */
    @FunctionalInterface
    interface Found {
        /**
         * Returns the fit.
         *
         * @param nanos the search's share of the time of the batch
         * @throws RuntimeException what the search threw, a {@link StoppedException} among others
         */
        Fit fit(long nanos);
    }
}
