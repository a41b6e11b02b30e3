package dev.fastback.simulation.trials;

import dev.fastback.result.Trials;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.study.Study;
import dev.fastback.walkforward.Fold;
import java.util.function.Function;

/**
 * Adds to the trials that are kept what each earned in blocks of the bars that are fitted, evaluated once more, bar by bar: from the sums follow the
 * mean and the Sharpe ratio of any trial on any union of blocks.
 *
 * @param count blocks, at least 2
 * @param returns of each fitted bar under parameters
 */
public record TrialBlocks(int count, Function<Parameters, double[]> returns) {
    private static final int USUAL = 16;
    private static final int MOST = 64;
    private static final int FEWEST_BARS = 2;

    /**
     * Returns the blocks of a fit: where it is a whole number of steps from fold to fold, each a step long, so that edges of folds are edges of
     * blocks; else {@value #USUAL} that differ by a bar at most, fewer on a short fit. 0 where a fit has no room for two.
     */
    public static int count(Study study, Fold fold) {
        int bars = fold.fitBars();
        int step = study.walkForward().step();
        boolean isWhole = step >= FEWEST_BARS && bars % step == 0 && bars / step >= 2 && bars / step <= MOST;
        int count = isWhole ? bars / step : Math.min(USUAL, bars / FEWEST_BARS);
        return count < 2 ? 0 : count;
    }

    /** Returns the same trials, each with its sums. */
    public Trials of(Trials trials, ParameterSpace space) {
        return trials.withBlocks(count, row -> returns.apply(Parameters.of(space, trials.point(row))));
    }
}
