package dev.fastback.input;

import static dev.fastback.terminal.UsageException.require;

import dev.fastback.data.Printable;
import dev.fastback.evaluation.Metric;
import dev.fastback.input.options.FoldOptions;
import dev.fastback.input.options.SearchOptions;
import dev.fastback.search.ExactSearch;
import dev.fastback.search.Search;
import dev.fastback.search.Searches;
import dev.fastback.search.methods.GridSearch;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.StudySymbol;
import dev.fastback.terminal.UsageException;
import dev.fastback.walkforward.WalkForward;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a study of users' strategies is where it was not said, which depends on the bars: half of them are fitted, a twentieth is unseen after each
 * fold, which is also the step, and there are as many folds as fit; the grid where it is small, else a search that samples. All of it follows
 * from the study alone, so that it is the same on every machine.
 *
 * @param simulations folds per symbol; null for as many as fit
 * @param most folds per symbol where none were said
 * @param folds how they lie
 * @param search name of a search; null for one that suits
 * @param maxfun evaluations that a search may spend; null for its usual number
 * @param rules what else was said of searches
 * @param pooled whether all symbols share parameters
 * @param metric what is made large, or several that are traded off
 */
record OwnStudy(@Nullable Integer simulations, int most, FoldOptions folds, @Nullable String search, @Nullable Integer maxfun, SearchOptions rules, boolean pooled, Metric metric) {
    /**
     * Evaluations of a bar a second. It is a constant and not measured, so that the choice of a search, and with it every result, is the same on every
     * machine.
     */
    private static final double BARS_PER_SECOND = 5e7;

    private static final double USUAL_GRID_SECONDS = 60;

    private static final int FEW = 500;

    /**
     * Returns the folds.
     *
     * @param shown newest bars of each symbol that do not count for the lengths of fits and tests: an opened holdout changes neither
     */
    WalkForward walkForward(List<StudySymbol> symbols, List<TunableStrategy> strategies, int shown) {
        int shortest = symbols.stream().mapToInt(symbol -> symbol.bars().size() - shown).min().orElse(0);
        int longest = symbols.stream().mapToInt(symbol -> symbol.bars().size()).max().orElse(0);
        int train = folds.train() != null ? folds.train() : Math.max(1, shortest / 2);
        int test = folds.testBars() != null ? folds.testBars() : Math.max(1, shortest / 20);
        int step = folds.step() != null ? folds.step() : Math.max(1, test);
        int purge = folds.purge() != null ? folds.purge() : 0;
        require(train >= 1 && train < Integer.MAX_VALUE, "--train must be positive: " + train);
        require(test >= 0, "--test-bars must not be negative: " + test);
        require(step >= 1, "--step must be positive: " + step);
        require(purge >= 0 && purge < train, "--purge must be from 0 and leave some of the " + train + " bars of a fit: " + purge);
        require(simulations == null || simulations >= 1, "--sims must be positive: " + simulations);
        WalkForward one = new WalkForward(1, train, test, step, folds.anchored(), purge, true, 0);
        int firstBar = symbols.stream()
                .flatMapToInt(symbol -> strategies.stream().mapToInt(strategy -> strategy.needs(symbol.bars()).firstBar()))
                .max()
                .orElse(1);
        int room = one.room(longest, firstBar);
        if (room == 0) {
            throw new UsageException("no fold fits: the longest symbol has " + Printable.count(longest, "bar") + ", and " + firstBar + " to warm up, " + train
                    + " to fit and " + test + " unseen are needed; fit fewer (--train), or search smaller ranges (--param)");
        }
        return new WalkForward(simulations != null ? simulations : Math.min(most, room), train, test, step, folds.anchored(), purge, true, 0);
    }

    /** Returns the search. */
    SearchSettings search(List<StudySymbol> symbols, List<TunableStrategy> strategies, WalkForward walkForward) {
        String name = search != null ? StudySettings.inAnyCase(search, Searches.all().names()) : suitable(symbols, strategies, walkForward);
        try {
            require(
                    !name.equals(ExactSearch.NAME),
                    "--search exact is for strategies of forecasts, whose structure leads to the maximum; --search grid evaluates every combination");
            Search found = Searches.of(name);
            for (TunableStrategy strategy : strategies) {
                String refusal = found.refusal(strategy.space(), metric.parts().size(), metric.constraints().size());
                require(refusal == null, "--search: " + strategy.name() + " (" + metric.name() + "): " + refusal);
            }
            boolean hasBudget = found.hasBudget();
            require(
                    metric.parts().size() == 1 || found.weighsSeveralMetrics(),
                    "--metric " + metric.name() + " trades several metrics off, and " + name + " search weighs one; add --search nsga2, grid, random or sobol");
            require(maxfun == null || hasBudget, "--maxfun needs a search with a budget, and " + name + " search has none; add --search tpe");
            StudySettings.requireBudget(found, maxfun);
            return StudySettings.withRules(new SearchSettings(name, hasBudget ? maxfun : null).withPooled(pooled), rules);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--search: " + e.getMessage());
        }
    }

    private String suitable(List<StudySymbol> symbols, List<TunableStrategy> strategies, WalkForward walkForward) {
        double bars = 0;
        for (TunableStrategy strategy : strategies) {
            bars += points(strategy.space()) * walkForward.train() * walkForward.simulations() * symbols.size();
        }
        // Symbols that share parameters are searched together, and each alone to tell what sharing costs.
        bars *= pooled ? 2 : 1;
        if (maxfun == null && bars <= gridSeconds() * BARS_PER_SECOND) {
            return "grid";
        }
        if (metric.parts().size() > 1) {
            return "nsga2";
        }
        List<String> wanted = maxfun != null && maxfun > FEW ? List.of("de", "tpe", "random") : List.of("tpe", "random", "de");
        for (String name : wanted) {
            if (Searches.all().names().contains(name)) {
                return name;
            }
        }
        throw new UsageException(String.format(
                Locale.ROOT,
                "the grid has %,.0f evaluations of a bar; give smaller ranges (--param), fewer folds (--sims), a longer --grid-time, or --search grid all the same",
                bars));
    }

    private double gridSeconds() {
        Double given = rules.gridTime();
        require(given == null || given >= 0 && Double.isFinite(given), "--grid-time must be finite and not negative: " + given);
        return given == null ? USUAL_GRID_SECONDS : given;
    }

    /** Returns the number of points of the grid, as a number that may be larger than a long. */
    private static double points(ParameterSpace space) {
        return space.isEmpty() ? 1 : GridSearch.count(space);
    }
}
