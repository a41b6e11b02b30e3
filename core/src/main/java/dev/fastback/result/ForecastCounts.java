package dev.fastback.result;

/**
 * How many forecasts a run needed.
 *
 * @param asked by all folds together, the same one counted each time
 * @param distinct of those
 * @param forOrders further ones, for the bar after the data's end
 * @param cached found from an earlier run
 * @param inferred made in this run: {@code distinct + forOrders - cached}
 */
public record ForecastCounts(long asked, long distinct, long forOrders, long cached, long inferred) {
    /** None at all. */
    public static final ForecastCounts NONE = new ForecastCounts(0, 0, 0, 0, 0);

    /** Returns the sums of both. */
    public ForecastCounts plus(ForecastCounts other) {
        return new ForecastCounts(
                asked + other.asked,
                distinct + other.distinct,
                forOrders + other.forOrders,
                cached + other.cached,
                inferred + other.inferred);
    }
}
