package dev.fastback.vector;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import java.util.stream.IntStream;

/**
 * A problem as the kernels read it.
 *
 * @param kind which kernel computes it
 * @param legs its legs in order; none if the problem cannot be packed
 */
record PackedProblem(Kind kind, PackedLeg... legs) {
    /** The kernels: one each for where a position is left and what is charged. */
    enum Kind {
        CLOSE_PER_FILL,
        CLOSE_ORIGINAL,
        LEVEL_PER_FILL,
        LEVEL_ORIGINAL
    }

    static PackedProblem of(EntryExitProblem problem) {
        int legs = PackedLeg.canPack(problem) ? problem.legCount() : 0;
        return new PackedProblem(
                kind(problem),
                IntStream.range(0, legs).mapToObj(leg -> PackedLeg.of(problem, leg)).toArray(PackedLeg[]::new));
    }

    private static Kind kind(EntryExitProblem problem) {
        boolean perFill = problem.feeRule() == FeeRule.PER_FILL;
        if (problem.closeAtEndOfDay()) {
            return perFill ? Kind.CLOSE_PER_FILL : Kind.CLOSE_ORIGINAL;
        }
        return perFill ? Kind.LEVEL_PER_FILL : Kind.LEVEL_ORIGINAL;
    }
}
