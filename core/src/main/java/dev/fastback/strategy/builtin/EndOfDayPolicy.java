package dev.fastback.strategy.builtin;

/** Which end-of-day modes a strategy with entry and exit levels may choose from. */
public enum EndOfDayPolicy {
    /** The better of both, as the original does: the mode is a parameter. */
    AUTO("auto"),
    /** Positions are always left at the bar's close. */
    CLOSE("true"),
    /** Positions may be left at the opposite level. */
    KEEP("false");

    private final String label;

    EndOfDayPolicy(String label) {
        this.label = label;
    }

    /** Returns the name used on the command line. */
    public String label() {
        return label;
    }

    /**
     * Returns the policy with a name, in any case.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static EndOfDayPolicy of(String label) {
        for (EndOfDayPolicy policy : values()) {
            if (policy.label.equalsIgnoreCase(label)) {
                return policy;
            }
        }
        throw new IllegalArgumentException("must be auto, true or false: " + label);
    }
}
