package dev.fastback.run;

import dev.fastback.engine.Engine;
import dev.fastback.journal.MemoryJournal;
import dev.fastback.journal.RunJournal;
import dev.fastback.search.StopSignal;
import dev.fastback.strategy.Evaluators;
import dev.fastback.study.Study;
import java.util.Objects;
import java.util.function.Function;

/**
 * How a study is run; no option changes a result.
 *
 * @param engine where simulations run
 * @param evaluators how candidates are computed
 * @param listener hears of the run's progress
 * @param stop asks the run to stop
 * @param journal opens the place where the results of a study are kept; simulations that are there already are not run again
 */
public record RunOptions(
        Engine engine,
        Evaluators evaluators,
        RunListener listener,
        StopSignal stop,
        Function<Study, RunJournal> journal) {
    public RunOptions {
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(evaluators, "evaluators");
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(stop, "stop");
        Objects.requireNonNull(journal, "journal");
    }

    /** Returns options for the given engine, the plain evaluators, nobody listening, and results kept in memory. */
    public static RunOptions of(Engine engine) {
        return new RunOptions(
                engine, Evaluators.SCALAR, RunListener.NONE, new StopSignal(), MemoryJournal::new);
    }

    /** Returns the same options with other evaluators. */
    public RunOptions withEvaluators(Evaluators newEvaluators) {
        return new RunOptions(engine, newEvaluators, listener, stop, journal);
    }

    /** Returns the same options with another listener. */
    public RunOptions withListener(RunListener newListener) {
        return new RunOptions(engine, evaluators, newListener, stop, journal);
    }

    /** Returns the same options with another stop signal. */
    public RunOptions withStop(StopSignal newStop) {
        return new RunOptions(engine, evaluators, listener, newStop, journal);
    }

    /** Returns the same options with an open journal. */
    public RunOptions withJournal(RunJournal newJournal) {
        return new RunOptions(engine, evaluators, listener, stop, study -> newJournal);
    }
}
