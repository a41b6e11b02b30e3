package dev.fastback.exact;

import dev.fastback.search.Solution;

/**
 * The proven best pair of multipliers of an entry/exit problem, and how far it can be traded.
 *
 * @param solution the pair (high, low) and its profit, the profit kernel's own value there
 * @param tradeableProfit the best profit without the points at which a level, before it is clamped, equals its bar's
 *     high or low, a fraction, at most the solution's value, and equal to it unless that lies on a threshold; if a
 *     whole side of the box lies on an edge, the points beside it count, as if the box were wider by the least step
 * @param cell the surroundings of the pair
 */
public record ExactSolution(Solution solution, double tradeableProfit, Cell cell) {
    /** Returns whether the best profit exists, within 1e-12, only where a level equals a bar's high or low exactly. */
    public boolean onThreshold() {
        return tradeableProfit < solution.value() - Cell.TOLERANCE;
    }
}
