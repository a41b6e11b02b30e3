package dev.fastback.store;

import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.result.SimulationResult;

/**
 * How many simulations of a run have which result.
 *
 * @param completed those that ran
 * @param failed those that met an error
 * @param skipped those that could not run on the data
 */
public record RunCounts(int completed, int failed, int skipped) {
    static final RunCounts NONE = new RunCounts(0, 0, 0);

    /** Returns how many have a result. */
    public int finished() {
        return completed + failed + skipped;
    }

    /** Returns these and one more, by the status in table {@code simulations}. */
    RunCounts plusStatus(int status) {
        return switch (status) {
            case 0 -> new RunCounts(completed + 1, failed, skipped);
            case 1 -> new RunCounts(completed, failed, skipped + 1);
            default -> new RunCounts(completed, failed + 1, skipped);
        };
    }

    RunCounts plus(SimulationResult result) {
        return switch (result) {
            case Completed c -> new RunCounts(completed + 1, failed, skipped);
            case Failed f -> new RunCounts(completed, failed + 1, skipped);
            case Skipped s -> new RunCounts(completed, failed, skipped + 1);
            case Interrupted i -> throw new IllegalArgumentException("interrupted simulations are not kept: " + i.simulation());
        };
    }
}
