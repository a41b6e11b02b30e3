package dev.fastback.search;

/** Why a search ended. */
public enum StopReason {
    /** The answer is the maximum, proven. */
    EXACT,
    /** Every point of the grid was evaluated; the space has more than its grid. */
    GRID,
    /** The evaluation budget was spent. */
    BUDGET,
    /** The iteration limit was reached. */
    ITERATIONS,
    /** The known best value was reached within its tolerance. */
    TARGET,
    /** The cell around the best point became smaller than the volume tolerance. */
    VOLUME,
    /** The cell around the best point became shorter than the length tolerance. */
    LENGTH
}
