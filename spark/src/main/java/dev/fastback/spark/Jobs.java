package dev.fastback.spark;

import dev.fastback.engine.EngineException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * Small jobs that follow one another, some under way at a time, so that answers come as they are made and the parent holds few of them. The tasks of a
 * job that Spark gave up are tried by themselves, each in a job of its own; one that is given up again is lost.
 *
 * @param <T> a task, as it travels
 * @param <A> its answer
 */
final class Jobs<T extends OnExecutor.Task, A> {
    /** Jobs under way at a time: the next ones begin while a slow task of the first still runs. */
    private static final int WAVES = 3;

    private static final long IDLE_MILLIS = 20;

    private final JavaSparkContext spark;
    private final OnExecutor<T, A> function;
    private final Work<T, A> work;
    private final List<Wave<T, A>> waves = new ArrayList<>();
    /** What is to be tried by itself. */
    private final Deque<T> doubtful = new ArrayDeque<>();

    /** What there is to do. */
    interface Work<T, A> {
        /** Returns the next task; null if there is none at the moment. */
        @Nullable T next(int parallelism);

        /** Takes an answer, and returns what it leaves open, in parts to be tried by themselves. */
        List<T> take(T task, A answer);

        /** Returns a task in parts that are tried by themselves; those that another try has answered are left out. */
        List<T> parts(T task);

        /** Takes that a task was given up, tried by itself. */
        void lost(T task, String reason);
    }

    private record Wave<T, A>(List<T> tasks, JavaFutureAction<List<A>> answers) {}

    Jobs(JavaSparkContext spark, OnExecutor<T, A> function, Work<T, A> work) {
        this.spark = spark;
        this.function = function;
        this.work = work;
    }

    /** Returns whether nothing is under way and nothing doubtful. */
    boolean isIdle() {
        return waves.isEmpty() && doubtful.isEmpty();
    }

    /**
     * Begins jobs until enough are under way, and takes the answers of one that has ended; waits a moment if none has.
     *
     * @return whether one had ended
     * @throws EngineException if Spark cannot continue
     */
    boolean turn() {
        while (!spark.sc().isStopped() && waves.size() < WAVES && begin()) {
            // and the next
        }
        for (Wave<T, A> wave : waves) {
            if (wave.answers().isDone()) {
                waves.remove(wave);
                take(wave);
                return true;
            }
        }
        if (spark.sc().isStopped()) {
            throw ended("its connection is closed");
        }
        pause();
        return false;
    }

    /** Cancels what is under way. */
    void cancel() {
        waves.forEach(wave -> wave.answers().cancel(true));
    }

    private boolean begin() {
        try {
            return begin(tasks());
        } catch (IllegalStateException e) {
            throw spark.sc().isStopped() ? ended(firstLine(e)) : e; // it was closed meanwhile
        }
    }

    private boolean begin(List<T> tasks) {
        return !tasks.isEmpty()
                && waves.add(new Wave<>(tasks, spark.parallelize(tasks, tasks.size()).map(function).collectAsync()));
    }

    private List<T> tasks() {
        List<T> tasks = new ArrayList<>();
        if (!doubtful.isEmpty()) {
            tasks.add(doubtful.removeFirst()); // a job each: one that fails must not end the others
        } else {
            int parallelism = Math.max(1, spark.defaultParallelism());
            T next;
            while (tasks.size() < parallelism && (next = work.next(parallelism)) != null) {
                tasks.add(next);
            }
        }
        return tasks;
    }

    private static EngineException ended(String reason) {
        return new EngineException("Spark has ended: " + reason + "; where executors do not start, the logs of its workers say why", 0);
    }

    private void take(Wave<T, A> wave) {
        try {
            List<A> answers = wave.answers().get();
            for (int i = 0; i < answers.size(); i++) {
                // A task that was told to stop, by a kill that Spark did not count as a failure, comes back short.
                doubtful.addAll(work.take(wave.tasks().get(i), answers.get(i)));
            }
        } catch (ExecutionException e) {
            fail(wave, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (CancellationException e) {
            throw new EngineException("Spark ended the job of this run: " + firstLine(e), 0);
        }
    }

    private void fail(Wave<T, A> wave, Throwable cause) {
        ExecutorTrouble.of(String.valueOf(cause.getMessage())).ifPresent(trouble -> {
            throw new EngineException(trouble, 0);
        });
        String reason = reason(cause);
        if (spark.sc().isStopped()) {
            throw ended(reason);
        }
        List<T> parts = wave.tasks().stream().flatMap(task -> work.parts(task).stream()).toList();
        if (wave.tasks().size() == 1 && parts.size() == 1) {
            work.lost(parts.getFirst(), reason);
        } else {
            doubtful.addAll(parts);
        }
    }

    private static String reason(Throwable e) {
        String message = String.valueOf(e.getMessage());
        // Spark's text has the stack trace of the executor below its first lines; the first that names a task or an executor says most.
        return message.lines().filter(line -> line.contains("Lost task")).findFirst().orElseGet(() -> firstLine(e)).strip();
    }

    /** Returns what an error says first. */
    static String firstLine(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
    }

    private static void pause() {
        try {
            Thread.sleep(IDLE_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for Spark", e);
    }
}
