package dev.fastback.spark;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/**
 * Hears of executors that could not begin for want of room, for jars say. Spark starts them again and again, and a run without others would wait for its
 * first answer. Safe for use by many threads.
 */
final class FullDisks extends SparkListener {
    /** So many in a row, without an answer of any executor between, are no accident. */
    private static final int MOST = 4;

    /** An executor that is there while so many others fail works, though it has not answered yet. */
    private static final int STEADY = 2;

    private final Map<String, Alive> executors = new HashMap<>();
    private int count;
    private String last = "";

    /** An executor: where it is, and how many others failed meanwhile. */
    private static final class Alive {
        private final String host;
        private int outlived;

        Alive(String host) {
            this.host = host;
        }
    }

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
        began(added.executorId(), added.executorInfo().executorHost());
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        ended(removed.executorId(), removed.reason());
    }

    synchronized void began(String executor, String host) {
        executors.put(executor, new Alive(host));
    }

    synchronized void ended(String executor, String reason) {
        Alive gone = executors.remove(executor);
        if (reason.contains(ExecutorTrouble.NO_SPACE)) {
            count++;
            last = "executor " + executor + (gone == null ? "" : " on " + gone.host);
            executors.values().forEach(other -> other.outlived++);
        }
    }

    /** Takes that an executor has answered. */
    synchronized void answered() {
        count = 0;
    }

    /** Returns that no executor comes to work for want of room, in one line; nothing while one may. */
    synchronized Optional<String> trouble() {
        return count < MOST || executors.values().stream().anyMatch(executor -> executor.outlived >= STEADY)
                ? Optional.empty()
                : Optional.of(ExecutorTrouble.fullDisk(last));
    }
}
