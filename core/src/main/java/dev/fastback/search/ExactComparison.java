package dev.fastback.search;

/**
 * How a point stands against the proven maximum.
 *
 * @param maximum the proven maximum
 * @param tradeable the best value without points that exist only on a threshold, at most the maximum
 * @param onThreshold whether the point's value exists only where a level equals a bar's high or low exactly
 * @param width how far the first parameter may move before a bar changes its state
 * @param height how far the second parameter may
 */
public record ExactComparison(double maximum, double tradeable, boolean onThreshold, double width, double height) {}
