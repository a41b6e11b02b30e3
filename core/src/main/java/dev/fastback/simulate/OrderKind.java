package dev.fastback.simulate;

import dev.fastback.component.Labelled;

/** How an order is executed. */
public enum OrderKind implements Labelled {
    /** At the next bar's open, whatever it is. */
    MARKET,
    /** At the next bar's close, whatever it is. */
    AT_CLOSE,
    /** At the limit or better. */
    LIMIT,
    /** At the market once the stop is reached; at the open where the bar opens beyond it. */
    STOP,
    /** Becomes a limit order once the stop is reached. */
    STOP_LIMIT;

    boolean isResting() {
        return this == LIMIT || this == STOP || this == STOP_LIMIT;
    }
}
