package dev.fastback.vector;

import dev.fastback.profit.EntryExitProblem;
import java.util.stream.IntStream;

/**
 * A problem as the kernels read it.
 *
 * @param kind which kernel computes it
 * @param legs its legs in order; none if the problem cannot be packed
 */
record PackedProblem(Kind kind, PackedLeg... legs) {
    static PackedProblem of(EntryExitProblem problem) {
        int legs = PackedLeg.canPack(problem) ? problem.legCount() : 0;
        return new PackedProblem(
                Kind.of(problem),
                IntStream.range(0, legs).mapToObj(leg -> PackedLeg.of(problem, leg)).toArray(PackedLeg[]::new));
    }
}
