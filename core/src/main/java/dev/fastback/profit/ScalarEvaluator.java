package dev.fastback.profit;

/** Evaluates candidates one after another with {@link ProfitKernel}: the oracle of every other evaluator. */
public final class ScalarEvaluator implements ProfitEvaluator {
    /** The one instance; it has no state. */
    public static final ScalarEvaluator INSTANCE = new ScalarEvaluator();

    private ScalarEvaluator() {}

    @Override
    public String name() {
        return "scalar";
    }

    @Override
    public void evaluate(
            EntryExitProblem problem,
            double[] highMultipliers,
            double[] lowMultipliers,
            int from,
            int to,
            double[] profits) {
        for (int i = from; i < to; i++) {
            profits[i] = ProfitKernel.profit(problem, highMultipliers[i], lowMultipliers[i]);
        }
    }
}
