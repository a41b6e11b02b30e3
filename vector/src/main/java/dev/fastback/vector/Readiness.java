package dev.fastback.vector;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ScalarEvaluator;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says when the vector kernels are worth using. Until the second compiler has seen them they are hundreds of times slower than the
 * scalar kernel, so a short run is better off without them; a long one gets them compiled on a problem made for it, and timed,
 * when it has done as much scalar work as that costs. Then no run takes much more than twice the time of the better
 * choice. Results do not depend on it: both kernels give the same bits.
 */
final class Readiness {
    /** Bar-evaluations of the scalar kernel that take about as long as compiling the vector kernels does. */
    private static final long PATIENCE = 300_000_000L;

    private static final long DEADLINE_NANOS = 6_000_000_000L;
    private static final int TRIAL_BARS = 24;
    private static final int FAST_CALLS = 50;

    private enum State {
        WAITING,
        REACHED,
        REFUSED
    }

    private final AtomicLong work = new AtomicLong();
    private volatile State state;

    private Readiness(State state) {
        this.state = state;
    }

    /** Returns one that is reached already. */
    static Readiness atOnce() {
        return new Readiness(State.REACHED);
    }

    /** Returns one that is reached after enough work, if the kernels then prove to be fast. */
    static Readiness afterWork() {
        return new Readiness(State.WAITING);
    }

    /** Counts a batch, if that still matters, and says whether vectors are to compute it. */
    boolean isReached(int bars, int pairs) {
        if (state != State.WAITING) {
            return state == State.REACHED;
        }
        long batch = (long) bars * pairs;
        long before = work.getAndAdd(batch);
        if (before < PATIENCE && before + batch >= PATIENCE) {
            state = compileAndTime() ? State.REACHED : State.REFUSED;
        }
        return state == State.REACHED;
    }

    private static boolean compileAndTime() {
        Logger logger = System.getLogger(Readiness.class.getName());
        long start = System.nanoTime();
        for (FeeRule rule : FeeRule.values()) {
            for (boolean close : new boolean[] {true, false}) {
                EntryExitProblem problem = trial(rule, close);
                for (int pairs : new int[] {Lanes.COUNT, Lanes.BLOCK}) {
                    if (!becomesFast(problem, pairs, start + DEADLINE_NANOS)) {
                        logger.log(Level.DEBUG, "vector kernels stay slower than the scalar one: not used");
                        return false;
                    }
                }
            }
        }
        logger.log(
                Level.DEBUG,
                () -> "vector kernels of " + Lanes.COUNT + " lanes ready after " + (System.nanoTime() - start) / 1_000_000 + " ms");
        return true;
    }

    // Short problems, because the compiler counts calls and rounds of loops together: it wakes sooner than with long ones.
    private static boolean becomesFast(EntryExitProblem problem, int pairs, long deadline) {
        double[] highs = new SplittableRandom(1).doubles(pairs, -0.03, 0.03).toArray();
        double[] lows = new SplittableRandom(2).doubles(pairs, -0.03, 0.03).toArray();
        double[] profits = new double[pairs];
        long scalar = Long.MAX_VALUE;
        for (int i = 0; i < FAST_CALLS; i++) {
            scalar = Math.min(scalar, nanos(ScalarEvaluator.INSTANCE, problem, highs, lows, profits));
        }
        VectorEvaluator vector = VectorEvaluator.eager();
        int fast = 0;
        while (fast < FAST_CALLS) {
            fast = nanos(vector, problem, highs, lows, profits) < scalar ? fast + 1 : 0;
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
        }
        return true;
    }

    private static long nanos(
            ProfitEvaluator evaluator, EntryExitProblem problem, double[] highs, double[] lows, double[] profits) {
        long start = System.nanoTime();
        evaluator.evaluate(problem, highs, lows, 0, profits.length, profits);
        return System.nanoTime() - start;
    }

    private static EntryExitProblem trial(FeeRule rule, boolean closeAtEndOfDay) {
        SplittableRandom random = new SplittableRandom(3);
        return EntryExitProblem.builder()
                .moves(column(random, -0.02, 0.02), column(random, 0.02, 0.04), column(random, -0.04, -0.02))
                .forecasts(column(random, 0.0, 0.04), column(random, -0.04, 0.0))
                .legs(random.doubles(TRIAL_BARS).map(x -> x < 0.5 ? -1.0 : 1.0).toArray())
                .fee(0.0005, rule)
                .closeAtEndOfDay(closeAtEndOfDay)
                .build();
    }

    private static double[] column(SplittableRandom random, double min, double max) {
        return random.doubles(TRIAL_BARS, min, max).toArray();
    }
}
