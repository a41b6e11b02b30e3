package dev.fastback.result;

import dev.fastback.forecast.ForecastUse;
import java.util.List;

/**
 * How many forecasts a run needed.
 *
 * @param asked by all folds together, the same one counted each time
 * @param distinct of those
 * @param forOrders further ones, for the bar after the data's end
 * @param cached rows of models that were found in the cache; a row may answer for several columns
 * @param inferred rows that models computed in this run; 0 for statistical forecasters
 * @param fallbacks what another forecaster than the first had to make
 */
public record ForecastCounts(
        long asked, long distinct, long forOrders, long cached, long inferred, List<ForecastUse.Fallback> fallbacks) {
    /** None at all. */
    public static final ForecastCounts NONE = new ForecastCounts(0, 0, 0, 0, 0);

    public ForecastCounts {
        fallbacks = List.copyOf(fallbacks);
    }

    /** Makes counts of a run whose first forecaster made all forecasts. */
    public ForecastCounts(long asked, long distinct, long forOrders, long cached, long inferred) {
        this(asked, distinct, forOrders, cached, inferred, List.of());
    }

    /** Returns these counts of questions with what the answers took. */
    public ForecastCounts with(ForecastUse use) {
        return new ForecastCounts(asked, distinct, forOrders, use.cached(), use.inferred(), use.fallbacks());
    }

    /** Returns what a report of a stored run tells, for which nothing is made: all that a model made or found is there. */
    public ForecastCounts read() {
        return new ForecastCounts(asked, distinct, forOrders, cached + inferred, 0, fallbacks);
    }

    /** Returns the sums of both. */
    public ForecastCounts plus(ForecastCounts other) {
        return new ForecastCounts(
                asked + other.asked,
                distinct + other.distinct,
                forOrders + other.forOrders,
                cached + other.cached,
                inferred + other.inferred,
                new ForecastUse(0, 0, fallbacks).plus(new ForecastUse(0, 0, other.fallbacks)).fallbacks());
    }
}
