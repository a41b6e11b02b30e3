package dev.fastback.engine;

import dev.fastback.result.SimulationResult;

/** Takes the results of an engine, one at a time, in the thread that called the engine. */
@FunctionalInterface
public interface ResultSink {
    /** Takes a result. */
    void accept(SimulationResult result);

    /** Hears that no result has come for a moment: what is held back, to be written together with more, may be written now. */
    default void idle() {}
}
