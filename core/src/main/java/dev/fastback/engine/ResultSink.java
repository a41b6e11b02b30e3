package dev.fastback.engine;

import dev.fastback.journal.ResultPlace;
import dev.fastback.result.SimulationResult;
import java.util.List;

/** Takes the results of an engine, one at a time, in the thread that called the engine. */
@FunctionalInterface
public interface ResultSink {
    /** Takes a result. */
    void accept(SimulationResult result);

    /**
     * Takes a result that lies in a file already; a journal that can keep its place need not keep the result.
     *
     * @param place where it lies
     */
    default void accept(SimulationResult result, ResultPlace place) {
        accept(result);
    }

    /** Called when no result has come for a moment: what is held back, to be written together with more, may be written now. */
    default void idle() {}

    /** Called with what each worker does: at the beginning, when it has changed, a few times a second at most, and at the end. */
    default void workers(List<WorkerState> states) {}
}
