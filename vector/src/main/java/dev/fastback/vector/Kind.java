package dev.fastback.vector;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;

/** The kinds of problems, one kernel each: where a position is left, and what is charged. */
enum Kind {
    CLOSE_PER_FILL(true, FeeRule.PER_FILL),
    CLOSE_ORIGINAL(true, FeeRule.ORIGINAL),
    LEVEL_PER_FILL(false, FeeRule.PER_FILL),
    LEVEL_ORIGINAL(false, FeeRule.ORIGINAL);

    final boolean closeAtEndOfDay;
    final FeeRule feeRule;

    Kind(boolean closeAtEndOfDay, FeeRule feeRule) {
        this.closeAtEndOfDay = closeAtEndOfDay;
        this.feeRule = feeRule;
    }

    static Kind of(EntryExitProblem problem) {
        boolean perFill = problem.feeRule() == FeeRule.PER_FILL;
        if (problem.closeAtEndOfDay()) {
            return perFill ? CLOSE_PER_FILL : CLOSE_ORIGINAL;
        }
        return perFill ? LEVEL_PER_FILL : LEVEL_ORIGINAL;
    }
}
