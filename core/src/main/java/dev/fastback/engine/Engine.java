package dev.fastback.engine;

import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedStudy;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where simulations run. An engine decides placement alone: every engine gives the same results, and hands over each one
 * once. It owns its threads for the length of a call and leaves none behind.
 */
public interface Engine {
    /** Returns the name used on the command line and in results, for example {@code threads}. */
    String name();

    /** Returns how many simulations run at the same time at most. */
    int workers();

    /**
     * Returns the largest heap of each process that simulations run in, in bytes; empty if they run in this process, and need its memory.
     */
    default OptionalLong bytesPerWorker() {
        return OptionalLong.empty();
    }

    /** Returns the name of the device that it computes on; empty where it computes on this machine's processors alone. */
    default Optional<String> device() {
        return Optional.empty();
    }

    /** Returns the most memory in bytes that it has taken on each of its devices so far, summed over them; empty where it has none or is not told. */
    default OptionalLong deviceBytes() {
        return OptionalLong.empty();
    }

    /** Returns what its last call cost in models that its workers loaded for themselves; empty where they are given forecasts. */
    default Optional<ModelUse> modelUse() {
        return Optional.empty();
    }

    /** Returns what a user should know of where this engine runs, in one line: what was asked for and is not there. */
    default Optional<String> notice() {
        return Optional.empty();
    }

    /**
     * Runs simulations and returns when the last result was handed over.
     *
     * @param study what to run
     * @param indices which of its simulations, each once; not written to
     * @param sink takes each result, in any order, one at a time, in the calling thread; it is told when none has come for a moment,
     *     and now and then what each worker does
     * @param stop when requested, simulations that have not begun are left out
     * @throws IllegalArgumentException if this engine cannot run such a study; nothing was begun
     * @throws EngineException if the engine cannot continue; what was handed over is valid
     */
    void run(PreparedStudy study, int[] indices, ResultSink sink, StopSignal stop);
}
