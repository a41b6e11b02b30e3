package dev.fastback.simulation;

import dev.fastback.search.Solution;
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
    List<Optional<Solution>> solve(List<FitTask> tasks, StopSignal stop);
}
