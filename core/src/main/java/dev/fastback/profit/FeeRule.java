package dev.fastback.profit;

import dev.fastback.component.Labelled;

/** How an entry/exit problem charges fees; {@code f} is the fee fraction, {@code p} the position of the bar. */
public enum FeeRule implements Labelled {
    /** Every filled entry and its exit pay {@code f} each, per unit of position: {@code 2 f |p|} a filled entry. */
    PER_FILL,
    /**
     * The reference system's rule: {@code f |p|} once a bar. With closing at the end of day it is due when either level
     * was crossed, otherwise only when both were.
     */
    ORIGINAL;

    /**
     * Returns the rule with a name, in any case.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static FeeRule of(String label) {
        return Labelled.of(values(), label);
    }
}
