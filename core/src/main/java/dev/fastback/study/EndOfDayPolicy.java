package dev.fastback.study;

import dev.fastback.strategy.SearchedStrategy.Variant;
import java.util.Objects;

/** Which end-of-day modes the searched strategies may choose from. */
public enum EndOfDayPolicy {
    /** The better of both, as the original does. */
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

    /** Returns whether a variant may be tried; variants without an end-of-day mode always may. */
    public boolean allows(Variant variant) {
        return variant.closeAtEndOfDay() == null
                || this == AUTO
                || Objects.equals(variant.closeAtEndOfDay(), this == CLOSE);
    }
}
