package dev.fastback.strategy;

import org.jspecify.annotations.Nullable;

/**
 * What a strategy would do on the bar after the data's end, with the parameters of the newest simulation.
 *
 * @param strategy the strategy's name
 * @param side the direction
 * @param highPrice the upper level, where a short enters and a long leaves; null for strategies without levels and where the price is
 *     beyond the range of numbers
 * @param lowPrice the lower level, where a long enters and a short leaves; null likewise
 */
public record Order(
        String strategy, Side side, @Nullable Double highPrice, @Nullable Double lowPrice) {
    public Order {
        highPrice = highPrice == null || Double.isFinite(highPrice) ? highPrice : null;
        lowPrice = lowPrice == null || Double.isFinite(lowPrice) ? lowPrice : null;
    }

    /** Returns no order. */
    public static Order none(String strategy) {
        return new Order(strategy, Side.NONE, null, null);
    }
}
