package dev.fastback.simulation;

import dev.fastback.forecast.Forecasts;
import dev.fastback.strategy.Window;
import dev.fastback.strategy.Windows;
import dev.fastback.study.StudySymbol;

/**
 * A symbol with the forecasts of all its folds.
 *
 * @param symbol the instrument
 * @param forecasts forecasts of every bar that a fold or an order needs
 * @param windows cuts windows out of its bars
 */
public record PreparedSymbol(StudySymbol symbol, Forecasts forecasts, Windows windows) {
    Window window(int from, int to) {
        return windows.window(from, to);
    }
}
