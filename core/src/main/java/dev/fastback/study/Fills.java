package dev.fastback.study;

import dev.fastback.component.Labelled;

/** How bars that no fit has seen are filled. */
public enum Fills implements Labelled {
    /** By the simulator: one path of orders in time order, gaps filled at the open. */
    SIMULATOR,
    /** Each fold by itself from flat to flat; strategies of forecasts at the level whatever the open was, those that are accounts as accounts. */
    LEVEL;

    /**
     * Returns the way with a name, in any case.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Fills of(String label) {
        return Labelled.of(values(), label);
    }
}
