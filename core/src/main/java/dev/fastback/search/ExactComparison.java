package dev.fastback.search;

/**
 * How a point stands against the proven maximum.
 *
 * @param maximum the proven maximum
 * @param tradeable the best value without points that exist only on a threshold, at most the maximum
 * @param onThreshold whether the point's value exists only on a threshold, where the objective jumps
 * @param width how far the first parameter may move before the objective jumps
 * @param height how far the second parameter may; 0 where there is none
 */
public record ExactComparison(double maximum, double tradeable, boolean onThreshold, double width, double height) {}
