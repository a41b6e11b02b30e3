package dev.fastback.bench;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.search.DirectConfig;
import dev.fastback.search.DirectSearch;
import dev.fastback.search.EntryExitObjective;
import dev.fastback.search.Solution;
import dev.fastback.vector.VectorEvaluator;
import java.util.List;
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
 * How long does DIRECT with 500 evaluations take with each evaluator, and how long without any arithmetic of bars ({@code none}: every
 * value is that of one cheap function), which is what the method itself costs? Each call takes the next of 64 problems, in both end-of-day
 * modes by turns, so the time to pack a problem is part of it.
 *
 * <p>{@code bench/run DirectBenchmark}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class DirectBenchmark {
    @Param({"6", "30", "200", "1000"})
    int bars;

    @Param({"scalar", "vector", "none"})
    String evaluator = "scalar";

    private final DirectSearch direct = new DirectSearch(DirectConfig.scipy(500));
    private ProfitEvaluator evaluating = ScalarEvaluator.INSTANCE;
    private List<EntryExitProblem> problems = List.of();
    private int next;

    /** Makes the problems. */
    @Setup
    public void prepare() {
        problems = Problems.of(bars, 64, FeeRule.PER_FILL);
        evaluating = switch (evaluator) {
            case "vector" -> VectorEvaluator.eager();
            case "none" -> new Cheap();
            default -> ScalarEvaluator.INSTANCE;
        };
    }

    /** One optimization. */
    @Benchmark
    public Solution direct500() {
        next = (next + 1) & 63;
        // A copy with another fee rule and back has no layout yet: each call packs its problem.
        EntryExitProblem problem = problems.get(next).withFeeRule(FeeRule.ORIGINAL).withFeeRule(FeeRule.PER_FILL);
        return direct.search(new EntryExitObjective(problem, evaluating));
    }

    /** A bump, different in every problem. */
    private static final class Cheap implements ProfitEvaluator {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public void evaluate(EntryExitProblem problem, double[] highs, double[] lows, int from, int to, double[] profits) {
            double high = problem.highForecast()[0];
            double low = problem.lowForecast()[0];
            for (int i = from; i < to; i++) {
                profits[i] = -(highs[i] - high) * (highs[i] - high) - (lows[i] - low) * (lows[i] - low);
            }
        }
    }
}
