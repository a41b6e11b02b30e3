package dev.fastback.strategy;

import java.util.List;

/** How a strategy trades bars that no fit has seen. */
@FunctionalInterface
public interface PathTrading {
    /**
     * Begins a path.
     *
     * @param path its bars, and the one to come where the path reaches to the end of the data; a trader reads of them what its account has come
     *     to, and the forecasts for the next bar
     * @return one trader for each leg; the legs' accounts are apart, and the path's return of a bar is the sum of theirs
     */
    List<PathTrader> start(MarketSlice path);
}
