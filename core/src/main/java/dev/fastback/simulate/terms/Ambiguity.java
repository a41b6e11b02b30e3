package dev.fastback.simulate.terms;

import dev.fastback.component.Labelled;

/** What is assumed where a bar does not tell in which order its prices came, and the order decides what an account earns. */
public enum Ambiguity implements Labelled {
    /** The order that leaves the account with less. */
    WORSE,
    /** The order that leaves the account with more. */
    OPTIMISTIC;

    /**
     * Returns the assumption with a name, in any case.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Ambiguity of(String label) {
        return Labelled.of(values(), label);
    }
}
