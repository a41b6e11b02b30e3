package dev.fastback.run;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.run.SearchOutcome.Verdict;
import dev.fastback.search.Cell;
import dev.fastback.search.EntryExitObjective;
import dev.fastback.search.ExactSearch;
import dev.fastback.search.ExactSolution;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Search;
import dev.fastback.search.Solution;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.RuleStrategy;
import dev.fastback.strategy.SearchedStrategy;
import dev.fastback.strategy.SearchedStrategy.Variant;
import dev.fastback.strategy.Strategy;
import dev.fastback.strategy.Window;
import dev.fastback.walkforward.Fold;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs every strategy of a study in one simulation. */
final class SimulationRun {
    /** Weight of the optimised return in the original's blend. */
    private static final double BLEND = 0.3;

    private static final ExactSearch EXACT = new ExactSearch();

    private final Study study;
    private final ProfitEvaluator evaluator;
    private final Simulation simulation;
    private final Market market;
    private final Market testMarket;
    private final Window fit;
    private final @Nullable Window test;
    private final String symbol;
    private long searchNanos;

    SimulationRun(Study study, PreparedSymbol data, ProfitEvaluator evaluator, Simulation simulation) {
        Fold fold = simulation.fold();
        this.study = study;
        this.evaluator = evaluator;
        this.simulation = simulation;
        this.symbol = data.symbol().name();
        this.market = data.symbol().market();
        this.testMarket = market.withFeeRule(FeeRule.PER_FILL);
        this.fit = data.window(fold.fitFrom(), fold.fitTo());
        this.test = fold.testBars() == 0 ? null : data.window(fold.testFrom(), fold.testTo());
    }

    SimulationResult run() {
        long start = System.nanoTime();
        List<StrategyResult> results = new ArrayList<>(study.strategies().size());
        for (Strategy strategy : study.strategies()) {
            results.add(
                    switch (strategy) {
                        case RuleStrategy rule -> rule(rule);
                        case SearchedStrategy searched -> searched(searched);
                    });
        }
        return new SimulationResult.Completed(
                simulation, results, searchNanos, System.nanoTime() - start - searchNanos);
    }

    private StrategyResult rule(RuleStrategy rule) {
        Performance outOfSample = test == null ? null : Performance.of(rule.scoreOutOfSample(test, testMarket));
        return new StrategyResult(rule.name(), null, Performance.of(rule.score(fit, market)), outOfSample, null);
    }

    private StrategyResult searched(SearchedStrategy strategy) {
        SearchEvent event = Recorder.isOn() ? new SearchEvent() : null;
        if (event != null) {
            event.begin();
        }
        Search search = study.search().searchFor(strategy);
        @Nullable Integer budget = study.search().budgetOf(strategy);
        long start = System.nanoTime();
        Found best = null;
        long evaluations = 0;
        long overBudget = 0;
        for (Variant variant : strategy.variants()) {
            if (!study.endOfDay().allows(variant)) {
                continue;
            }
            Found found = search(search, strategy.objective(fit, market, variant, evaluator), variant);
            evaluations += found.solution().evaluations();
            overBudget = Math.max(overBudget, budget == null ? 0 : found.solution().overBudget());
            if (best == null || found.solution().value() > best.solution().value()) {
                best = found;
            }
        }
        if (best == null) {
            throw new IllegalStateException("strategy " + strategy.name() + " has no variant for " + study.endOfDay());
        }
        long nanos = System.nanoTime() - start;
        searchNanos += nanos;
        if (event != null) {
            event.end();
        }
        if (event != null && event.shouldCommit()) {
            event.symbol = symbol;
            event.fold = simulation.fold().index();
            event.strategy = strategy.name();
            event.evaluations = evaluations;
            event.commit();
        }
        return result(strategy, best, evaluations, overBudget, nanos);
    }

    private StrategyResult result(
            SearchedStrategy strategy, Found best, long evaluations, long overBudget, long nanos) {
        double[] point = best.solution().point();
        double baseline = valueAt(best.objective(), strategy.neutralPoint());
        SearchOutcome outcome = new SearchOutcome(
                strategy.parameterNames(),
                point,
                best.variant().closeAtEndOfDay(),
                baseline,
                best.solution().value(),
                evaluations,
                overBudget,
                nanos,
                verdict(best));
        Performance outOfSample =
                test == null ? null : Performance.of(strategy.score(test, testMarket, best.variant(), point));
        Double adjusted = study.reportAdjustedReturn() ? Double.valueOf(adjusted(strategy, best)) : null;
        return new StrategyResult(
                strategy.name(),
                outcome,
                Performance.of(strategy.score(fit, market, best.variant(), point)),
                outOfSample,
                adjusted);
    }

    private double adjusted(SearchedStrategy strategy, Found best) {
        Variant baselineVariant = strategy.originalBaselineVariant(best.variant());
        Objective objective = strategy.objective(fit, market, baselineVariant, evaluator);
        return valueAt(objective, strategy.neutralPoint()) + BLEND * best.solution().value();
    }

    private static @Nullable Verdict verdict(Found best) {
        if (!(best.objective() instanceof EntryExitObjective entryExit)) {
            return null;
        }
        EntryExitProblem problem = entryExit.problem();
        ExactSolution exact = best.exact() != null ? best.exact() : EXACT.solve(problem);
        double[] point = best.solution().point();
        Cell cell = best.exact() != null ? exact.cell() : Cell.at(problem, point[0], point[1]);
        return new Verdict(
                exact.solution().value(),
                exact.tradeableProfit(),
                best.exact() != null ? exact.knifeEdge() : cell.knifeEdge(),
                cell.width(),
                cell.height());
    }

    private static Found search(Search search, Objective objective, Variant variant) {
        if (search instanceof ExactSearch && objective instanceof EntryExitObjective entryExit) {
            ExactSolution exact = EXACT.solve(entryExit.problem());
            return new Found(variant, objective, exact.solution(), exact);
        }
        return new Found(variant, objective, search.search(objective), null);
    }

    private static double valueAt(Objective objective, double[] point) {
        PointBatch batch = new PointBatch(point.length);
        batch.add(point);
        double[] value = new double[1];
        objective.evaluate(batch, value);
        return value[0];
    }

    /** The best of one variant; {@code exact} is there when the exact search found it. */
    private record Found(
            Variant variant, Objective objective, Solution solution, @Nullable ExactSolution exact) {}
}
