package dev.fastback.bench;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.vector.VectorEvaluator;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.SplittableRandom;
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
 * How long does an evaluator take for one bar of one candidate? The batch of 512 pairs is a grid's; {@code -p pairs=1,2,3,4,8} shows
 * from where vectors are faster. 6 bars are the original's window, 1,000 are four years of daily bars. The moves are random and touch about
 * half of the levels; every bar has a position, so that none can be left out; {@code bench/native/run} times plain C on problems made alike.
 *
 * <p>{@code bench/run KernelBenchmark}; the figure is the line that each iteration prints: processor time of the thread, as in the C program,
 * so that other work on the machine counts less.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class KernelBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Param({"6", "30", "200", "1000"})
    int bars;

    @Param("512")
    int pairs;

    @Param({"false", "true"})
    boolean closeAtEndOfDay;

    @Param({"scalar", "vector"})
    String evaluator = "scalar";

    private ProfitEvaluator evaluating = ScalarEvaluator.INSTANCE;
    private double[] highs = {};
    private double[] lows = {};
    private double[] profits = {};
    private EntryExitProblem problem = problem(0, false);
    private long startNanos;
    private long candidateBars;

    /** Makes the problem and the pairs. */
    @Setup
    public void prepare() {
        evaluating = evaluator.equals("vector") ? VectorEvaluator.eager() : ScalarEvaluator.INSTANCE;
        problem = problem(bars, closeAtEndOfDay);
        highs = new SplittableRandom(1).doubles(pairs, -0.03, 0.03).toArray();
        lows = new SplittableRandom(2).doubles(pairs, -0.03, 0.03).toArray();
        profits = new double[pairs];
    }

    /** Begins an iteration. */
    @Setup(Level.Iteration)
    public void begin() {
        candidateBars = 0;
        startNanos = THREADS.getCurrentThreadCpuTime();
    }

    /** Prints the processor time of one bar of one candidate. */
    @TearDown(Level.Iteration)
    public void end() {
        System.out.printf("%.3f ns, ", (THREADS.getCurrentThreadCpuTime() - startNanos) / (double) candidateBars);
    }

    /** One batch. */
    @Benchmark
    public double[] batch() {
        evaluating.evaluate(problem, highs, lows, 0, pairs, profits);
        candidateBars += (long) bars * pairs;
        return profits;
    }

    private static EntryExitProblem problem(int bars, boolean closeAtEndOfDay) {
        SplittableRandom random = new SplittableRandom(3);
        return EntryExitProblem.builder()
                .moves(
                        random.doubles(bars, -0.02, 0.02).toArray(),
                        random.doubles(bars, 0.02, 0.04).toArray(),
                        random.doubles(bars, -0.04, -0.02).toArray())
                .forecasts(random.doubles(bars, 0.0, 0.04).toArray(), random.doubles(bars, -0.04, 0.0).toArray())
                .legs(random.doubles(bars).map(x -> x < 0.5 ? -1.0 : 1.0).toArray())
                .fee(0.0005, FeeRule.PER_FILL)
                .closeAtEndOfDay(closeAtEndOfDay)
                .build();
    }
}
