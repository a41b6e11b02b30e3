package dev.fastback.strategy;

/** A strategy without searched parameters: the forecasts alone decide what it holds. */
public non-sealed interface RuleStrategy extends Strategy {
    /** Scores the strategy as the reference defines it, its costs included (docs/definitions.md). */
    Score score(Window window, Market market);

    /**
     * Scores the strategy on bars it was not chosen on: positions are opened from flat, closed after the last bar, and every
     * fill pays its fee.
     */
    Score scoreOutOfSample(Window window, Market market);

    /** Returns what it would do on the last bar of the window, judged by that bar's forecast alone or by the bars before. */
    Side side(Window window, Market market);

    /** Returns whether its orders carry price levels, the predicted high and low; most trade at the close. */
    default boolean hasLevels() {
        return false;
    }
}
