package dev.fastback.simulate.terms;

/** Where market orders are filled that were given at a close. */
public enum SignalFill {
    /** At the open of the next bar. */
    OPEN("open"),
    /** At the close at which they were given, which is known only when it is past: optimistic. */
    CLOSE("close");

    private final String label;

    SignalFill(String label) {
        this.label = label;
    }

    /** Returns the name used on the command line and in results. */
    public String label() {
        return label;
    }

    /**
     * Returns the rule with a name, in any case.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static SignalFill of(String label) {
        for (SignalFill rule : values()) {
            if (rule.label.equalsIgnoreCase(label)) {
                return rule;
            }
        }
        throw new IllegalArgumentException("must be open or close: " + label);
    }
}
