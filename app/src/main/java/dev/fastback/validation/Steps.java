package dev.fastback.validation;

import dev.fastback.search.Searches;
import dev.fastback.search.methods.GridSearch;
import dev.fastback.search.space.Parameter;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Fills;
import dev.fastback.study.KeptTrials;
import dev.fastback.study.Mode;
import dev.fastback.study.SearchRules;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import java.util.List;
import java.util.Locale;

/**
 * The searches that go over what a cheap one chose: a larger one over the winners, and over every strategy one that tells what is attainable.
 *
 * @param larger what the larger search is called
 * @param largerSearch the larger search
 * @param reference what the reference is called
 * @param referenceSearch the reference
 * @param isProven whether the reference finds the maximum
 * @param isOfFits whether strategies are compared by the mean of their fits' metric, and not by what a fitted bar earned
 */
record Steps(
        String larger, SearchSettings largerSearch, String reference, SearchSettings referenceSearch, boolean isProven, boolean isOfFits) {
    /** What the reference may spend where no maximum is known: ten times what production does. */
    static final int REFERENCE_EVALUATIONS = 5_000;

    /** How many times more each step spends than the one before it. */
    private static final int MORE = 10;
    /** Evaluations of a bar that the grid of a reference may take: a minute or so. */
    private static final double MOST_OF_A_GRID = 3e9;

    private static final String SAMPLED = "de";

    /** Returns the steps for the strategies of forecasts: production and exact search; where fits see the fills of the simulator, a longer DIRECT. */
    static Steps ofModes(Study study) {
        boolean isProven = study.search().fills() == Fills.LEVEL;
        return new Steps(
                "production",
                SearchSettings.of(Mode.PRODUCTION),
                isProven ? "exact search" : String.format(Locale.ROOT, "DIRECT with %,d evaluations (no maximum is known)", REFERENCE_EVALUATIONS),
                isProven ? SearchSettings.EXACT : new SearchSettings(Searches.DIRECT, REFERENCE_EVALUATIONS),
                isProven,
                false);
    }

    /**
     * Returns the steps for other strategies: differential evolution with ten times the evaluations of the run, and the grid where its points are all there
     * are and few enough; else ten times as many again.
     */
    static Steps ofOthers(Study study) {
        List<TunableStrategy> searched = study.strategies().stream().filter(strategy -> !strategy.space().isEmpty()).toList();
        int spent = searched.stream().mapToInt(strategy -> study.search().budgetOf(strategy).evaluations()).max().orElse(1);
        int more = (int) Math.min(Integer.MAX_VALUE, (long) MORE * spent);
        int most = (int) Math.min(Integer.MAX_VALUE, (long) MORE * more);
        boolean isProven = searched.stream().flatMap(strategy -> strategy.space().parameters().stream()).allMatch(Steps::hasCountedValues)
                && barsOfGrid(study, searched) <= MOST_OF_A_GRID;
        return new Steps(
                evaluations(more),
                sampled(more),
                isProven ? "the grid" : evaluations(most) + " (no maximum is known)",
                isProven ? lean(new SearchSettings(GridSearch.NAME, null)) : sampled(most),
                isProven,
                true);
    }

    private static boolean hasCountedValues(Parameter parameter) {
        return parameter.count() > 0 || parameter.min() == parameter.max();
    }

    private static double barsOfGrid(Study study, List<TunableStrategy> searched) {
        double points = searched.stream().mapToDouble(strategy -> GridSearch.count(strategy.space())).sum();
        return points * study.simulationCount() * study.walkForward().train() * (study.search().isShared() ? 2 : 1);
    }

    private static SearchSettings sampled(int evaluations) {
        return lean(new SearchSettings(SAMPLED, evaluations));
    }

    private static SearchSettings lean(SearchSettings search) {
        return search.withRules(new SearchRules(SearchRules.DEFAULT.batch(), null, null, KeptTrials.NONE));
    }

    private static String evaluations(int count) {
        return String.format(Locale.ROOT, "%s with %,d evaluations", SAMPLED, count);
    }
}
