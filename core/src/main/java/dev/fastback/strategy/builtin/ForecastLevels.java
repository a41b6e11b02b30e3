package dev.fastback.strategy.builtin;

import dev.fastback.data.Column;
import dev.fastback.forecast.Forecasts;
import dev.fastback.simulate.Account;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.Window;

/**
 * The forecast high and low of the bar after the one that closed, as moves from its close; what {@link EntryExitRules#raised} and {@link
 * EntryExitRules#lowered} make of a column.
 *
 * @param high predicted high
 * @param low predicted low
 */
record ForecastLevels(double high, double low) {
    static ForecastLevels of(MarketSlice path, Account account) {
        Forecasts forecasts = path.forecasts();
        int next = account.bar() + 1;
        double close = account.close();
        return new ForecastLevels(
                forecasts.point(Column.HIGH, next) + Window.gap(account.high(), close),
                forecasts.point(Column.LOW, next) - Window.gap(account.low(), close));
    }
}
