package dev.fastback.run;

import dev.fastback.forecast.Forecasts;
import dev.fastback.strategy.Window;
import dev.fastback.strategy.Windows;

/**
 * A symbol with the forecasts of all its folds.
 *
 * @param symbol the instrument
 * @param forecasts forecasts of every bar that a fold or an order needs
 * @param windows cuts windows out of its bars
 */
record PreparedSymbol(StudySymbol symbol, Forecasts forecasts, Windows windows) {
    Window window(int from, int to) {
        return windows.window(from, to);
    }
}
