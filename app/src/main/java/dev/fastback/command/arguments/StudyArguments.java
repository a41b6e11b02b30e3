package dev.fastback.command.arguments;

import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.input.options.FoldOptions;
import dev.fastback.input.options.OwnOptions;
import dev.fastback.input.options.SearchOptions;
import dev.fastback.input.options.StudyOptions;
import dev.fastback.search.ExactSearch;
import dev.fastback.terminal.UsageException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is simulated and how it is searched. What is null was not given. */
public final class StudyArguments {
    private static final String RESEARCH = "research";
    private static final List<String> SCREENS = List.of("exact", "ultra", "development");

    @Option(
            names = {"--sims", "--num-sims"},
            paramLabel = "N",
            description = "Walk-forward simulations per symbol, the newest first (default: 50; strategies of your own: as many as fit).")
    public @Nullable Integer simulations;

    @Option(names = "--validation", paramLabel = "V", description = "Forecasts of each simulation; the fit uses one bar less (default: 7).")
    @Nullable Integer validation;

    @Option(names = "--train", paramLabel = "N", description = "Bars per fit (default: one less than --validation; strategies of your own: half of the bars of the shortest series); with --anchored, bars of the shortest fit.")
    @Nullable Integer train;

    @Option(names = "--test-bars", paramLabel = "T", description = "Unseen bars after each fold, on which its parameters are scored (default: 1; strategies of your own: a twentieth of the bars; 0: none).")
    @Nullable Integer testBars;

    @Option(names = "--step", paramLabel = "S", description = "Bars between the ends of neighbouring folds (default: 1; strategies of your own: --test-bars).")
    @Nullable Integer step;

    @Option(names = "--anchored", description = "Begin every fit at the first usable bar, so that newer fits are longer.")
    boolean anchored;

    @Option(names = "--purge", paramLabel = "P", description = "Leave the last P bars of each fit out (default: 0).")
    @Nullable Integer purge;

    @Option(names = "--strategies", paramLabel = "NAMES", completionCandidates = Names.Strategies.class, description = "Which strategies (default: all): maxdiff, maxdiff-always-on, entry-take-profit, high-low, simple, all-signals, buy-when-up, unprofit-shutdown, confidence-guard, buy-hold.")
    List<String> strategies = List.of();

    @Option(names = "--forecaster", paramLabel = "FORECASTER", completionCandidates = Names.Forecasters.class, description = "mean5, previous, ewma, ar, zero, ewma-vol, rolling, linear or nano; linear:FILE, what fastback model fit wrote; the card of a model, FILE.yaml (docs/models.md); or several with commas between, each for what those before it cannot forecast (default: mean5).")
    @Nullable String forecaster;

    @Option(names = "--onnx-provider", paramLabel = "DEVICE", description = "What computes models: cpu, or cuda and the like with a library of your own (default: cpu).")
    @Nullable String device;

    @Option(names = "--search", paramLabel = "SEARCH", completionCandidates = Names.Searches.class, description = "exact, direct, direct-original, direct-l-original, grid, random, sobol, de, tpe, cmaes, nsga2 or halving; docs/search.md says which when (default: exact; strategies of your own: grid where it is small, else tpe).")
    @Nullable String search;

    @Option(names = "--mode", paramLabel = "MODE", description = "A budget, for DIRECT unless another search is named: production (500, always-on 240), development (100), ultra (50), thorough (1000). research: a cheap search first, then production and exact for what it chose.")
    public @Nullable String mode;

    @Option(names = "--screen", paramLabel = "SCREEN", description = "The first search of --mode research: ultra, development or exact (default: development).")
    @Nullable String screen;

    @Option(names = "--maxfun", paramLabel = "N", description = "Evaluations that a search may spend, all but exact and grid, which have no budget (default: 500, always-on 240).")
    @Nullable Integer maxfun;

    @Option(names = "--share-multipliers", description = "One pair of multipliers for each 16 neighbouring simulations of a symbol: the one with the largest mean profit.")
    boolean share;

    @Option(names = "--share-batch", paramLabel = "N", description = "As --share-multipliers, for each N neighbouring simulations.")
    @Nullable Integer shareBatch;

    @Option(names = "--pool", description = "One set of parameters for all symbols: in each fold the one with the largest mean value over them. Their unseen paths are shown as one portfolio of equal parts besides.")
    public boolean pool;

    @Option(names = "--close-at-eod", paramLabel = "WHEN", description = "auto: the better of both; true: always leave at the close; false: leave at the opposite level when it is hit (default: auto).")
    @Nullable String closeAtEndOfDay;

    @Option(names = "--fills", paramLabel = "HOW", description = "simulator: unseen bars are one path of orders at real prices; level: each fold by itself, strategies of forecasts filled at their levels whatever the open (default: simulator).")
    @Nullable String fills;

    @Option(names = "--fit-fills", paramLabel = "HOW", description = "level: strategies of forecasts are fitted as their definition fills, at the level whatever the open; simulator: as unseen bars are executed, by DIRECT unless another search is named (default: level; strategies of your own: simulator).")
    public @Nullable String fitFills;

    @Option(names = "--statistics", paramLabel = "on|off", description = "Whether statistics say how far the results may be believed (default: on).")
    @Nullable String statistics;

    @Option(names = "--cross-validation", paramLabel = "N,K", description = "Cross-validate the trials of a search over every choice of K of N groups of the fit's bars (default: 10,2; of searches whose trials are kept).")
    @Nullable String cross;

    @Option(names = "--embargo", paramLabel = "E", description = "In cross-validation leave E bars after each test out of the fit, as --purge does before it (default: a hundredth of the fit).")
    @Nullable Integer embargo;

    @Option(names = "--original", description = "The original's conventions: DIRECT with 500 evaluations (always-on 240), fee rule original, its fold positions, no test bars. An option that is given wins.")
    boolean original;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the sample market and of whatever is random (default: 1).")
    long seed = SyntheticMarket.DEFAULT_SEED;

    /** Returns whether a cheap search comes first, whose choice is validated. */
    public boolean isResearch() {
        return RESEARCH.equalsIgnoreCase(mode);
    }

    /** Returns the screen of research; null without research. */
    private @Nullable String screenOfResearch() {
        if (!isResearch()) {
            if (screen != null) {
                throw new UsageException("--screen is the first search of --mode research; add that");
            }
            return null;
        }
        String given = screen == null ? SCREENS.getLast() : screen.toLowerCase(Locale.ROOT);
        if (!SCREENS.contains(given)) {
            throw new UsageException("--screen must be ultra, development or exact: " + screen);
        }
        if (search != null || maxfun != null) {
            throw new UsageException("--mode research says what is searched with; leave " + (search != null ? "--search" : "--maxfun") + " out, or name a --screen");
        }
        return given;
    }

    /**
     * Returns what was given.
     *
     * @param rules of the searches
     * @param own strategies of users
     */
    public StudyOptions options(SearchOptions rules, OwnOptions own) {
        String first = screenOfResearch();
        boolean screensExactly = ExactSearch.NAME.equals(first);
        @Nullable String search = screensExactly ? first : this.search;
        @Nullable String mode = screensExactly ? null : first != null ? first : this.mode;
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
                pool,
                closeAtEndOfDay,
                fills,
                fitFills,
                statistics,
                cross,
                embargo,
                original,
                seed,
                own);
    }
}
