package dev.fastback.vector;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;

/** The kinds of problems, each with its own kernel: where a position exits, which fee rule applies, and whether its size matters. */
enum Kind {
    CLOSE_PER_FILL(true, FeeRule.PER_FILL, true),
    CLOSE_ORIGINAL(true, FeeRule.ORIGINAL, true),
    LEVEL_PER_FILL(false, FeeRule.PER_FILL, true),
    LEVEL_ORIGINAL(false, FeeRule.ORIGINAL, true),
    ANY_SIZE_CLOSE_PER_FILL(true, FeeRule.PER_FILL, false),
    ANY_SIZE_CLOSE_ORIGINAL(true, FeeRule.ORIGINAL, false),
    ANY_SIZE_LEVEL_PER_FILL(false, FeeRule.PER_FILL, false),
    ANY_SIZE_LEVEL_ORIGINAL(false, FeeRule.ORIGINAL, false);

    final boolean closeAtEndOfDay;
    final FeeRule feeRule;
    final boolean unitPositions;

    Kind(boolean closeAtEndOfDay, FeeRule feeRule, boolean unitPositions) {
        this.closeAtEndOfDay = closeAtEndOfDay;
        this.feeRule = feeRule;
        this.unitPositions = unitPositions;
    }

    static Kind of(EntryExitProblem problem) {
        boolean perFill = problem.feeRule() == FeeRule.PER_FILL;
        if (problem.hasUnitPositions()) {
            if (problem.closeAtEndOfDay()) {
                return perFill ? CLOSE_PER_FILL : CLOSE_ORIGINAL;
            }
            return perFill ? LEVEL_PER_FILL : LEVEL_ORIGINAL;
        }
        if (problem.closeAtEndOfDay()) {
            return perFill ? ANY_SIZE_CLOSE_PER_FILL : ANY_SIZE_CLOSE_ORIGINAL;
        }
        return perFill ? ANY_SIZE_LEVEL_PER_FILL : ANY_SIZE_LEVEL_ORIGINAL;
    }
}
