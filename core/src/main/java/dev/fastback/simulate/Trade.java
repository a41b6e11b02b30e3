package dev.fastback.simulate;

/**
 * A position from flat to flat.
 *
 * @param entryBar bar of the first fill
 * @param exitBar bar of the last fill; the last simulated bar where it is still open
 * @param units largest number of units held, negative for a short position
 * @param entryPrice average price of what was opened, spread and slippage included
 * @param exitPrice price of the last fill; the last close where it is still open
 * @param profit what the cash gained from before to after, every cost included; marked at the last close where it is still open
 * @param isOpen whether it was not left
 * @param reason why it was left; {@link FillReason#END} where it is still open
 */
public record Trade(
        int entryBar, int exitBar, double units, double entryPrice, double exitPrice, double profit, boolean isOpen, FillReason reason) {
    /** Returns on how many bars it was held, entry and exit included. */
    public int bars() {
        return exitBar - entryBar + 1;
    }

    /** Returns whether it was long. */
    public boolean isLong() {
        return units > 0;
    }
}
