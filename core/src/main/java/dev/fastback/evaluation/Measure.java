package dev.fastback.evaluation;

import java.util.function.ToDoubleFunction;

/**
 * A named figure of an evaluation.
 *
 * @param name as on the command line and in results
 * @param meaning what it is, in half a line
 * @param isBetterSmall whether less of it is better
 * @param needsBars whether it is made of what single bars did, and not of sums over bars and fills alone
 * @param needsAccount whether it is of an account ({@link Evaluation#performance}), which the strategies of forecasts have not
 * @param value reads it off
 */
public record Measure(
        String name, String meaning, boolean isBetterSmall, boolean needsBars, boolean needsAccount, ToDoubleFunction<Evaluation> value) {
    /** Returns the figure of an evaluation; 0 where it needs an account and there is none. */
    public double of(Evaluation evaluation) {
        return needsAccount && evaluation.performance() == null ? 0 : value.applyAsDouble(evaluation);
    }
}
