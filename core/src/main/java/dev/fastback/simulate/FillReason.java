package dev.fastback.simulate;

import dev.fastback.component.Labelled;

/** Why a fill happened. */
public enum FillReason implements Labelled {
    /** An order of the trader. */
    ORDER,
    /** The stop of the position. */
    STOP,
    /** The stop of the position, raised by its trailing distance. */
    TRAILING_STOP,
    /** The target of the position. */
    TARGET,
    /** The position was held for as many bars as allowed. */
    TIME,
    /** The equity no longer carried the position. */
    LIQUIDATION,
    /** The simulation, or a part of it, ended. */
    END
}
