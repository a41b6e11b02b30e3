package dev.fastback.onnx.card;

/** What of the bars a model is fed, and what its output is therefore. */
public enum FedSeries {
    /** Prices; the output is the next price. */
    PRICE("price"),
    /** Logarithms of prices; the output is that of the next price. */
    LOG_PRICE("log-price"),
    /** Moves against the same column's previous value, fractions; the output is the next one. */
    RETURN("return"),
    /** Logarithms of a price over the same column's previous one; the output is the next one. */
    LOG_RETURN("log-return"),
    /** Logarithms of a price over the close of the bar before; the output is that of the next price over the last close. */
    LOG_OVER_CLOSE("log-over-close");

    private final String label;

    FedSeries(String label) {
        this.label = label;
    }

    /** Returns the name in cards. */
    public String label() {
        return label;
    }

    /** Returns whether a value needs the bar before it, so that a context of n moves gives n values and not one more. */
    public boolean isOfMoves() {
        return this == RETURN || this == LOG_RETURN || this == LOG_OVER_CLOSE;
    }
}
