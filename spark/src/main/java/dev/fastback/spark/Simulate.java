package dev.fastback.spark;

import dev.fastback.codec.SimulationCodec;
import dev.fastback.result.SimulationResult;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedStudy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * The work of a task: some simulations of a study, one after another. What travels with it is the broadcast's name and a text; nothing of the parent's
 * objects.
 */
final class Simulate implements Function<int[], Answer> {
    private static final long serialVersionUID = 1L;
    private static final long POLL_NANOS = 20_000_000;

    private final Broadcast<byte[][]> study;
    private final String id;
    private final Build build;

    /**
     * Makes the work.
     *
     * @param study the encoded study in pieces
     * @param id its name among all studies
     * @param build what must run where this runs
     */
    Simulate(Broadcast<byte[][]> study, String id, Build build) {
        this.study = study;
        this.id = id;
        this.build = build;
    }

    @Override
    public Answer call(int[] indices) {
        build.requireHere();
        StopSignal stop = new StopSignal();
        @Nullable TaskContext task = TaskContext.get();
        Thread watcher = Thread.ofVirtual().start(() -> watch(task, stop));
        try {
            return run(StudyOnExecutor.get(id, study::value), stop, indices);
        } finally {
            watcher.interrupt();
        }
    }

    private static Answer run(PreparedStudy whole, StopSignal stop, int[] indices) {
        PreparedStudy prepared = whole.withStop(stop);
        SimulationCodec codec = new SimulationCodec(prepared.study());
        List<byte[]> results = new ArrayList<>(indices.length);
        long start = System.nanoTime();
        int done = 0;
        while (done < indices.length && !stop.isRequested()) {
            SimulationResult result = prepared.run(indices[done]);
            if (result instanceof SimulationResult.Interrupted) {
                break;
            }
            results.add(codec.encode(result));
            done++;
        }
        return new Answer(Arrays.copyOf(indices, done), results.toArray(byte[][]::new), System.nanoTime() - start, "executor-" + SparkEnv.get().executorId());
    }

    /** Asks the searches of a task that was killed to give up: Spark says so to the task's context alone. */
    private static void watch(@Nullable TaskContext task, StopSignal stop) {
        while (task != null && !Thread.currentThread().isInterrupted()) {
            if (task.isInterrupted()) {
                stop.request();
                return;
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
