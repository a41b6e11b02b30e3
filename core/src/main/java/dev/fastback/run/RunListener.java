package dev.fastback.run;

import dev.fastback.result.SimulationResult;

/** Hears how a run goes on, in the thread that runs it. Its methods must be quick; what they do has no part in results. */
public interface RunListener {
    /** Hears nothing. */
    RunListener NONE = new RunListener() {};

    /** Called when the forecasts of {@code done} of {@code total} symbols are made. */
    default void forecastsMade(int done, int total) {}

    /** Called after each simulation, {@code done} of {@code total}. */
    default void simulationDone(SimulationResult result, int done, int total) {}
}
