package dev.fastback.simulate.terms;

import dev.fastback.component.Labelled;

/** When a limit order is filled inside a bar. */
public enum LimitFill implements Labelled {
    /** When the price goes strictly beyond the limit: whoever stood in the queue before has been served. */
    THROUGH,
    /** When the price reaches the limit. */
    TOUCH;

    /**
     * Returns the rule with a name, in any case.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static LimitFill of(String label) {
        return Labelled.of(values(), label);
    }
}
