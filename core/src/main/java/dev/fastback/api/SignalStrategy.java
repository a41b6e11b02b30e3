package dev.fastback.api;

/** A strategy that says at which bars to enter and leave, whatever the account holds. */
public non-sealed interface SignalStrategy extends Strategy {
    /** Returns what to do; asked for once per candidate. What is known at the close of a bar is acted on at the open of the next. */
    Signals signals(Indicators in);
}
