package dev.fastback.study;

/** How bars that no fit has seen are filled. */
public enum Fills {
    /** By the simulator: one path of orders in time order, gaps filled at the open. */
    SIMULATOR("simulator"),
    /** Each fold by itself from flat to flat; strategies of forecasts at the level whatever the open was, those that are accounts as accounts. */
    LEVEL("level");

    private final String label;

    Fills(String label) {
        this.label = label;
    }

    /** Returns the name used on the command line and in results. */
    public String label() {
        return label;
    }

    /**
     * Returns the way with a name, in any case.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Fills of(String label) {
        for (Fills fills : values()) {
            if (fills.label.equalsIgnoreCase(label)) {
                return fills;
            }
        }
        throw new IllegalArgumentException("must be simulator or level: " + label);
    }
}
