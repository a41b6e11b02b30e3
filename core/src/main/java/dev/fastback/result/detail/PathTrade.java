package dev.fastback.result.detail;

import dev.fastback.simulate.FillReason;
import dev.fastback.simulate.Trade;
import java.util.Objects;

/**
 * A position of an unseen path, from flat to flat.
 *
 * @param entryBar bar of the first fill, in the series
 * @param exitBar bar of the last fill, at least {@code entryBar}
 * @param isLong whether it was long
 * @param entryPrice average price of what was opened, spread and slippage included
 * @param exitPrice price of the last fill
 * @param gain what it earned of the value that was put into it, every cost included; a fraction
 * @param isOpen whether the path ended with it: its last fill is the close that the path is valued at
 * @param reason why it was left
 */
public record PathTrade(
        int entryBar, int exitBar, boolean isLong, double entryPrice, double exitPrice, double gain, boolean isOpen, FillReason reason) {
    /** Trades of a path that are kept, the newest. */
    public static final int MOST = 1_000;

    public PathTrade {
        Objects.requireNonNull(reason, "reason");
        if (entryBar < 0 || exitBar < entryBar) {
            throw new IllegalArgumentException("a trade from bar " + entryBar + " to bar " + exitBar);
        }
    }

    /**
     * Returns a trade of a simulation.
     *
     * @param gain its profit over the value that was put into it
     * @param isOpen whether the path ended with it
     */
    public static PathTrade of(Trade trade, double gain, boolean isOpen) {
        return new PathTrade(
                trade.entryBar(), trade.exitBar(), trade.isLong(), trade.entryPrice(), trade.exitPrice(), gain, isOpen, trade.reason());
    }
}
