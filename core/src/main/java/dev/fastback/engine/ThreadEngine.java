package dev.fastback.engine;

import dev.fastback.result.SimulationResult;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedStudy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs simulations on a fixed number of platform threads. Workers take the next few simulations from a common counter and
 * pass results through a bounded queue, so that a slow reader holds them back instead of filling the memory.
 */
public final class ThreadEngine implements Engine {
    /** Simulations taken at a time: large enough to make the counter cheap, small enough to share out the end evenly. */
    public static final int CHUNK = 4;

    private static final long IDLE_MILLIS = 50;

    private final int workers;

    /**
     * Makes an engine.
     *
     * @param workers number of threads, positive
     */
    public ThreadEngine(int workers) {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be positive: " + workers);
        }
        this.workers = workers;
    }

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public int workers() {
        return workers;
    }

    @Override
    public void run(PreparedStudy study, int[] indices, ResultSink sink, StopSignal stop) {
        new Call(study, indices, stop).run(sink);
    }

    /** What a worker leaves in the queue: a chunk of results, or word that it has ended, with the error if there was one. */
    private record Message(List<SimulationResult> results, boolean ended, @Nullable Throwable error) {}

    private final class Call {
        private final PreparedStudy study;
        private final StopSignal stop;
        private final int[] indices;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicBoolean abandoned = new AtomicBoolean();
        private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(4 * workers);

        Call(PreparedStudy study, int[] indices, StopSignal stop) {
            this.study = study;
            this.stop = stop;
            this.indices = indices;
        }

        void run(ResultSink sink) {
            int started = Math.min(workers, Math.max(1, (indices.length + CHUNK - 1) / CHUNK));
            List<Thread> threads = new ArrayList<>(started);
            for (int i = 0; i < started; i++) {
                threads.add(Thread.ofPlatform().name("fastback-worker-" + i).daemon(true).start(this::work));
            }
            boolean complete = false;
            Throwable error = null;
            try {
                for (int ended = 0; ended < started; ) {
                    Message message = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                    if (message == null) {
                        sink.idle();
                        continue;
                    }
                    message.results().forEach(sink::accept);
                    if (message.ended()) {
                        ended++;
                        error = error == null ? message.error() : error;
                    }
                }
                complete = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for workers", e);
            } finally {
                abandoned.set(true);
                if (!complete) {
                    threads.forEach(Thread::interrupt); // wakes those that wait for room in the queue
                }
            }
            switch (error) {
                case null -> {}
                case Error e -> throw e;
                case RuntimeException e -> throw e;
                default -> throw new IllegalStateException("a worker failed", error);
            }
        }

        private void work() {
            Throwable error = null;
            try {
                for (int[] chunk = take(); chunk.length > 0; chunk = take()) {
                    List<SimulationResult> results = new ArrayList<>(chunk.length);
                    for (int i = 0; i < chunk.length && !isOver(); i++) {
                        results.add(study.run(chunk[i]));
                    }
                    put(new Message(results, false, null));
                    if (isOver()) {
                        break;
                    }
                }
            } catch (Throwable e) {
                error = e;
                abandoned.set(true);
            } finally {
                put(new Message(List.of(), true, error));
            }
        }

        /** Takes the next few simulations; those that share parameters are not torn apart, because each thread would search them. */
        private int[] take() {
            int from;
            int to;
            do {
                from = next.get();
                to = Math.min(from + CHUNK, indices.length);
                while (to > from && to < indices.length && study.study().shareParameters(indices[to - 1], indices[to])) {
                    to++;
                }
            } while (!next.compareAndSet(from, to));
            return Arrays.copyOfRange(indices, from, to);
        }

        private boolean isOver() {
            return stop.isRequested() || abandoned.get();
        }

        private void put(Message message) {
            try {
                queue.put(message);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
