package dev.fastback.simulate;

/** When a limit order is filled inside a bar. */
public enum LimitFill {
    /** When the price goes strictly beyond the limit: whoever stood in the queue before has been served. */
    THROUGH,
    /** When the price reaches the limit. */
    TOUCH
}
