package dev.fastback.spark;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/**
 * Hears of executors that could not begin for want of room, for jars say. Spark starts them again and again, and a run without others would wait for its
 * first answer. Safe for use by many threads.
 */
final class FullDisks extends SparkListener {
    /** So many in a row, without an answer of any executor between, are no accident. */
    private static final int MOST = 3;

    private final Map<String, String> hosts = new ConcurrentHashMap<>();
    private int count;
    private String last = "";

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
        hosts.put(added.executorId(), added.executorInfo().executorHost());
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        String host = hosts.remove(removed.executorId());
        if (removed.reason().contains(ExecutorTrouble.NO_SPACE)) {
            failed("executor " + removed.executorId() + (host == null ? "" : " on " + host));
        }
    }

    private synchronized void failed(String executor) {
        count++;
        last = executor;
    }

    /** Takes that an executor has answered. */
    synchronized void answered() {
        count = 0;
    }

    /** Returns that no executor comes to work for want of room, in one line; nothing while one may. */
    synchronized Optional<String> trouble() {
        return count < MOST ? Optional.empty() : Optional.of(ExecutorTrouble.fullDisk(last));
    }
}
