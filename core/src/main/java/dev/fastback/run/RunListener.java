package dev.fastback.run;

import dev.fastback.result.SimulationResult;

/** Receives what a run tells, in the thread that runs it. Its methods must be quick; what they do has no part in results. */
public interface RunListener {
    /** Ignores everything. */
    RunListener NONE = new RunListener() {};

    /** Called for each event; passes results on one by one unless it is overridden. */
    default void on(RunEvent event) {
        if (event instanceof RunEvent.ResultsStored stored) {
            int done = stored.snapshot().done() - stored.results().size();
            for (SimulationResult result : stored.results()) {
                simulationDone(result, ++done, stored.snapshot().total());
            }
        }
    }

    /** Called after each simulation, {@code done} of {@code total}. */
    default void simulationDone(SimulationResult result, int done, int total) {}
}
