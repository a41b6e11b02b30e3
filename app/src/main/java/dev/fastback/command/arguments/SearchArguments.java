package dev.fastback.command.arguments;

import dev.fastback.input.options.SearchOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When searches have found enough, how they ask, and what is kept of what they evaluate. */
public final class SearchArguments {
    @Option(names = "--patience", paramLabel = "N", description = "End a search after N evaluations in a row without a better point (default: never).")
    @Nullable Integer patience;

    @Option(names = "--target", paramLabel = "VALUE", description = "End a search that has reached this value (default: never).")
    @Nullable Double target;

    @Option(names = "--search-batch", paramLabel = "N", description = "Points that random, sobol, de, tpe, nsga2 and halving ask for together (default: 16). Part of the study: another number may find other points.")
    @Nullable Integer batch;

    @Option(names = "--keep-trials", paramLabel = "WHAT", description = "none; values: parameters and value of every point evaluated, up to 200,000 per simulation and strategy and 32 MiB with their blocks (128 MiB for all strategies of a simulation), of more the best 1,000 and a sample of 20,000 (default: values; none for exact and direct); or blocks: the same, and the sum and the sum of squares of each one's returns in blocks of bars. Read with runs export --trials.")
    @Nullable String trials;

    @Option(names = "--grid-time", paramLabel = "SECONDS", description = "With --strategy and no --search: the grid where it takes at most so long at 50 million bars evaluated a second, in all folds (default: 60; 0: never). The count decides, not the clock, so that it is the same everywhere.")
    @Nullable Double gridTime;

    /** Returns what was given. */
    public SearchOptions options() {
        return new SearchOptions(patience, target, batch, trials, gridTime);
    }
}
