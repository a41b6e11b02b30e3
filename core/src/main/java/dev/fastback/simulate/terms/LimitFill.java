package dev.fastback.simulate.terms;

/** When a limit order is filled inside a bar. */
public enum LimitFill {
    /** When the price goes strictly beyond the limit: whoever stood in the queue before has been served. */
    THROUGH("through"),
    /** When the price reaches the limit. */
    TOUCH("touch");

    private final String label;

    LimitFill(String label) {
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
    public static LimitFill of(String label) {
        for (LimitFill rule : values()) {
            if (rule.label.equalsIgnoreCase(label)) {
                return rule;
            }
        }
        throw new IllegalArgumentException("must be through or touch: " + label);
    }
}
