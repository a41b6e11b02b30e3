package dev.fastback.simulate.terms;

import dev.fastback.component.Labelled;

/** Where market orders are filled that were given at a close. */
public enum SignalFill implements Labelled {
    /** At the open of the next bar. */
    OPEN,
    /** At the close at which they were given, which is known only when it is past: optimistic. */
    CLOSE;

    /**
     * Returns the rule with a name, in any case.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static SignalFill of(String label) {
        return Labelled.of(values(), label);
    }
}
