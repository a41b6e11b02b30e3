package dev.fastback.vector;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ScalarEvaluator;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/**
 * Evaluates many candidates at once with the Vector API, one pair of multipliers per lane. Results are bit for bit those of {@link
 * dev.fastback.profit.ProfitKernel}.
 *
 * <p>Where vectors cannot pay, the scalar kernel computes: batches of a few bars and pairs, problems with moves of -100% or +1000% and
 * beyond, and the first work of a process. Needs {@code --add-modules jdk.incubator.vector}; {@link VectorProvider} says
 * whether it is available. Safe for use by many threads.
 */
public final class VectorEvaluator implements ProfitEvaluator {
    /**
     * Bar-evaluations per batch from which vectors are faster: a call costs them about as much as 11 of the scalar kernel, and
     * a partly filled vector of pairs as much as a full one. KernelBenchmark measures it with {@code -p pairs=1,2,3,4 -p bars=6}.
     */
    private static final int LEAST_WORK = 12;

    private final int leastWork;
    /** By the kind's ordinal. */
    private final Readiness[] readiness;

    /** Makes an evaluator that leaves smaller batches, and the first work of each kind, to the scalar kernel. */
    VectorEvaluator(int leastWork, long patience) {
        this.leastWork = leastWork;
        readiness = Arrays.stream(Kind.values()).map(kind -> new Readiness(kind, patience)).toArray(Readiness[]::new);
    }

    /**
     * Returns an evaluator that starts with the scalar kernel, because the vector kernels are slow until they are compiled.
     * After about a second of work on one kind of problem, the call under way has the kernels of that kind compiled and timed,
     * which takes about as long again, while other callers continue; from then on they are used if they are faster.
     */
    public static VectorEvaluator adaptive() {
        return new VectorEvaluator(LEAST_WORK, Readiness.PATIENCE);
    }

    /** Returns an evaluator that uses the vector kernels from the first pair on: for tests, and for long runs. */
    public static VectorEvaluator eager() {
        return new VectorEvaluator(0, 0);
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public void evaluate(
            EntryExitProblem problem,
            double[] highMultipliers,
            double[] lowMultipliers,
            int from,
            int to,
            double[] profits) {
        long work = (long) (to - from) * problem.bars();
        if (work >= leastWork && readiness[Kind.of(problem).ordinal()].isReached(work)) {
            PackedProblem packed = problem.layout(PackedProblem.class, PackedProblem::of);
            if (packed.legs().length > 0) {
                evaluate(packed, highMultipliers, lowMultipliers, from, to, profits);
                return;
            }
        }
        ScalarEvaluator.INSTANCE.evaluate(problem, highMultipliers, lowMultipliers, from, to, profits);
    }

    static void evaluate(PackedProblem packed, double[] highs, double[] lows, int from, int to, double[] profits) {
        double[] block = new double[Lanes.SIZE];
        for (int at = from; at < to; at += Lanes.WIDEST) {
            int pairs = Math.min(Lanes.WIDEST, to - at);
            fill(block, highs, lows, at, pairs);
            sum(packed.kind(), packed.legs()[0], pairs, block);
            System.arraycopy(block, Lanes.SUMS, profits, at, pairs);
            for (int leg = 1; leg < packed.legs().length; leg++) {
                sum(packed.kind(), packed.legs()[leg], pairs, block);
                for (int i = 0; i < pairs; i++) {
                    profits[at + i] += block[Lanes.SUMS + i];
                }
            }
        }
    }

    // Lanes beyond the pairs compute what lies behind them, what an earlier block left there, or zeros; it is never read.
    private static void fill(double[] block, double[] highs, double[] lows, int at, int pairs) {
        if (at + Lanes.WIDEST <= Math.min(highs.length, lows.length)) {
            for (int i = 0; i < Lanes.WIDEST; i += Lanes.COUNT) {
                DoubleVector high = DoubleVector.fromArray(Lanes.SPECIES, highs, at + i);
                DoubleVector low = DoubleVector.fromArray(Lanes.SPECIES, lows, at + i);
                low.intoArray(block, Lanes.LOW + i);
                high.intoArray(block, Lanes.HIGH + i);
                high.neg().intoArray(block, Lanes.HIGH_NEGATED + i);
                low.neg().intoArray(block, Lanes.LOW_NEGATED + i);
            }
            return;
        }
        for (int i = 0; i < pairs; i++) {
            double high = highs[at + i];
            double low = lows[at + i];
            block[Lanes.LOW + i] = low;
            block[Lanes.HIGH + i] = high;
            block[Lanes.HIGH_NEGATED + i] = -high;
            block[Lanes.LOW_NEGATED + i] = -low;
        }
    }

    private static void sum(Kind kind, PackedLeg leg, int pairs, double[] block) {
        if (!kind.unitPositions) {
            for (int from = 0; from < pairs; from += 2 * Lanes.COUNT) {
                sumAnySize(kind, leg, block, from);
            }
        } else if (pairs <= Lanes.COUNT) {
            sumOneVector(kind, leg, block);
        } else if (pairs <= 2 * Lanes.COUNT) {
            sumTwoVectors(kind, leg, block);
        } else {
            sumFourVectors(kind, leg, block);
        }
    }

    private static void sumOneVector(Kind kind, PackedLeg leg, double[] block) {
        switch (kind) {
            case CLOSE_PER_FILL -> OneVectorKernels.closePerFill(leg, block);
            case CLOSE_ORIGINAL -> OneVectorKernels.closeOriginal(leg, block);
            case LEVEL_PER_FILL -> OneVectorKernels.levelPerFill(leg, block);
            default -> OneVectorKernels.levelOriginal(leg, block);
        }
    }

    private static void sumTwoVectors(Kind kind, PackedLeg leg, double[] block) {
        switch (kind) {
            case CLOSE_PER_FILL -> TwoVectorKernels.closePerFill(leg, block);
            case CLOSE_ORIGINAL -> TwoVectorKernels.closeOriginal(leg, block);
            case LEVEL_PER_FILL -> TwoVectorKernels.levelPerFill(leg, block);
            default -> TwoVectorKernels.levelOriginal(leg, block);
        }
    }

    private static void sumFourVectors(Kind kind, PackedLeg leg, double[] block) {
        switch (kind) {
            case CLOSE_PER_FILL -> FourVectorKernels.closePerFill(leg, block);
            case CLOSE_ORIGINAL -> FourVectorKernels.closeOriginal(leg, block);
            case LEVEL_PER_FILL -> FourVectorKernels.levelPerFill(leg, block);
            default -> FourVectorKernels.levelOriginal(leg, block);
        }
    }

    private static void sumAnySize(Kind kind, PackedLeg leg, double[] block, int from) {
        switch (kind) {
            case ANY_SIZE_CLOSE_PER_FILL -> AnySizeKernels.closePerFill(leg, block, from);
            case ANY_SIZE_CLOSE_ORIGINAL -> AnySizeKernels.closeOriginal(leg, block, from);
            case ANY_SIZE_LEVEL_PER_FILL -> AnySizeKernels.levelPerFill(leg, block, from);
            default -> AnySizeKernels.levelOriginal(leg, block, from);
        }
    }
}
