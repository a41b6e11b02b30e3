package dev.fastback.simulate.terms;

/** What is assumed where a bar does not tell in which order its prices came, and the order decides what an account earns. */
public enum Ambiguity {
    /** The order that leaves the account with less. */
    WORSE("worse"),
    /** The order that leaves the account with more. */
    OPTIMISTIC("optimistic");

    private final String label;

    Ambiguity(String label) {
        this.label = label;
    }

    /** Returns the name used on the command line and in results. */
    public String label() {
        return label;
    }

    /**
     * Returns the assumption with a name, in any case.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Ambiguity of(String label) {
        for (Ambiguity ambiguity : values()) {
            if (ambiguity.label.equalsIgnoreCase(label)) {
                return ambiguity;
            }
        }
        throw new IllegalArgumentException("must be worse or optimistic: " + label);
    }
}
