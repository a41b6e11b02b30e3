package dev.fastback.gpu;

import dev.fastback.exact.NearPairs;
import dev.fastback.exact.NearSource;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.strategy.Evaluators;
import java.util.Optional;

/** Evaluates the candidates of searches in lock step on the device, and has their exact maxima found there; all others here. The bits are the same. */
record DeviceEvaluator(ProfitEvaluator here) implements ProfitEvaluator, NearSource {
    /** Returns the evaluators of this machine with this one in the place of theirs. */
    static Evaluators of(Evaluators here) {
        return new Evaluators(new DeviceEvaluator(here.entryExit()));
    }

    /** {@inheritDoc} It is that of this machine's: a device is named apart. */
    @Override
    public String name() {
        return here.name();
    }

    @Override
    public boolean takesBatchesWhole() {
        return LockStep.current() != null || here.takesBatchesWhole();
    }

    @Override
    public void evaluate(EntryExitProblem problem, double[] highMultipliers, double[] lowMultipliers, int from, int to, double[] profits) {
        LockStep step = LockStep.current();
        if (step == null) {
            here.evaluate(problem, highMultipliers, lowMultipliers, from, to, profits);
        } else {
            step.evaluate(problem, highMultipliers, lowMultipliers, from, to, profits);
        }
    }

    @Override
    public Optional<NearPairs> near(EntryExitProblem problem) {
        LockStep step = LockStep.current();
        return step == null || problem.bars() > ExactSweep.MOST_BARS ? Optional.empty() : step.near(problem);
    }
}
