package dev.fastback.api;

/** A strategy that is called at the close of each bar, sees the account, and gives orders that live from the open of the next bar. */
public non-sealed interface BarStrategy extends Strategy {
    /** Returns what is called at each bar; asked for once per candidate, so that a lambda may keep what it needs between bars. */
    OnBar start(Indicators in);

    /** What a strategy does at the close of a bar. */
    @FunctionalInterface
    interface OnBar {
        /** Looks at the bar and gives orders. */
        void onBar(Bar bar);
    }
}
