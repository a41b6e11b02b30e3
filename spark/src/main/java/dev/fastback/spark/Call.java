package dev.fastback.spark;

import dev.fastback.codec.ResultFiles;
import dev.fastback.codec.SimulationCodec;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.ModelUse;
import dev.fastback.engine.ResultSink;
import dev.fastback.engine.WorkerReport;
import dev.fastback.engine.WorkerState;
import dev.fastback.engine.WorkerState.Activity;
import dev.fastback.result.SimulationResult;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedStudy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/** One run of the engine, in the calling thread: what was delivered, where, and what is left. */
final class Call implements Jobs.Work<Simulate.Task, Simulate.Answer> {
    private static final int MOST_SIMULATIONS = 4096;
    private static final int FIRST_SIMULATIONS = 4;
    private static final Slice[] NO_SLICES = {};

    private final JavaSparkContext spark;
    private final OnExecutor.Sent sent;
    private final PreparedStudy study;
    private final int[] indices;
    /** Null where the study was sent whole. */
    private final @Nullable Slices slices;
    private final ResultSink sink;
    private final StopSignal stop;
    private final SimulationCodec codec;
    private final @Nullable Results results;
    private final BitSet delivered = new BitSet();
    private final Pace pace = new Pace(FIRST_SIMULATIONS, MOST_SIMULATIONS);
    private final Map<String, Long> finished = new TreeMap<>();
    /** What the model of each executor has cost so far. */
    private final Map<String, ModelUse> models = new TreeMap<>();
    private final WorkerReport report;
    private final FullDisks fullDisks = new FullDisks();
    private int next;
    private boolean ended;

    Call(JavaSparkContext spark, OnExecutor.Sent sent, PreparedStudy study, @Nullable Slices slices, int[] indices, ResultSink sink, StopSignal stop,
            @Nullable Path folder) {
        this.slices = slices;
        this.spark = spark;
        this.sent = sent;
        this.study = study.withStop(stop);
        this.indices = indices;
        this.sink = sink;
        this.stop = stop;
        this.codec = new SimulationCodec(study.study());
        this.results = folder == null ? null : new Results(folder.resolve(sent.id()));
        this.report = new WorkerReport(sink, this::executors);
    }

    /**
     * Runs what there is to run.
     *
     * @param maySplit whether the candidates of a large search may be spread, which needs forecasts on every executor
     */
    void run(boolean maySplit) {
        spark.sc().addSparkListener(fullDisks);
        try {
            runAll(maySplit);
        } finally {
            spark.sc().removeSparkListener(fullDisks);
        }
    }

    private void runAll(boolean maySplit) {
        report.tell();
        if (maySplit && SplitSearches.pays(study.study(), indices.length, spark.defaultParallelism())) {
            runSplit();
        } else {
            Jobs<Simulate.Task, Simulate.Answer> jobs = new Jobs<>(spark, new Simulate(sent, results == null ? null : results.folder()), this);
            drive(jobs, () -> next < indices.length);
        }
        if (results != null) {
            results.removeOthers();
        }
        ended = true;
        report.tell();
    }

    /** Runs simulations one after another, the candidates of each on all executors. */
    private void runSplit() {
        for (int index : indices) {
            if (stop.isRequested()) {
                return;
            }
            SplitSearches searches = new SplitSearches(this, spark, sent, index, slices(index));
            SimulationResult result = study.run(index, searches::solve);
            searches.rethrow();
            deliver(result);
        }
    }

    /**
     * Has jobs done until none is left, or the run is to stop.
     *
     * @param hasMore whether there are tasks that have not begun
     * @throws EngineException if Spark cannot continue
     */
    <T extends OnExecutor.Task, A> void drive(Jobs<T, A> jobs, BooleanSupplier hasMore) {
        try {
            while (!stop.isRequested() && (hasMore.getAsBoolean() || !jobs.isIdle())) {
                if (!jobs.turn()) {
                    sink.idle();
                }
                fullDisks.trouble().ifPresent(trouble -> {
                    throw new EngineException(trouble, 0);
                });
                report.tellIfDue();
            }
        } finally {
            jobs.cancel();
        }
    }

    /** Notes that an executor has answered, which is told before its first results. */
    void seen(String executor, long simulations) {
        fullDisks.answered();
        if (finished.merge(executor, simulations, Long::sum) == simulations) {
            report.tell();
        }
    }

    /** Returns what the models of all executors have cost together. */
    ModelUse modelUse() {
        return models.values().stream().reduce(ModelUse.NONE, ModelUse::plus);
    }

    /** Takes the simulations of a task; those that share parameters stay together. */
    @Override
    public Simulate.@Nullable Task next(int parallelism) {
        if (next == indices.length) {
            return null;
        }
        int from = next;
        next += (int) pace.next(indices.length - next, parallelism);
        while (next < indices.length && study.study().shareParameters(indices[next - 1], indices[next])) {
            next++;
        }
        return task(Arrays.copyOfRange(indices, from, next));
    }

    private Simulate.Task task(int... some) {
        return new Simulate.Task(some, slices(some));
    }

    private Slice[] slices(int... some) {
        return slices == null ? NO_SLICES : slices.of(some);
    }

    @Override
    public List<Simulate.Task> take(Simulate.Task task, Simulate.Answer answer) {
        seen(answer.executor(), answer.indices().length);
        if (answer.model() != null) {
            models.merge(answer.executor(), answer.model(), (a, b) -> a.rows() > b.rows() ? a : b); // answers come in any order
        }
        if (results != null && answer.file() != null) {
            for (ResultFiles.Entry entry : results.read(answer.file(), answer.indices(), answer.executor())) {
                if (!delivered.get(entry.index())) {
                    note(entry.index());
                    sink.accept(codec.decode(entry.index(), entry.bytes()), entry.place());
                }
            }
        } else {
            for (int k = 0; k < answer.results().length; k++) {
                if (!delivered.get(answer.indices()[k])) {
                    deliver(codec.decode(answer.indices()[k], answer.results()[k]));
                }
            }
        }
        if (results != null && answer.trouble() != null) {
            results.say(answer.executor(), answer.trouble());
        }
        pace.take(answer.indices().length, answer.nanos());
        return parts(task);
    }

    @Override
    public List<Simulate.Task> parts(Simulate.Task task) {
        List<Simulate.Task> parts = new ArrayList<>();
        for (int index : task.indices()) {
            if (!delivered.get(index)) {
                parts.add(task(index));
            }
        }
        return parts;
    }

    @Override
    public void lost(Simulate.Task task, String reason) {
        deliver(PreparedStudy.failed(study.study().simulation(task.indices()[0]), new LostTask(reason)));
    }

    private void deliver(SimulationResult result) {
        note(result.simulation().index());
        sink.accept(result);
    }

    private void note(int index) {
        delivered.set(index);
        if (slices != null) {
            slices.done(index);
        }
    }

    /** Returns the executors that have sent results; which others there are, Spark does not say reliably. */
    private List<WorkerState> executors() {
        return finished.entrySet().stream()
                .map(each -> new WorkerState(each.getKey(), ended || stop.isRequested() ? Activity.ENDED : Activity.BUSY, each.getValue()))
                .toList();
    }
}
