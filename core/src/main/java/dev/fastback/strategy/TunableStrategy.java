package dev.fastback.strategy;

import dev.fastback.data.BarSeries;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.Metric;
import dev.fastback.profit.FeeRule;
import dev.fastback.search.Objective;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import java.util.Optional;
import java.util.Set;

/**
 * What engines see of a trading strategy: parameters, and what they earn on a slice of a market. A strategy is a pure function of its
 * arguments, without state and safe for use by many threads. It does not know how its parameters are searched.
 */
public interface TunableStrategy {
    /** The code of a strategy that comes compiled. */
    byte[] NO_CODE = {};

    /** Returns what the strategy is, so that it can be sent, stored and compared. */
    StrategySpec spec();

    /**
     * Returns the code that its provider needs to make it again where it is not on the class path, as bytes that only the provider understands;
     * empty where the strategy comes compiled. Not a copy.
     */
    default byte[] code() {
        return NO_CODE;
    }

    /** Returns the name used on the command line and in results, for example {@code maxdiff}. */
    default String name() {
        return spec().name();
    }

    /** Returns the parameters to fit; empty for a rule, which has none. */
    ParameterSpace space();

    /** Returns what it needs to know. */
    DataNeeds needs();

    /** Returns what it needs to know on a series: where it looks at longer bars, how many of a series make one decides its warm-up. */
    default DataNeeds needs(BarSeries bars) {
        return needs();
    }

    /** Returns the symbols of the other series that it looks at ({@link BarSeries#others}); usually none. */
    default Set<String> others() {
        return Set.of();
    }

    /** Returns whether it is known to look at traded volumes. */
    default boolean looksAtVolume() {
        return false;
    }

    /**
     * Returns what the strategy earned on the bars of a slice, as its definition charges it.
     *
     * @throws IllegalArgumentException if the slice holds values that it cannot work with
     */
    Evaluation evaluate(MarketSlice slice, Parameters parameters);

    /** Returns what it earned on bars that no fit has seen, from flat to flat, with every fill charged. */
    default Evaluation evaluateUnseen(MarketSlice slice, Parameters parameters) {
        return evaluate(slice.withFeeRule(FeeRule.PER_FILL), parameters);
    }

    /**
     * Returns what is to be made as large as possible by the parameters: the metric of {@link #evaluate}, point by point, unless the strategy
     * knows a faster way to the same values.
     *
     * @param how how batches of candidates are computed, for strategies that can use it
     */
    default Objective objective(MarketSlice slice, Metric metric, Evaluators how) {
        return new EvaluationObjective(this, slice, metric);
    }

    /** Returns by what the candidates of a search are simulated, and why; empty for strategies that have but one way. */
    default Optional<SimulatorChoice> simulator(Market market, Metric metric) {
        return Optional.empty();
    }

    /**
     * Examines what was chosen: a strategy written by others is run again on series that end earlier, and must have done the same until then.
     *
     * @throws IllegalStateException if it did not; the message says where
     */
    default void verify(MarketSlice slice, Parameters chosen) {}

    /** Returns the parameters that a search is measured against: what was chosen, with the strategy's numbers left neutral; empty if none are. */
    default Optional<Parameters> baseline(Parameters chosen) {
        return Optional.empty();
    }

    /** Returns whether {@link #evaluate} is an account of orders already, filled as those on unseen bars are. */
    default boolean isAccount() {
        return false;
    }

    /** Returns the evaluations of one search where none are said: what the original system spends, or what has proven enough. */
    default int usualEvaluations() {
        return 500;
    }

    /**
     * Returns how it trades bars that no fit has seen, by orders that stood before each of them; empty where it cannot say, so that those bars are
     * scored by {@link #evaluateUnseen} and there are no orders for the next one.
     */
    default Optional<PathTrading> pathTrading() {
        return Optional.empty();
    }
}
