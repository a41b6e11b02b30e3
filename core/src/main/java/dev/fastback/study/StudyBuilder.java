package dev.fastback.study;

import dev.fastback.data.AssetGuess;
import dev.fastback.data.BarSeries;
import dev.fastback.evaluation.Metric;
import dev.fastback.evaluation.Metrics;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.List;

/** Collects the settings of a {@link Study}; see {@link Study#builder()}. */
public final class StudyBuilder {
    private final List<StudySymbol> symbols = new ArrayList<>();
    private Forecaster forecaster = Forecasters.of("mean5");
    private List<TunableStrategy> strategies = Strategies.all();
    private SearchSettings search = SearchSettings.EXACT;
    private Metric metric = Metrics.RETURN;
    private WalkForward walkForward = WalkForward.DEFAULT;
    private UnseenSettings unseen = UnseenSettings.DEFAULT;
    private boolean reportAdjustedReturn;
    private boolean judged = true;
    private CrossSettings cross = CrossSettings.DEFAULT;
    private long seed;

    StudyBuilder() {}

    /** Adds bars under the usual conditions of their asset class, which is guessed from the symbol. */
    public StudyBuilder add(BarSeries bars) {
        return add(StudySymbol.of(bars, Market.of(AssetGuess.of(bars).asset())));
    }

    /** Adds an instrument. */
    public StudyBuilder add(StudySymbol symbol) {
        symbols.add(symbol);
        return this;
    }

    /** Sets the forecaster; {@code mean5} by default. */
    public StudyBuilder forecaster(Forecaster newForecaster) {
        forecaster = newForecaster;
        return this;
    }

    /** Sets the strategies; all by default. */
    public StudyBuilder strategies(List<? extends TunableStrategy> newStrategies) {
        strategies = List.copyOf(newStrategies);
        return this;
    }

    /** Sets the search; exact by default. */
    public StudyBuilder search(SearchSettings newSearch) {
        search = newSearch;
        return this;
    }

    /** Sets what searches make as large as possible; {@link Metrics#RETURN} by default. */
    public StudyBuilder metric(Metric newMetric) {
        metric = newMetric;
        return this;
    }

    /** Sets the folds; {@link WalkForward#DEFAULT} by default. */
    public StudyBuilder walkForward(WalkForward newWalkForward) {
        walkForward = newWalkForward;
        return this;
    }

    /** Sets how bars that no fit has seen are executed; {@link UnseenSettings#DEFAULT} by default. */
    public StudyBuilder unseen(UnseenSettings newUnseen) {
        unseen = newUnseen;
        return this;
    }

    /** Sets whether the original's blended return is reported too; off by default. */
    public StudyBuilder reportAdjustedReturn(boolean newReportAdjustedReturn) {
        reportAdjustedReturn = newReportAdjustedReturn;
        return this;
    }

    /** Sets whether statistics say how far the results may be believed; on by default. */
    public StudyBuilder judged(boolean newJudged) {
        judged = newJudged;
        return this;
    }

    /** Sets how the trials of searches are cross-validated; {@link CrossSettings#DEFAULT} by default. */
    public StudyBuilder cross(CrossSettings newCross) {
        cross = newCross;
        return this;
    }

    /** Sets the seed; 0 by default. */
    public StudyBuilder seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /**
     * Returns the study.
     *
     * @throws IllegalArgumentException if there is no symbol or no strategy, or a name comes twice
     */
    public Study build() {
        return new Study(
                symbols, forecaster, strategies, search, metric, walkForward, unseen, reportAdjustedReturn, judged, cross, seed);
    }
}
