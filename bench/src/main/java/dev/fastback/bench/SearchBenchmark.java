package dev.fastback.bench;

import dev.fastback.exact.EntryExitObjective;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.search.ExactSearch;
import dev.fastback.search.Solution;
import dev.fastback.search.direct.DirectConfig;
import dev.fastback.search.direct.DirectSearch;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does one optimization take: exact, DIRECT with 500 evaluations, and, as the yardstick, 50 evaluations of the scalar
 * kernel on the same problem? Sizes: 6 bars are the original's window, 1,000 are four years of daily bars. Each call takes the next of 64 problems, so
 * that the branch predictor cannot learn one of them.
 *
 * <p>{@code bench/run SearchBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SearchBenchmark {
    private static final int YARDSTICK = 50;

    @Param({"6", "30", "100", "200", "1000"})
    int bars;

    @Param({"PER_FILL", "ORIGINAL"})
    FeeRule feeRule;

    private final ExactSearch exact = new ExactSearch();
    private final DirectSearch direct = new DirectSearch(DirectConfig.scipy(500));
    private final double[] highs = new double[YARDSTICK];
    private final double[] lows = new double[YARDSTICK];
    private final double[] profits = new double[YARDSTICK];
    private List<EntryExitProblem> problems = List.of();
    private int next;

    /** Makes the problems. */
    @Setup
    public void prepare() {
        problems = Problems.of(bars, 64, feeRule);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < YARDSTICK; i++) {
            highs[i] = random.nextDouble(-0.03, 0.03);
            lows[i] = random.nextDouble(-0.03, 0.03);
        }
    }

    /** One exact optimization. */
    @Benchmark
    public Solution exact() {
        return exact.search(new EntryExitObjective(problem(), ScalarEvaluator.INSTANCE));
    }

    /** One optimization by DIRECT with 500 evaluations. */
    @Benchmark
    public Solution direct500() {
        return direct.search(new EntryExitObjective(problem(), ScalarEvaluator.INSTANCE));
    }

    /** Fifty evaluations of the scalar kernel at random pairs. */
    @Benchmark
    public double[] fiftyEvaluations() {
        ScalarEvaluator.INSTANCE.evaluate(problem(), highs, lows, 0, YARDSTICK, profits);
        return profits;
    }

    private EntryExitProblem problem() {
        next = (next + 1) & 63;
        return problems.get(next);
    }
}
