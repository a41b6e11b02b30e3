package dev.fastback.simulate;

/** What an order does to the position. */
public enum Intent {
    /** Opens a position on its side; leaves one on the other side first; does nothing where there is one on its side. */
    ENTER,
    /** Adds to the position on its side, opens one, or takes from one on the other side, to the other side at most to flat. */
    ADD,
    /** Leaves the position, or a share of it. */
    EXIT
}
