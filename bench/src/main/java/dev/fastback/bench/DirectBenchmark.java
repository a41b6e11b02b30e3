package dev.fastback.bench;

import dev.fastback.exact.EntryExitObjective;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.search.Solution;
import dev.fastback.search.direct.DirectConfig;
import dev.fastback.search.direct.DirectSearch;
import dev.fastback.vector.VectorEvaluator;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does DIRECT with 500 evaluations take with each evaluator, and how long when the values are known ({@code replayed}: those of an
 * earlier run, returned in order), which is the cost of the method itself? Each call takes the next of 64 problems, alternating between the
 * end-of-day modes, as a copy that no evaluator has seen, so that the time to pack a problem is included.
 *
 * <p>{@code bench/run DirectBenchmark}; each iteration prints the processor time of an optimization, to which other work on the machine
 * adds less than to the wall clock's. The collector is the launcher's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:+UseSerialGC"})
public class DirectBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Param({"6", "30", "200", "1000"})
    int bars;

    @Param({"scalar", "vector", "replayed"})
    String evaluator = "scalar";

    private final DirectSearch direct = new DirectSearch(DirectConfig.scipy(500));
    private ProfitEvaluator evaluating = ScalarEvaluator.INSTANCE;
    private final Replay replay = new Replay();
    private List<EntryExitProblem> problems = List.of();
    private List<double[]> values = List.of();
    private int next;
    private long startNanos;
    private long optimizations;

    /** Makes the problems. */
    @Setup
    public void prepare() {
        problems = Problems.of(bars, 64, FeeRule.PER_FILL);
        values = problems.stream().map(this::record).toList();
        evaluating = switch (evaluator) {
            case "vector" -> VectorEvaluator.eager();
            case "replayed" -> replay;
            default -> ScalarEvaluator.INSTANCE;
        };
    }

    /** Begins an iteration. */
    @Setup(Level.Iteration)
    public void begin() {
        optimizations = 0;
        startNanos = THREADS.getCurrentThreadCpuTime();
    }

    /** Prints the processor time of one optimization. */
    @TearDown(Level.Iteration)
    public void end() {
        System.out.printf("%.1f us, ", (THREADS.getCurrentThreadCpuTime() - startNanos) / 1e3 / optimizations);
    }

    /** One optimization. */
    @Benchmark
    public Solution direct500() {
        optimizations++;
        next = (next + 1) & 63;
        replay.begin(values.get(next));
        EntryExitProblem unseen = problems.get(next).withFeeRule(FeeRule.ORIGINAL).withFeeRule(FeeRule.PER_FILL);
        return direct.search(new EntryExitObjective(unseen, evaluating));
    }

    private double[] record(EntryExitProblem problem) {
        Recorder recorder = new Recorder();
        direct.search(new EntryExitObjective(problem, recorder));
        return recorder.values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Records every value in the order of evaluation. */
    private static final class Recorder implements ProfitEvaluator {
        private final List<Double> values = new ArrayList<>();

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public void evaluate(EntryExitProblem problem, double[] highs, double[] lows, int from, int to, double[] profits) {
            ScalarEvaluator.INSTANCE.evaluate(problem, highs, lows, from, to, profits);
            for (int i = from; i < to; i++) {
                values.add(profits[i]);
            }
        }
    }

    /** Returns the recorded values. */
    private static final class Replay implements ProfitEvaluator {
        private double[] values = {};
        private int given;

        void begin(double[] newValues) {
            values = newValues;
            given = 0;
        }

        @Override
        public String name() {
            return "replayed";
        }

        @Override
        public void evaluate(EntryExitProblem problem, double[] highs, double[] lows, int from, int to, double[] profits) {
            System.arraycopy(values, given, profits, from, to - from);
            given += to - from;
        }
    }
}
