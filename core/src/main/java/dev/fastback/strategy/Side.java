package dev.fastback.strategy;

/** The direction of an order. */
public enum Side {
    /** Buys first. */
    BUY("buy"),
    /** Sells short first. */
    SELL("sell"),
    /** Trades both directions. */
    BOTH("both"),
    /** Does nothing. */
    NONE("none");

    private final String label;

    Side(String label) {
        this.label = label;
    }

    /** Returns the side of a signal: buy above 0, sell below, none at 0 and NaN. */
    public static Side ofSignal(double signal) {
        return signal > 0 ? BUY : signal < 0 ? SELL : NONE;
    }

    /** Returns the name used in results. */
    public String label() {
        return label;
    }
}
