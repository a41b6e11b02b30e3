package dev.fastback.study;

import dev.fastback.evaluation.Metric;
import dev.fastback.evaluation.Metrics;
import dev.fastback.forecast.Forecaster;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.walkforward.Fold;
import dev.fastback.walkforward.WalkForward;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * All that defines a run; equal studies give equal results, wherever they run.
 *
 * @param symbols the instruments, in the order of the results; names differ
 * @param forecaster forecasts the moves of every bar
 * @param strategies what is simulated, in the order of the results; names differ
 * @param search how strategies with parameters find them
 * @param metric what the searches make as large as possible
 * @param walkForward how the folds lie
 * @param unseen how bars that no fit has seen are executed
 * @param reportAdjustedReturn whether the original's blend, baseline + 0.3 x optimised, is reported too
 * @param isJudged whether statistics say how far the results may be believed
 * @param cross how the trials of searches are cross-validated
 * @param seed seed of whatever is random; nothing of today's searches is
 */
public record Study(
        List<StudySymbol> symbols,
        Forecaster forecaster,
        List<TunableStrategy> strategies,
        SearchSettings search,
        Metric metric,
        WalkForward walkForward,
        UnseenSettings unseen,
        boolean reportAdjustedReturn,
        boolean isJudged,
        CrossSettings cross,
        long seed) {
    public Study {
        symbols = List.copyOf(symbols);
        strategies = List.copyOf(strategies);
        Objects.requireNonNull(forecaster, "forecaster");
        Objects.requireNonNull(search, "search");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(walkForward, "walkForward");
        Objects.requireNonNull(unseen, "unseen");
        Objects.requireNonNull(cross, "cross");
        if (reportAdjustedReturn && !metric.equals(Metrics.RETURN)) {
            throw new IllegalArgumentException("the original's blend is one of returns, and the metric is " + metric.name());
        }
        checkNames("symbols", symbols.stream().map(StudySymbol::name).toList());
        checkNames("strategies", strategies.stream().map(TunableStrategy::name).toList());
        if ((long) symbols.size() * walkForward.simulations() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a study has at most " + Integer.MAX_VALUE + " simulations: " + symbols.size()
                    + " symbols of " + walkForward.simulations());
        }
    }

    /** Returns a builder with no symbols, and every other setting at its default. */
    public static StudyBuilder builder() {
        return new StudyBuilder();
    }

    /** Returns the number of simulations, usable or not. */
    public int simulationCount() {
        return symbols.size() * walkForward.simulations();
    }

    /** Returns the simulation with an index of 0 to {@link #simulationCount()}: symbol by symbol, newest first. */
    public Simulation simulation(int index) {
        Objects.checkIndex(index, simulationCount());
        int symbol = index / walkForward.simulations();
        return new Simulation(index, symbol, fold(symbol, index % walkForward.simulations()));
    }

    /** Returns a fold of a symbol, 0 for the newest; it need not be usable. */
    public Fold fold(int symbol, int index) {
        return walkForward.fold(index, symbols.get(symbol).bars().size(), firstBar(symbol));
    }

    /**
     * Returns the fold that ends with a symbol's data, on which the parameters of orders are found: the newest one when there are as many more bars
     * as it is tested on. It need not be usable.
     */
    public Fold orderFold(int symbol) {
        WalkForward f = walkForward;
        return new WalkForward(1, f.train(), 0, f.step(), f.anchored(), f.purge(), f.fitsLastBar(), 0)
                .fold(0, symbols.get(symbol).bars().size(), firstBar(symbol));
    }

    /** Returns the usable folds of a symbol, newest first. */
    public List<Fold> usableFolds(int symbol) {
        return walkForward.usableFolds(symbols.get(symbol).bars().size(), firstBar(symbol));
    }

    /** Returns the first bar of any symbol that every strategy can be fitted on. */
    public int firstBar() {
        return IntStream.range(0, symbols.size()).map(this::firstBar).max().orElse(1);
    }

    /** Returns the first bar of a symbol that every strategy can be fitted on. */
    public int firstBar(int symbol) {
        int first = 1;
        for (TunableStrategy strategy : strategies) {
            first = Math.max(first, strategy.needs(symbols.get(symbol).bars()).firstBar());
        }
        return first;
    }

    /** Returns whether results are numbers alone, some for each strategy: they keep no trials and no front of several metrics. */
    public boolean hasNumbersAlone() {
        return !search.keepsTrials() && metric.parts().size() == 1;
    }

    /** Returns whether two simulations share their parameters, so that running them in one place saves work. */
    public boolean shareParameters(int index, int other) {
        int folds = walkForward.simulations();
        return search.isShared()
                && (search.isPooled() || index / folds == other / folds)
                && search.groupOf(index % folds) == search.groupOf(other % folds);
    }

    /**
     * Returns simulations in the order in which engines are best given them: those that share parameters one after another, the newest of a symbol
     * before its older ones.
     *
     * @param indices rising
     */
    public int[] ordered(int[] indices) {
        if (!search.isPooled()) {
            return indices.clone();
        }
        int folds = walkForward.simulations();
        int groups = Math.ceilDiv(folds, search.sharedBy());
        int[] starts = new int[groups + 1];
        for (int index : indices) {
            starts[search.groupOf(index % folds) + 1]++;
        }
        for (int g = 0; g < groups; g++) {
            starts[g + 1] += starts[g];
        }
        int[] ordered = new int[indices.length];
        for (int index : indices) {
            ordered[starts[search.groupOf(index % folds)]++] = index;
        }
        return ordered;
    }

    private static void checkNames(String what, List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException(what + " must not be empty");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(what + " must have different names: " + name);
            }
        }
    }
}
