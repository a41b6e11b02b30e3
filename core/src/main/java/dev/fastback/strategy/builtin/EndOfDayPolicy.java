package dev.fastback.strategy.builtin;

import dev.fastback.component.Labelled;

/** Which end-of-day modes a strategy with entry and exit levels may choose from. */
public enum EndOfDayPolicy implements Labelled {
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

    @Override
    public String label() {
        return label;
    }

    /**
     * Returns the policy with a name, in any case.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static EndOfDayPolicy of(String label) {
        return Labelled.of(values(), label);
    }
}
