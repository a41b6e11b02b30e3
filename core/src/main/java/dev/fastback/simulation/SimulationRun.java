package dev.fastback.simulation;

import dev.fastback.evaluation.Evaluation;
import dev.fastback.profit.FeeRule;
import dev.fastback.result.Fit;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.search.Objective;
import dev.fastback.search.SearchContext;
import dev.fastback.search.TrialSink;
import dev.fastback.search.sampling.Draws;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulation.trials.TopTrials;
import dev.fastback.simulation.trials.TrialBlocks;
import dev.fastback.simulation.trials.TrialKeeper;
import dev.fastback.simulation.trials.TrialRoom;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.OriginalBlend;
import dev.fastback.study.Fills;
import dev.fastback.study.Simulation;
import dev.fastback.study.Study;
import dev.fastback.walkforward.Fold;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One usable simulation: states its searches, and scores what they found. */
final class SimulationRun {
    /** Weight of the optimised return in the original's blend. */
    private static final double BLEND = 0.3;

    private final PreparedStudy prepared;
    private final Study study;
    private final Simulation simulation;
    private final PreparedSymbol data;
    private final MarketSlice fit;
    private final @Nullable MarketSlice test;

    SimulationRun(PreparedStudy prepared, Simulation simulation) {
        Fold fold = simulation.fold();
        this.prepared = prepared;
        this.study = prepared.study();
        this.simulation = simulation;
        this.data = prepared.symbol(simulation.symbol());
        this.fit = data.fit(fold);
        this.test = fold.testBars() == 0 ? null : data.test(fold).withFeeRule(FeeRule.PER_FILL);
    }

    /** Returns the searches, one per strategy with parameters. */
    List<FitTask> tasks() {
        boolean keepsTrials = prepared.keepsTrials();
        List<FitTask> tasks = new ArrayList<>(study.strategies().size());
        for (int k = 0; k < study.strategies().size(); k++) {
            if (!study.strategies().get(k).space().isEmpty()) {
                tasks.add(task(k, keepsTrials));
            }
        }
        return tasks;
    }

    /** Returns what the best of each search earns on the bars it was fitted on, in the order of {@link #tasks}. */
    List<Evaluation> searched() {
        List<Evaluation> searched = new ArrayList<>();
        for (FitTask task : tasks()) {
            searched.add(prepared.evaluate(simulation.symbol(), task.strategy(), fit, task.parameters()));
        }
        return searched;
    }

    private FitTask task(int k, boolean keepsTrials) {
        TunableStrategy strategy = study.strategies().get(k);
        Objective objective = prepared.objective(simulation.symbol(), strategy, fit);
        String series = data.symbol().name();
        long seed = seed(prepared, series, strategy, simulation.fold().index());
        TrialKeeper trials = keepsTrials ? new TrialKeeper(TrialRoom.of(study, simulation.fold()), strategy.space().dimension(), seed) : null;
        TrialSink sink = trials == null ? TrialSink.NONE : trials;
        TopTrials top = objective.plain()
                .map(plain -> new TopTrials(plain, strategy.name(), Math.sqrt(fit.market().periodsPerYear()), sink))
                .orElse(null);
        SearchContext context = context(prepared, series, strategy, simulation.fold().index(), top == null ? sink : top);
        return new FitTask(
                prepared,
                simulation,
                k,
                objective,
                context,
                new FitTask.Told(trials, blocks(strategy), top),
                study.search().isShared() ? shared(strategy) : null);
    }

    /** Returns what adds sums per block of bars to the trials of a search; null where they are not kept. */
    private @Nullable TrialBlocks blocks(TunableStrategy strategy) {
        int count = study.search().keepsBlocks() ? TrialBlocks.count(study, simulation.fold()) : 0;
        return count == 0
                ? null
                : new TrialBlocks(count, parameters -> {
                    prepared.stop().check();
                    return prepared.evaluate(simulation.symbol(), strategy, fit, parameters).barReturns();
                });
    }

    private FitTask.Shared shared(TunableStrategy strategy) {
        SharedFits fits = prepared.sharedFits();
        return new FitTask.Shared(() -> fits.of(prepared, simulation, strategy), fits.key(simulation, strategy));
    }

    /**
     * Returns what a search of a symbol's fold may spend, where it begins, and what stops it.
     *
     * @param series name of the symbol, or of what stands for several
     */
    static SearchContext context(PreparedStudy prepared, String series, TunableStrategy strategy, int fold, TrialSink trials) {
        Study study = prepared.study();
        return new SearchContext(
                study.search().budgetOf(strategy),
                seed(prepared, series, strategy, fold),
                prepared.stop(),
                trials,
                study.search().rules().batch());
    }

    /**
     * Returns the seed of one search: of the study's seed, symbol, fold and strategy, and not of what else the study holds; the study's own where no
     * points are drawn.
     */
    private static long seed(PreparedStudy prepared, String series, TunableStrategy strategy, int fold) {
        return !prepared.search().evaluatesPoints()
                ? prepared.study().seed()
                : Draws.key(prepared.study().seed(), key(series), fold, key(strategy.name()));
    }

    private static long key(String text) {
        return Draws.key(text.chars().asLongStream().toArray());
    }

    /**
     * Scores.
     *
     * @param fits what the searches found, in the order of {@link #tasks}
     * @param nanos time that everything so far took, searches included
     */
    SimulationResult finish(List<Fit> fits, long nanos) {
        long start = System.nanoTime();
        long searchNanos = 0;
        for (Fit found : fits) {
            searchNanos += found.effort().nanos();
        }
        List<StrategyResult> results = new ArrayList<>(study.strategies().size());
        int next = 0;
        for (TunableStrategy strategy : study.strategies()) {
            results.add(result(strategy, strategy.space().isEmpty() ? null : fits.get(next++)));
        }
        long rest = Math.max(0, nanos - searchNanos);
        return new SimulationResult.Completed(simulation, results, searchNanos, rest + System.nanoTime() - start);
    }

    private StrategyResult result(TunableStrategy strategy, @Nullable Fit found) {
        Parameters parameters = found == null ? Parameters.NONE : found.parameters();
        strategy.verify(fit, parameters);
        Evaluation unseen = test == null || isOnPath(strategy) || (found != null && !isUnseen())
                ? null
                : strategy.evaluateUnseen(test, parameters);
        Double adjusted = found != null && study.reportAdjustedReturn() && strategy instanceof OriginalBlend original
                ? Double.valueOf(original.originalBaseline(fit, parameters) + BLEND * found.value())
                : null;
        return StrategyResult.of(strategy.name(), found, prepared.evaluate(simulation.symbol(), strategy, fit, parameters), unseen, adjusted);
    }

    /** Returns whether the strategy's test bars are bars of its unseen path, which is made when all simulations are done. */
    private boolean isOnPath(TunableStrategy strategy) {
        return study.unseen().fills() == Fills.SIMULATOR && strategy.pathTrading().isPresent();
    }

    /** Returns whether no fit of the parameters has seen the test bars: newer simulations that share them have, when they have any. */
    private boolean isUnseen() {
        return prepared.sharedFits().firstUnseen(simulation.symbol(), simulation.fold()) <= simulation.fold().testFrom();
    }
}
