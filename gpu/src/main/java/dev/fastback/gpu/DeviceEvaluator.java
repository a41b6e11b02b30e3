package dev.fastback.gpu;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitEvaluator;

/** Evaluates the candidates of searches in lock step on the device, and all others here. The bits are the same. */
record DeviceEvaluator(ProfitEvaluator here) implements ProfitEvaluator {
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
}
