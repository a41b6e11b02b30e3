package dev.fastback.spark;

import dev.fastback.codec.FitCodec;
import dev.fastback.component.FatalErrors;
import dev.fastback.engine.OwnModel;
import dev.fastback.search.StoppedException;
import dev.fastback.simulation.trials.FitRange;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Evaluates a range of the candidates of one search. */
final class EvaluateRange extends OnExecutor<EvaluateRange.Task, EvaluateRange.Answer> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NONE = {};

    EvaluateRange(Sent sent) {
        super(sent);
    }

    /**
     * A range of a search.
     *
     * @param simulation its number
     * @param search which search of the simulation
     * @param range encoded
     * @param slices with the simulation's symbol
     */
    record Task(int simulation, int search, byte[] range, Slice[] slices) implements OnExecutor.Task {
        private static final long serialVersionUID = 1L;
    }

    /** How an evaluation ended. */
    enum End {
        /** With what was found. */
        FOUND,
        /** Spark killed it; it must be begun again. */
        KILLED,
        /** The strategy has thrown something, which the parent will see when it evaluates the range itself. */
        THROWN
    }

    /**
     * What a task sends back.
     *
     * @param part what was found, encoded; empty without
     * @param nanos time that it took
     * @param executor where it ran
     */
    record Answer(End end, byte[] part, long nanos, String executor) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @Override
    Answer run(StudyOnExecutor.Part part, @Nullable OwnModel model, Task task) {
        long start = System.nanoTime();
        FitRange range = FitCodec.decodeRange(task.range());
        try {
            byte[] found = FitCodec.encode(
                    part.study().tasks(part.index(task.simulation())).get(task.search()).ranges().orElseThrow().evaluate(range));
            return new Answer(End.FOUND, found, System.nanoTime() - start, executor());
        } catch (StoppedException e) {
            return new Answer(End.KILLED, NONE, System.nanoTime() - start, executor());
        } catch (RuntimeException | Error e) {
            if (FatalErrors.isFatal(e)) {
                throw e;
            }
            return new Answer(End.THROWN, NONE, System.nanoTime() - start, executor());
        }
    }
}
