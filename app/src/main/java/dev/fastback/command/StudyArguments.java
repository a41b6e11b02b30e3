package dev.fastback.command;

import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.input.FoldOptions;
import dev.fastback.input.OwnOptions;
import dev.fastback.input.SearchOptions;
import dev.fastback.input.StudyOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is simulated and how it is searched. What is null was not given. */
final class StudyArguments {
    @Option(
            names = {"--sims", "--num-sims"},
            paramLabel = "N",
            description = "Walk-forward simulations per symbol, the newest first (default: 50).")
    @Nullable Integer simulations;

    @Option(names = "--validation", paramLabel = "V", description = "Forecasts of each simulation; the fit uses one bar less (default: 7).")
    @Nullable Integer validation;

    @Option(names = "--train", paramLabel = "N", description = "Bars per fit (default: one less than --validation); with --anchored, bars of the shortest fit.")
    @Nullable Integer train;

    @Option(names = "--test-bars", paramLabel = "T", description = "Unseen bars after each fold, on which its parameters are scored (default: 1; 0: none).")
    @Nullable Integer testBars;

    @Option(names = "--step", paramLabel = "S", description = "Bars between the ends of neighbouring folds (default: 1).")
    @Nullable Integer step;

    @Option(names = "--anchored", description = "Begin every fit at the first usable bar, so that newer fits are longer.")
    boolean anchored;

    @Option(names = "--purge", paramLabel = "P", description = "Leave the last P bars of each fit out (default: 0).")
    @Nullable Integer purge;

    @Option(names = "--strategies", paramLabel = "NAMES", completionCandidates = Names.Strategies.class, description = "Which strategies (default: all): maxdiff, maxdiff-always-on, entry-take-profit, high-low, simple, all-signals, buy-when-up, unprofit-shutdown, confidence-guard, buy-hold.")
    List<String> strategies = List.of();

    @Option(names = "--forecaster", paramLabel = "FORECASTER", completionCandidates = Names.Forecasters.class, description = "mean5, previous, ewma, ar, zero, ewma-vol, rolling or nano; the card of a model, FILE.yaml (docs/models.md); or several with commas between, each for what those before it cannot forecast (default: mean5).")
    @Nullable String forecaster;

    @Option(names = "--onnx-provider", paramLabel = "DEVICE", description = "What computes models: cpu, or cuda and the like with a library of your own (default: cpu).")
    @Nullable String device;

    @Option(names = "--search", paramLabel = "SEARCH", completionCandidates = Names.Searches.class, description = "exact, direct, direct-original, direct-l-original, grid, random, sobol, de, tpe, cmaes, nsga2 or halving; docs/search.md says which when (default: exact).")
    @Nullable String search;

    @Option(names = "--mode", paramLabel = "MODE", description = "A budget, for DIRECT unless another search is named: production (500, always-on 240), development (100), ultra (50), thorough (1000).")
    @Nullable String mode;

    @Option(names = "--maxfun", paramLabel = "N", description = "Evaluations that a search may spend, all but exact and grid, which have no budget (default: 500, always-on 240).")
    @Nullable Integer maxfun;

    @Option(names = "--share-multipliers", description = "One pair of multipliers for each 16 neighbouring simulations of a symbol: the one with the largest mean profit.")
    boolean share;

    @Option(names = "--share-batch", paramLabel = "N", description = "As --share-multipliers, for each N neighbouring simulations.")
    @Nullable Integer shareBatch;

    @Option(names = "--close-at-eod", paramLabel = "WHEN", description = "auto: the better of both; true: always leave at the close; false: leave at the opposite level when it is hit (default: auto).")
    @Nullable String closeAtEndOfDay;

    @Option(names = "--fills", paramLabel = "HOW", description = "simulator: unseen bars are one path of orders at real prices; level: each fold by itself, filled at its levels whatever the open (default: simulator).")
    @Nullable String fills;

    @Option(names = "--ambiguous", paramLabel = "ORDER", description = "worse or optimistic: what is assumed on unseen bars that do not tell which price came first (default: worse).")
    @Nullable String ambiguous;

    @Option(names = "--statistics", paramLabel = "on|off", description = "Whether statistics say how far the results may be believed (default: on).")
    @Nullable String statistics;

    @Option(names = "--original", description = "The original's conventions: DIRECT with 500 evaluations (always-on 240), fee rule original, its fold positions, no test bars. An option that is given wins.")
    boolean original;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the sample market and of whatever is random (default: 1).")
    long seed = SyntheticMarket.DEFAULT_SEED;

    /**
     * Returns what was given.
     *
     * @param rules of the searches
     * @param own strategies of users
     */
    StudyOptions options(SearchOptions rules, OwnOptions own) {
        return new StudyOptions(
                simulations,
                new FoldOptions(validation, train, testBars, step, anchored, purge),
                strategies,
                forecaster,
                device,
                search,
                mode,
                maxfun,
                rules,
                share,
                shareBatch,
                closeAtEndOfDay,
                fills,
                ambiguous,
                statistics,
                original,
                seed,
                own);
    }
}
