package dev.fastback.summary;

import dev.fastback.result.StrategyEvidence;
import dev.fastback.search.space.Parameters;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One strategy over the completed simulations of one symbol, put together newest first. Rates are fractions. Immutable. */
public final class StrategySummary {
    private final String symbol;
    private final String strategy;
    private final int simulations;
    private final boolean fitted;
    private final @Nullable Parameters newest;
    // One entry per summary figure, by ordinal; NaN where it is absent or beyond the range of numbers.
    private final double[] values;
    private final @Nullable StrategyEvidence evidence;
    private final Judgement judgement;

    StrategySummary(
            String symbol,
            String strategy,
            int simulations,
            boolean fitted,
            @Nullable Parameters newest,
            double[] values,
            @Nullable StrategyEvidence evidence,
            Judgement judgement) {
        this.symbol = symbol;
        this.strategy = strategy;
        this.simulations = simulations;
        this.fitted = fitted;
        this.newest = newest;
        this.values = values;
        this.evidence = evidence;
        this.judgement = judgement;
    }

    /** Returns the symbol. */
    public String symbol() {
        return symbol;
    }

    /** Returns the strategy's name. */
    public String strategy() {
        return strategy;
    }

    /** Returns the number of completed simulations. */
    public int simulations() {
        return simulations;
    }

    /** Returns whether the strategy's parameters were searched in any of them. */
    public boolean isFitted() {
        return fitted;
    }

    /** Returns the parameters of the newest completed simulation; null for rules, and without simulations. */
    public @Nullable Parameters newest() {
        return newest;
    }

    /** Returns how far what its searches found may be believed; null where that was not asked for, or is not known. */
    public @Nullable StrategyEvidence evidence() {
        return evidence;
    }

    /** Returns the verdict. */
    public Judgement judgement() {
        return judgement;
    }

    /** Returns a figure; null where it does not apply, has nothing to be made of, or is beyond the range of numbers. */
    public @Nullable Double real(SummaryFigure figure) {
        double value = values[figure.ordinal()];
        return Double.isFinite(value) ? Double.valueOf(value) : null;
    }

    /** Returns a whole figure; 0 where it is absent. */
    public long count(SummaryFigure figure) {
        double value = values[figure.ordinal()];
        return Double.isNaN(value) ? 0 : (long) value;
    }

    /** Returns whether a figure is there. */
    public boolean has(SummaryFigure figure) {
        return Double.isFinite(values[figure.ordinal()]);
    }

    /** Returns the lines, those with the better verdict first, and otherwise in the order in which they are given. */
    public static List<StrategySummary> byVerdict(List<StrategySummary> lines) {
        return lines.stream()
                .sorted(Comparator.comparingInt(line -> line.judgement().level() == null ? 0 : -line.judgement().level().ordinal()))
                .toList();
    }
}
