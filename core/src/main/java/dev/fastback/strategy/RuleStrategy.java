package dev.fastback.strategy;

import dev.fastback.evaluation.Evaluation;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;

/** A strategy without parameters: the forecasts alone decide what it holds. */
public interface RuleStrategy extends TunableStrategy {
    /** Scores the strategy on a window as the reference defines it, with its conventions of cost. */
    Evaluation score(Window window, Market market);

    /**
     * Scores the strategy on bars it was not chosen on: positions are opened from flat, closed after the last bar, and every
     * fill pays its fee.
     */
    Evaluation scoreOutOfSample(Window window, Market market);

    /** Returns what it would do on the last bar of the window, judged by that bar's forecast alone or by the bars before. */
    Side side(Window window, Market market);

    @Override
    default ParameterSpace space() {
        return ParameterSpace.EMPTY;
    }

    @Override
    default DataNeeds needs() {
        return DataNeeds.FORECASTS;
    }

    @Override
    default Evaluation evaluate(MarketSlice slice, Parameters parameters) {
        return score(slice.window(), slice.market());
    }

    @Override
    default Evaluation evaluateUnseen(MarketSlice slice, Parameters parameters) {
        return scoreOutOfSample(slice.window(), slice.market());
    }
}
