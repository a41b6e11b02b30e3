package dev.fastback.engine;

import dev.fastback.engine.WorkerState.Activity;
import dev.fastback.recording.ProcessProfile;
import dev.fastback.result.SimulationResult;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.study.Study;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs simulations on a fixed number of platform threads. Workers take the next few simulations from a common counter and
 * pass results through a bounded queue, so that a slow reader holds them back instead of filling the memory.
 */
public final class ThreadEngine implements Engine {
    /** Simulations taken at a time: large enough to make the counter cheap, small enough to share out the end evenly. */
    public static final int CHUNK = 4;

    static final String NAME = "threads";

    private static final int MAX_QUEUE = 1 << 12;

    /** Results of strategies that wait at most where they are numbers alone, a few megabytes: what is made while a journal writes a batch to the disk. */
    private static final int MOST_WAITING = 1 << 13;

    private static final long IDLE_MILLIS = 50;
    private static final long JOIN_NANOS = Duration.ofSeconds(5).toNanos();

    private final String name;
    private final int workers;
    private final int chunk;
    private final Chunks chunks;
    private final @Nullable String notice;

    /** Runs the simulations that a thread has taken. */
    @FunctionalInterface
    public interface Chunks {
        /**
         * Returns the results, in order; those that had not begun when {@code end} was requested may be left out.
         *
         * @throws EngineException if the engine cannot continue
         */
        List<SimulationResult> run(PreparedStudy study, int[] indices, StopSignal end);
    }

    /**
     * Makes an engine.
     *
     * @param workers number of threads, positive
     */
    public ThreadEngine(int workers) {
        this(NAME, workers, CHUNK, ThreadEngine::oneByOne, null);
    }

    /**
     * Makes an engine that runs several simulations together.
     *
     * @param workers number of threads, positive
     * @param chunk how many simulations a thread takes at a time at least, positive
     * @param chunks runs them
     * @param notice as {@link #notice} returns it, null for none
     */
    public ThreadEngine(String name, int workers, int chunk, Chunks chunks, @Nullable String notice) {
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be positive: " + workers);
        }
        if (chunk < 1) {
            throw new IllegalArgumentException("chunk must be positive: " + chunk);
        }
        this.name = name;
        this.workers = workers;
        this.chunk = chunk;
        this.chunks = chunks;
        this.notice = notice;
    }

    /**
     * Returns for how many simulations threads go on while the reader is busy, beside those that they have taken; 0 where results may be of any size, which
     * then wait a few at a time.
     */
    public static int mostWaiting(Study study) {
        return study.hasNumbersAlone() && !study.search().isShared() ? MOST_WAITING / study.strategies().size() : 0;
    }

    /** Returns an engine on threads that says why another was not used. */
    public static ThreadEngine insteadOf(String reason, int workers) {
        return new ThreadEngine(NAME, workers, CHUNK, ThreadEngine::oneByOne, reason);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<String> notice() {
        return Optional.ofNullable(notice);
    }

    private static List<SimulationResult> oneByOne(PreparedStudy study, int[] indices, StopSignal end) {
        List<SimulationResult> results = new ArrayList<>(indices.length);
        for (int i = 0; i < indices.length && !end.isRequested(); i++) {
            results.add(study.run(indices[i]));
        }
        return results;
    }

    @Override
    public int workers() {
        return workers;
    }

    /**
     * {@inheritDoc}
     *
     * <p>When the sink throws, searches under way are given up and the threads are waited for, for a few seconds at most: an evaluation that
     * takes longer than that ends on a daemon thread.
     */
    @Override
    public void run(PreparedStudy study, int[] indices, ResultSink sink, StopSignal stop) {
        new Call(study, indices, stop).run(sink);
    }

    /** What a worker leaves in the queue: a chunk of results, or word that it has ended, with the error if there was one. */
    private record Message(int worker, List<SimulationResult> results, boolean ended, @Nullable Throwable error) {}

    private final class Call {
        private final PreparedStudy study;
        private final int[] indices;
        /** Requested with the caller's signal, when a worker has failed, and when results are no longer read. */
        private final StopSignal end;
        private final AtomicInteger next = new AtomicInteger();
        private final int threadCount;
        private final BlockingQueue<Message> queue;
        private final long[] finished;
        private final boolean[] ended;
        private volatile boolean isRead = true;

        Call(PreparedStudy study, int[] indices, StopSignal stop) {
            this.end = stop.child();
            this.study = study.withStop(end);
            this.indices = indices;
            this.threadCount = Math.min(workers, Math.max(1, Math.ceilDiv(indices.length, chunk)));
            this.finished = new long[threadCount];
            this.ended = new boolean[threadCount];
            this.queue = new ArrayBlockingQueue<>((int) Math.min(Math.max(4L * threadCount, mostWaiting(study.study()) / chunk), MAX_QUEUE));
        }

        void run(ResultSink sink) {
            List<Thread> threads = new ArrayList<>();
            Throwable error;
            try {
                for (int i = 0; i < threadCount; i++) {
                    threads.add(Thread.ofPlatform().name("fastback-worker-" + i).daemon(true).start(ProcessProfile.telling(worker(i))));
                }
                error = read(sink);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for workers", e);
            } finally {
                isRead = false;
                end.request();
                join(threads);
            }
            switch (error) {
                case null -> {}
                case Error e -> throw e;
                case RuntimeException e -> throw e;
                default -> throw new IllegalStateException("a worker failed", error);
            }
        }

        /** Passes results on until every worker has ended; returns the first error of a worker. */
        private @Nullable Throwable read(ResultSink sink) throws InterruptedException {
            Throwable error = null;
            WorkerReport report = new WorkerReport(sink, this::states);
            report.tell();
            for (int left = threadCount; left > 0; ) {
                report.tellIfDue();
                Message message = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (message == null) {
                    sink.idle();
                    continue;
                }
                message.results().forEach(sink::accept);
                finished[message.worker()] += message.results().size();
                if (message.ended()) {
                    ended[message.worker()] = true;
                    left--;
                    error = error == null ? message.error() : error;
                }
            }
            report.tell();
            return error;
        }

        /** Returns what the threads do, as far as their messages tell. */
        private List<WorkerState> states() {
            return IntStream.range(0, threadCount)
                    .mapToObj(i -> new WorkerState("worker-" + i, ended[i] ? Activity.ENDED : Activity.BUSY, finished[i]))
                    .toList();
        }

        private Runnable worker(int number) {
            return () -> work(number);
        }

        private void work(int number) {
            Throwable error = null;
            try {
                for (int[] taken = take(); taken.length > 0 && !end.isRequested(); taken = take()) {
                    put(new Message(number, chunks.run(study, taken, end), false, null));
                }
            } catch (Throwable e) {
                error = e;
                end.request();
            } finally {
                put(new Message(number, List.of(), true, error));
            }
        }

        /** Takes the next few simulations; those that share parameters stay together, because each thread would search them again. */
        private int[] take() {
            int from;
            int to;
            do {
                from = next.get();
                to = Math.min(from + chunk, indices.length);
                while (to > from && to < indices.length && study.study().shareParameters(indices[to - 1], indices[to])) {
                    to++;
                }
            } while (!next.compareAndSet(from, to));
            return Arrays.copyOfRange(indices, from, to);
        }

        // A strategy may leave its thread interrupted, or clear the engine's interrupt: neither loses a message or waits for a reader
        // that is gone.
        private void put(Message message) {
            boolean interrupted = false;
            boolean taken = false;
            while (isRead && !taken) {
                try {
                    taken = queue.offer(message, IDLE_MILLIS, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits until the threads have ended, with a bound on all of them together; a strategy that waits for something is interrupted. */
    private static void join(List<Thread> threads) {
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + JOIN_NANOS;
        for (Thread thread : threads) {
            thread.interrupt();
        }
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (thread.isAlive()) {
                System.getLogger(ThreadEngine.class.getName())
                        .log(Level.WARNING, thread.getName() + " is still busy with a simulation after the end of its run");
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
