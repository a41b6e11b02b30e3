package dev.fastback.vector;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ScalarEvaluator;
import java.lang.System.Logger.Level;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides when the vector kernels of one kind are worth using. Until the optimizing compiler (C2) has compiled them they are hundreds of times
 * slower than the scalar kernel, so a short run is better off without them. A long run has them compiled and timed on a
 * synthetic problem once it has done as much scalar work as that costs, so no run takes much more than twice the time of
 * the better choice. Results do not depend on it: both kernels give the same bits.
 */
final class Readiness {
    /** Bar-evaluations of the scalar kernel that take about as long as compiling the vector kernels of a kind does. */
    static final long PATIENCE = 200_000_000L;

    private static final long DEADLINE_NANOS = 5_000_000_000L;
    private static final int TRIAL_BARS = 24;
    private static final int FAST_CALLS = 50;

    private enum State {
        WAITING,
        REACHED,
        REFUSED
    }

    private final Kind kind;
    private final long patience;
    private final AtomicLong work = new AtomicLong();
    private volatile State state;

    /** Makes one that waits for an amount of work in bar-evaluations; 0 uses vectors at once, without a trial. */
    Readiness(Kind kind, long patience) {
        this.kind = kind;
        this.patience = patience;
        state = patience == 0 ? State.REACHED : State.WAITING;
    }

    /** Counts the bar-evaluations of a batch, if that still matters, and returns whether vectors should compute it. */
    boolean isReached(long batch) {
        if (state == State.WAITING) {
            long before = work.getAndAdd(batch);
            if (before < patience && before + batch >= patience) {
                state = compileAndTime() ? State.REACHED : State.REFUSED;
            }
        }
        return state == State.REACHED;
    }

    private boolean compileAndTime() {
        long start = System.nanoTime();
        EntryExitProblem problem = trial();
        boolean fast = becomesFast(problem, Lanes.COUNT, start + DEADLINE_NANOS)
                && becomesFast(problem, 2 * Lanes.COUNT, start + DEADLINE_NANOS)
                && becomesFast(problem, Lanes.WIDEST, start + DEADLINE_NANOS);
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.getLogger(Readiness.class.getName())
                .log(Level.DEBUG, () -> "vector kernels " + kind + " of " + Lanes.COUNT + " lanes "
                        + (fast ? "ready after " : "not used: slower than the scalar kernel after ") + millis + " ms");
        return fast;
    }

    // Short problems, because the compiler counts calls and loop iterations together, so it starts sooner than with long ones.
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

    private EntryExitProblem trial() {
        double size = kind.unitPositions ? 1.0 : 1.5;
        SplittableRandom random = new SplittableRandom(3);
        return EntryExitProblem.builder()
                .moves(column(random, -0.02, 0.02), column(random, 0.02, 0.04), column(random, -0.04, -0.02))
                .forecasts(column(random, 0.0, 0.04), column(random, -0.04, 0.0))
                .legs(random.doubles(TRIAL_BARS).map(x -> x < 0.5 ? -size : size).toArray())
                .fee(0.0005, kind.feeRule)
                .closeAtEndOfDay(kind.closeAtEndOfDay)
                .build();
    }

    private static double[] column(SplittableRandom random, double min, double max) {
        return random.doubles(TRIAL_BARS, min, max).toArray();
    }
}
