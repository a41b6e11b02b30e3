package dev.fastback.profit;

/** How an entry/exit problem charges fees; {@code f} is the fee fraction, {@code p} the position of the bar. */
public enum FeeRule {
    /** Every filled entry and its exit pay {@code f} each, per unit of position: {@code 2 f |p|} a filled entry. */
    PER_FILL("per-fill"),
    /**
     * The reference system's rule: {@code f |p|} once a bar. With closing at the end of day it is due when either level
     * was crossed, otherwise only when both were.
     */
    ORIGINAL("original");

    private final String label;

    FeeRule(String label) {
        this.label = label;
    }

    /** Returns the name used on the command line and in results. */
    public String label() {
        return label;
    }
}
