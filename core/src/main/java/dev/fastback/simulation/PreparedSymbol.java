package dev.fastback.simulation;

import dev.fastback.forecast.Forecasts;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.Windows;
import dev.fastback.study.StudySymbol;
import dev.fastback.walkforward.Fold;

/**
 * A symbol with the forecasts of all its folds.
 *
 * @param symbol the instrument
 * @param forecasts forecasts of every bar that a fold or an order needs
 * @param windows cuts slices out of both
 */
public record PreparedSymbol(StudySymbol symbol, Forecasts forecasts, Windows windows) {
    /** Makes a symbol. */
    public PreparedSymbol(StudySymbol symbol, Forecasts forecasts) {
        this(symbol, forecasts, Windows.of(symbol.bars(), forecasts));
    }

    /** Returns the bars that a fold is fitted on. */
    public MarketSlice fit(Fold fold) {
        return slice(fold.fitFrom(), fold.fitTo());
    }

    /** Returns the bars that a fold is tested on. */
    MarketSlice test(Fold fold) {
        return slice(fold.testFrom(), fold.testTo());
    }

    /** Returns bars {@code from} (inclusive) to {@code to} (exclusive); one more than there are includes the bar to come. */
    public MarketSlice slice(int from, int to) {
        return windows.slice(symbol.market(), from, to);
    }
}
