package dev.fastback.search;

/** Why a search ended. */
public enum StopReason {
    /** The answer is the maximum, proven. */
    EXACT,
    /** Every point of the grid was evaluated; the space has more than its grid. */
    GRID,
    /** The evaluation budget was spent. */
    BUDGET,
    /** No point came up that was not evaluated before. */
    EXHAUSTED,
    /** No better point came for as many evaluations as the budget's patience. */
    PATIENCE,
    /** The iteration limit was reached. */
    ITERATIONS,
    /** The value asked for was reached; DIRECT may have a tolerance for it. */
    TARGET,
    /** The cell around the best point became smaller than the volume tolerance. */
    VOLUME,
    /** The cell around the best point became shorter than the length tolerance. */
    LENGTH
}
