package dev.fastback.simulate;

import java.util.Objects;

/** The trades of a simulation, kept when its {@link Ledger} is used again; the last may be open. Immutable. */
public final class TradeList {
    private static final FillReason[] REASONS = FillReason.values();

    private final int fills;
    private final boolean lastIsOpen;
    private final int[] entryBar;
    private final int[] exitBar;
    private final double[] units;
    private final double[] entryPrice;
    private final double[] exitPrice;
    private final double[] profit;
    private final byte[] exitReason;

    /** Takes over columns of one length, which nobody writes to again. */
    TradeList(
            int fills,
            boolean lastIsOpen,
            int[] entryBar,
            int[] exitBar,
            double[] units,
            double[] entryPrice,
            double[] exitPrice,
            double[] profit,
            byte[] exitReason) {
        this.fills = fills;
        this.lastIsOpen = lastIsOpen;
        this.entryBar = entryBar;
        this.exitBar = exitBar;
        this.units = units;
        this.entryPrice = entryPrice;
        this.exitPrice = exitPrice;
        this.profit = profit;
        this.exitReason = exitReason;
    }

    /** Returns the number of trades. */
    public int size() {
        return entryBar.length;
    }

    /** Returns the number of fills that made them: two of each that was entered and left at once, one of one that is open. */
    public int fills() {
        return fills;
    }

    /** Returns trade {@code i}, in the order in which they were left. */
    public Trade get(int i) {
        Objects.checkIndex(i, entryBar.length);
        return new Trade(
                entryBar[i],
                exitBar[i],
                units[i],
                entryPrice[i],
                exitPrice[i],
                profit[i],
                lastIsOpen && i == entryBar.length - 1,
                REASONS[exitReason[i]]);
    }
}
