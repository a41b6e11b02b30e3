package dev.fastback.spark;

import dev.fastback.codec.SimulationCodec;
import dev.fastback.codec.StudyCodec;
import dev.fastback.engine.Engine;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.ResultSink;
import dev.fastback.engine.WorkerReport;
import dev.fastback.engine.WorkerState;
import dev.fastback.engine.WorkerState.Activity;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedStudy;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Runs simulations on a cluster. The study is broadcast once; small jobs of tasks follow one another, so that results come as they are made and
 * the parent holds few of them. Where Spark gives a task up, its simulations are tried one by one, and one that fails again is a failure with its
 * cause, like any other.
 */
final class SparkEngine implements Engine {
    static final String NAME = "spark";

    /** Jobs under way at a time: the next ones begin while a slow task of the first still runs. */
    private static final int WAVES = 3;

    /** Time that a task is made to take, and a limit of its simulations. */
    private static final long TASK_NANOS = 500_000_000;

    private static final int MOST_SIMULATIONS = 4096;
    private static final int FIRST_SIMULATIONS = 4;
    private static final long IDLE_MILLIS = 20;

    private final String master;
    private final int threads;

    /**
     * Makes an engine; it connects when it runs.
     *
     * @param threads of a {@code local} master that names no number
     */
    SparkEngine(String master, int threads) {
        this.master = master;
        this.threads = threads;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Returns the threads of a {@code local} master; of a cluster, which may grow and shrink, the number that was asked for here. */
    @Override
    public int workers() {
        return threads;
    }

    @Override
    public void run(PreparedStudy study, int[] indices, ResultSink sink, StopSignal stop) {
        StudyCodec.requireSendable(study);
        if (indices.length > 0 && !stop.isRequested()) {
            new Call(study, indices, sink, stop).run();
        }
    }

    /** A job under way. */
    private record Wave(List<int[]> tasks, JavaFutureAction<List<Answer>> answers) {
        /** Returns the simulations of all its tasks. */
        IntStream simulations() {
            return tasks.stream().flatMapToInt(Arrays::stream);
        }
    }

    private final class Call {
        private final PreparedStudy study;
        private final int[] indices;
        private final ResultSink sink;
        private final StopSignal stop;
        private final SimulationCodec codec;
        private final BitSet delivered;
        private final List<Wave> waves = new ArrayList<>();
        /** Simulations of tasks that Spark gave up, to be tried by themselves. */
        private final List<Integer> doubtful = new ArrayList<>();

        private final JavaSparkContext spark;
        private final Map<String, Long> finished = new TreeMap<>();
        private final WorkerReport report;

        private int next;
        private int results;
        private long simulations;
        private long nanos;

        Call(PreparedStudy study, int[] indices, ResultSink sink, StopSignal stop) {
            this.study = study;
            this.indices = indices;
            this.sink = sink;
            this.stop = stop;
            this.codec = new SimulationCodec(study.study());
            this.delivered = new BitSet();
            this.report = new WorkerReport(sink, this::executors);
            this.spark = connect();
        }

        void run() {
            Broadcast<byte[][]> bytes = spark.broadcast(encoded());
            try {
                Simulate work = new Simulate(bytes, UUID.randomUUID().toString(), Build.here());
                report.tell();
                while (!stop.isRequested() && (next < indices.length || !doubtful.isEmpty() || !waves.isEmpty())) {
                    while (waves.size() < WAVES && (next < indices.length || !doubtful.isEmpty())) {
                        waves.add(begin(work));
                    }
                    if (!collect()) {
                        pause();
                        sink.idle();
                    }
                    report.tellIfDue();
                }
                report.tell();
            } finally {
                waves.forEach(wave -> wave.answers().cancel(true));
                bytes.destroy();
            }
        }

        private JavaSparkContext connect() {
            try {
                return Cluster.connect(master, threads);
            } catch (RuntimeException | LinkageError e) {
                throw new EngineException("--master " + master + ": Spark does not start: " + firstLine(e), 0);
            }
        }

        private byte[][] encoded() {
            Pieces pieces = new Pieces();
            try (OutputStream out = new BufferedOutputStream(pieces, 1 << 16)) {
                StudyCodec.write(study, out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return pieces.pieces();
        }

        private Wave begin(Simulate work) {
            int parallelism = Math.max(1, spark.defaultParallelism());
            List<int[]> tasks = new ArrayList<>();
            if (!doubtful.isEmpty()) {
                // One job each: one that fails must not end the others.
                tasks.add(new int[] {doubtful.removeFirst()});
                return begin(tasks, work);
            }
            for (int k = 0; k < parallelism && next < indices.length; k++) {
                tasks.add(take(parallelism));
            }
            return begin(tasks, work);
        }

        private Wave begin(List<int[]> tasks, Simulate work) {
            return new Wave(tasks, spark.parallelize(tasks, tasks.size()).map(work).collectAsync());
        }

        /** Takes the simulations of a task: as many as take half a second at the pace so far; those that share parameters stay together. */
        private int[] take(int parallelism) {
            long count = simulations == 0 ? FIRST_SIMULATIONS : TASK_NANOS * simulations / Math.max(1, nanos);
            // The end is shared out evenly.
            long even = Math.ceilDiv(indices.length - next, parallelism);
            int from = next;
            int to = from + (int) Math.clamp(Math.min(count, even), 1, MOST_SIMULATIONS);
            to = Math.min(to, indices.length);
            while (to < indices.length && study.study().shareParameters(indices[to - 1], indices[to])) {
                to++;
            }
            next = to;
            return Arrays.copyOfRange(indices, from, to);
        }

        /** Hands over what jobs have ended with; returns whether there was one. */
        private boolean collect() {
            for (Wave wave : waves) {
                if (wave.answers().isDone()) {
                    waves.remove(wave);
                    hand(wave);
                    return true;
                }
            }
            return false;
        }

        private void hand(Wave wave) {
            try {
                List<Answer> answers = wave.answers().get();
                int known = finished.size();
                answers.forEach(answer -> finished.merge(answer.executor(), (long) answer.indices().length, Long::sum));
                if (finished.size() > known) {
                    report.tell(); // before its first results
                }
                for (Answer answer : answers) {
                    for (int k = 0; k < answer.indices().length; k++) {
                        deliver(answer.indices()[k], answer.results()[k]);
                    }
                    simulations += answer.indices().length;
                    nanos += answer.nanos();
                }
                // A task that was told to stop, by a kill that Spark did not count as a failure, comes back short.
                doubt(wave);
            } catch (ExecutionException e) {
                fail(wave, e.getCause() == null ? e : e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for Spark", e);
            } catch (CancellationException e) {
                throw new EngineException("Spark ended the job of this run: " + firstLine(e), results);
            }
        }

        private void deliver(int index, byte[] bytes) {
            if (!delivered.get(index)) {
                delivered.set(index);
                results++;
                sink.accept(codec.decode(index, bytes));
            }
        }

        private void fail(Wave wave, Throwable cause) {
            String reason = reason(cause);
            if (reason.contains(Build.Mismatch.class.getSimpleName())) {
                throw new EngineException(reason.substring(reason.indexOf("an executor runs")), results);
            }
            if (spark.sc().isStopped()) {
                throw new EngineException("Spark has ended: " + reason, results);
            }
            if (wave.simulations().count() == 1) {
                int index = wave.simulations().findFirst().orElseThrow();
                delivered.set(index);
                results++;
                sink.accept(PreparedStudy.failed(study.study().simulation(index), new LostTask(reason)));
                return;
            }
            doubt(wave);
        }

        /** Has the simulations of a job that gave no result tried by themselves. */
        private void doubt(Wave wave) {
            wave.simulations().filter(index -> !delivered.get(index)).forEach(doubtful::add);
        }

        /** Returns the executors that have sent results; which others there are, Spark does not say reliably. */
        private List<WorkerState> executors() {
            boolean ended = next == indices.length && waves.isEmpty() && doubtful.isEmpty();
            return finished.entrySet().stream()
                    .map(each -> new WorkerState(each.getKey(), ended || stop.isRequested() ? Activity.ENDED : Activity.BUSY, each.getValue()))
                    .toList();
        }
    }

    /** What Spark says of a task that it gave up. */
    private static final class LostTask extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostTask(String message) {
            super(message);
        }
    }

    private static String reason(Throwable e) {
        String message = String.valueOf(e.getMessage());
        // Spark's text has the stack trace of the executor below its first lines; the first that names a task or an executor says most.
        return message.lines().filter(line -> line.contains("Lost task") || line.contains("Mismatch")).findFirst().orElseGet(() -> firstLine(e)).strip();
    }

    private static String firstLine(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
    }

    private static void pause() {
        try {
            Thread.sleep(IDLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Spark", e);
        }
    }
}
