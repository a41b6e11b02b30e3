package dev.fastback.data;

/** A price column of a {@link BarSeries}. */
public enum Column {
    /** The price at the bar's start. */
    OPEN,
    /** The highest price of the bar. */
    HIGH,
    /** The lowest price of the bar. */
    LOW,
    /** The price at the bar's end. */
    CLOSE
}
