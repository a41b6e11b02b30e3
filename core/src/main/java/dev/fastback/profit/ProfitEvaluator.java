package dev.fastback.profit;

/**
 * How a batch of candidate pairs is computed. Implementations differ in speed alone: each gives the bits of
 * {@link ProfitKernel}. They are safe for use by many threads.
 */
public interface ProfitEvaluator {
    /** Returns the name shown in results, for example {@code scalar}. */
    String name();

    /** Returns whether a batch is better computed whole, as a device does, than in parts between which a stop is looked for. */
    default boolean takesBatchesWhole() {
        return false;
    }

    /**
     * Computes the profit of candidates {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @param highMultipliers high multiplier of each candidate
     * @param lowMultipliers low multiplier of each candidate
     * @param profits receives the profit of each candidate, at its index
     */
    void evaluate(
            EntryExitProblem problem,
            double[] highMultipliers,
            double[] lowMultipliers,
            int from,
            int to,
            double[] profits);
}
