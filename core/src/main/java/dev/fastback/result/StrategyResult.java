package dev.fastback.result;

import dev.fastback.evaluation.Evaluation;
import dev.fastback.search.ExactComparison;
import dev.fastback.search.space.Parameters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one strategy did in one simulation.
 *
 * @param name the strategy
 * @param parameters what it ran with, {@link Parameters#NONE} for a rule
 * @param figures what came out
 * @param trials what was kept of what its search evaluated; null for nothing. No part of the result hash, which has their numbers
 * @param front what a search of several metrics found; null of one, and for a rule
 */
public record StrategyResult(
        String name, Parameters parameters, Figures figures, @Nullable Trials trials, @Nullable MetricFront front) {
    /** Smallest gain over the baseline for which a quality is stated. */
    private static final double MIN_GAIN = 1e-12;

    public StrategyResult {
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(figures, "figures");
    }

    /** Makes a result without trials, of one metric. */
    public StrategyResult(String name, Parameters parameters, Figures figures) {
        this(name, parameters, figures, null, null);
    }

    /** Returns the same without trials. */
    public StrategyResult withoutTrials() {
        return trials == null ? this : new StrategyResult(name, parameters, figures, null, front);
    }

    /**
     * Returns the result of a strategy.
     *
     * @param fit what was found; null for a rule
     * @param inSample what it earned on the bars it was fitted on
     * @param unseen what the same parameters earned on bars that no fit has seen; null where there are none
     * @param adjustedReturn the original's blend; null unless asked for
     * @throws IllegalArgumentException if a figure is not finite; the message names it and the strategy
     */
    public static StrategyResult of(
            String name,
            @Nullable Fit fit,
            Evaluation inSample,
            @Nullable Evaluation unseen,
            @Nullable Double adjustedReturn) {
        Figures.Builder figures = Figures.of(name);
        if (fit != null) {
            set(figures, fit);
            figures.set(Figure.AMBIGUOUS_BARS, inSample.ambiguousBars());
        }
        figures.set(Figure.RETURN, inSample.totalReturn());
        figures.set(Figure.SHARPE, inSample.sharpe());
        figures.set(Figure.TRADES, inSample.trades());
        figures.set(Figure.MAX_DRAWDOWN, inSample.maxDrawdown());
        int unseenBars = unseen == null ? 0 : unseen.barReturns().length;
        figures.set(Figure.UNSEEN_BARS, unseenBars);
        if (unseen != null) {
            figures.set(Figure.UNSEEN_RETURN, unseen.totalReturn());
            figures.set(Figure.UNSEEN_PER_BAR, unseen.totalReturn() / unseenBars);
        }
        if (adjustedReturn != null) {
            figures.set(Figure.ADJUSTED_RETURN, adjustedReturn);
        }
        return new StrategyResult(
                name,
                fit == null ? Parameters.NONE : fit.parameters(),
                figures.build(),
                fit == null ? null : fit.trials(),
                fit == null ? null : fit.front());
    }

    /**
     * Returns the same result with the test bars of its simulation as a path has them: those that a fold decides.
     *
     * @param from first test bar
     * @param to end of the test, exclusive
     */
    public StrategyResult withUnseen(UnseenPath path, int from, int to) {
        int bars = 0;
        double worth = 1;
        double sum = 0;
        int end = Math.min(to, path.to());
        for (int bar = Math.max(from, path.from()); bar < end; bar++) {
            double earned = path.barReturn(bar);
            bars += (path.marks(bar) & UnseenPath.DECIDED) != 0 ? 1 : 0;
            worth *= Math.max(0, 1 + earned);
            sum += earned;
        }
        if (bars > 0) {
            requireFinite(Figure.UNSEEN_RETURN, worth - 1);
            requireFinite(Figure.UNSEEN_PER_BAR, sum / bars);
        }
        return new StrategyResult(name, parameters, figures.withUnseen(bars, worth - 1, sum / bars), trials, front);
    }

    private void requireFinite(Figure figure, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(figure.words() + " of " + name + " must be finite: " + value);
        }
    }

    private static void set(Figures.Builder figures, Fit fit) {
        Double baseline = fit.baseline();
        if (baseline != null) {
            figures.set(Figure.BASELINE, baseline);
        }
        figures.set(Figure.PROFIT, fit.value());
        ExactComparison exact = fit.comparison();
        if (exact != null) {
            double gain = baseline == null ? 0.0 : exact.maximum() - baseline;
            if (baseline != null && gain > MIN_GAIN) {
                figures.set(Figure.QUALITY, (fit.value() - baseline) / gain);
            }
            figures.set(Figure.ON_THRESHOLD, exact.onThreshold());
            if (!exact.widths().isEmpty()) {
                figures.set(Figure.CELL_WIDTH, exact.widths().get(0));
            }
            if (exact.widths().size() > 1) {
                figures.set(Figure.CELL_HEIGHT, exact.widths().get(1));
            }
            figures.set(Figure.TRADEABLE_PROFIT, exact.tradeable());
            figures.set(Figure.EXACT_PROFIT, exact.maximum());
        }
        Sharing sharing = fit.sharing();
        if (sharing != null) {
            figures.set(Figure.SHARED_BY, sharing.simulations());
            figures.set(Figure.SHARED_MEAN_PROFIT, sharing.meanValue());
            figures.set(Figure.ALONE_PROFIT, sharing.ownValue());
            figures.set(Figure.SHARING_COST, sharing.ownValue() - fit.value());
        }
        figures.set(Figure.EVALUATIONS, fit.effort().evaluations());
        figures.set(Figure.OVER_BUDGET, fit.effort().overBudget());
        figures.set(Figure.SEARCH_MICROS, fit.effort().nanos() / 1000.0);
        Trials trials = fit.trials();
        if (trials != null) {
            figures.set(Figure.TRIALS_EVALUATED, trials.evaluated());
            figures.set(Figure.TRIALS_KEPT, trials.kept());
        }
    }
}
