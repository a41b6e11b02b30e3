package dev.fastback.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ScalarEvaluator;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Fails when the vector kernels have become slow, which a change that leaves vectors boxed does without any other sign. Coarse:
 * the ratio is four times the limit where it was measured.
 */
class SpeedGuardTest {
    private static final int BARS = 200;
    private static final int PAIRS = 512;
    private static final int ROUNDS = 40;
    private static final double LEAST_RATIO = 5.0;
    private static final long WARM_UP_NANOS = 2_000_000_000L;

    @Test
    @Timeout(180)
    void vectorIsFiveTimesAsFastAsScalar() {
        boolean wide = Lanes.COUNT >= 4;
        if (!wide) {
            System.out.println("vectorIsFiveTimesAsFastAsScalar: skipped, vectors hold " + Lanes.COUNT + " doubles, 4 are needed");
        }
        assumeTrue(wide, "vectors hold " + Lanes.COUNT + " doubles, 4 are needed");
        ProfitEvaluator vector = VectorEvaluator.eager();
        for (FeeRule rule : FeeRule.values()) {
            for (boolean close : new boolean[] {true, false}) {
                EntryExitProblem problem = problem(rule, close);
                long end = System.nanoTime() + WARM_UP_NANOS;
                while (System.nanoTime() < end) {
                    nanos(vector, problem);
                }
                double scalarNanos = Double.POSITIVE_INFINITY;
                double vectorNanos = Double.POSITIVE_INFINITY;
                for (int i = 0; i < ROUNDS; i++) {
                    scalarNanos = Math.min(scalarNanos, nanos(ScalarEvaluator.INSTANCE, problem));
                    vectorNanos = Math.min(vectorNanos, nanos(vector, problem));
                }
                String figures = String.format(
                        "%s, closeAtEndOfDay %s: scalar %.2f ns, vector %.3f ns a bar-evaluation",
                        rule, close, scalarNanos, vectorNanos);
                System.out.println(figures);
                assertThat(scalarNanos / vectorNanos).as(figures).isGreaterThan(LEAST_RATIO);
            }
        }
    }

    private static double nanos(ProfitEvaluator evaluator, EntryExitProblem problem) {
        double[] highs = new SplittableRandom(1).doubles(PAIRS, -0.03, 0.03).toArray();
        double[] lows = new SplittableRandom(2).doubles(PAIRS, -0.03, 0.03).toArray();
        double[] profits = new double[PAIRS];
        long start = System.nanoTime();
        evaluator.evaluate(problem, highs, lows, 0, PAIRS, profits);
        return (System.nanoTime() - start) / (double) (BARS * PAIRS);
    }

    private static EntryExitProblem problem(FeeRule rule, boolean closeAtEndOfDay) {
        SplittableRandom random = new SplittableRandom(3);
        double[] close = random.doubles(BARS, -0.02, 0.02).toArray();
        double[] high = random.doubles(BARS, 0.02, 0.04).toArray();
        double[] low = random.doubles(BARS, -0.04, -0.02).toArray();
        return EntryExitProblem.builder()
                .moves(close, high, low)
                .forecasts(random.doubles(BARS, 0.0, 0.04).toArray(), random.doubles(BARS, -0.04, 0.0).toArray())
                .legs(random.doubles(BARS).map(x -> x < 0.5 ? -1.0 : 1.0).toArray())
                .fee(0.0005, rule)
                .closeAtEndOfDay(closeAtEndOfDay)
                .build();
    }
}
