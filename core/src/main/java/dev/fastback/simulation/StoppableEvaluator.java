package dev.fastback.simulation;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.search.StopSignal;

/**
 * Hands candidates on to an evaluator until the run is told to stop, so that a search with an enormous budget ends as well.
 *
 * @param evaluator computes the candidates
 * @param stop asked before each batch
 */
record StoppableEvaluator(ProfitEvaluator evaluator, StopSignal stop) implements ProfitEvaluator {
    @Override
    public String name() {
        return evaluator.name();
    }

    @Override
    public void evaluate(
            EntryExitProblem problem,
            double[] highMultipliers,
            double[] lowMultipliers,
            int from,
            int to,
            double[] profits) {
        if (stop.isRequested()) {
            throw new StoppedException();
        }
        evaluator.evaluate(problem, highMultipliers, lowMultipliers, from, to, profits);
    }

    /** The run was told to stop in the middle of a search. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("the run was stopped", null, false, false);
        }
    }
}
