package dev.fastback.search;

import java.util.List;

/**
 * How a point stands against the proven maximum.
 *
 * @param maximum the proven maximum
 * @param tradeable the best value without points that exist only on a threshold, at most the maximum
 * @param onThreshold whether the point's value exists only on a threshold, where the objective jumps
 * @param widths how far each parameter may move before the objective jumps, in both directions together, in the order of the space; those that
 *     it is not known of, choices for example, are left out at the end
 */
public record ExactComparison(double maximum, double tradeable, boolean onThreshold, List<Double> widths) {
    public ExactComparison {
        widths = List.copyOf(widths);
    }
}
