package dev.fastback.simulation;

import dev.fastback.exact.Cell;
import dev.fastback.exact.EntryExitObjective;
import dev.fastback.exact.ExactSolution;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.result.Performance;
import dev.fastback.result.SearchOutcome.Sharing;
import dev.fastback.result.SearchOutcome.Verdict;
import dev.fastback.result.SearchOutcome;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.simulation.VariantSearch.Found;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.RuleStrategy;
import dev.fastback.strategy.SearchedStrategy.Variant;
import dev.fastback.strategy.SearchedStrategy;
import dev.fastback.strategy.Strategy;
import dev.fastback.strategy.Window;
import dev.fastback.study.Simulation;
import dev.fastback.study.Study;
import dev.fastback.walkforward.Fold;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs every strategy of a study in one simulation. */
final class SimulationRun {
    /** Weight of the optimised return in the original's blend. */
    private static final double BLEND = 0.3;

    private final Study study;
    private final PreparedSymbol data;
    private final ProfitEvaluator evaluator;
    private final SharedFits sharedFits;
    private final Simulation simulation;
    private final Market market;
    private final Market testMarket;
    private final Window fit;
    private final @Nullable Window test;
    private final String symbol;
    private long searchNanos;

    SimulationRun(
            Study study, PreparedSymbol data, ProfitEvaluator evaluator, SharedFits sharedFits, Simulation simulation) {
        Fold fold = simulation.fold();
        this.study = study;
        this.data = data;
        this.evaluator = evaluator;
        this.sharedFits = sharedFits;
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
        SearchEvent event = Recorder.isOn() ? Recorder.begun(new SearchEvent()) : null;
        Found own = VariantSearch.best(study, strategy, variant -> strategy.objective(fit, market, variant, evaluator));
        Fitted fitted = study.search().isShared() ? shared(strategy, own) : Fitted.alone(own);
        searchNanos += fitted.nanos();
        if (event != null && Recorder.ended(event)) {
            event.symbol = symbol;
            event.fold = simulation.fold().index();
            event.strategy = strategy.name();
            event.evaluations = fitted.evaluations();
            event.commit();
        }
        return result(strategy, fitted);
    }

    private Fitted shared(SearchedStrategy strategy, Found own) {
        SharedFits.Fit shared = sharedFits.of(simulation, data, strategy, evaluator);
        Objective objective = strategy.objective(fit, market, shared.variant(), evaluator);
        return new Fitted(
                shared.variant(),
                objective,
                shared.point(),
                valueAt(objective, shared.point()),
                null,
                shared.evaluations(),
                shared.overBudget(),
                own.nanos() + shared.nanos() / shared.simulations(),
                new Sharing(shared.simulations(), shared.meanProfit(), own.solution().value()));
    }

    private StrategyResult result(SearchedStrategy strategy, Fitted fitted) {
        double[] point = fitted.point();
        SearchOutcome outcome = new SearchOutcome(
                strategy.parameterNames(),
                point,
                fitted.variant().closeAtEndOfDay(),
                valueAt(fitted.objective(), strategy.neutralPoint()),
                fitted.value(),
                fitted.evaluations(),
                fitted.overBudget(),
                fitted.nanos(),
                verdict(fitted),
                fitted.sharing());
        Performance outOfSample = test == null || !isUnseen()
                ? null
                : Performance.of(strategy.score(test, testMarket, fitted.variant(), point));
        Double adjusted = study.reportAdjustedReturn() ? Double.valueOf(adjusted(strategy, fitted)) : null;
        return new StrategyResult(
                strategy.name(),
                outcome,
                Performance.of(strategy.score(fit, market, fitted.variant(), point)),
                outOfSample,
                adjusted);
    }

    /** Returns whether no fit of the parameters has seen the test bars: newer simulations that share them have, when they have any. */
    private boolean isUnseen() {
        int fold = simulation.fold().index();
        return !study.search().isShared() || sharedFits.newestFold(fold) == fold;
    }

    private double adjusted(SearchedStrategy strategy, Fitted fitted) {
        Variant baselineVariant = strategy.originalBaselineVariant(fitted.variant());
        Objective objective = strategy.objective(fit, market, baselineVariant, evaluator);
        return valueAt(objective, strategy.neutralPoint()) + BLEND * fitted.value();
    }

    private static @Nullable Verdict verdict(Fitted fitted) {
        if (!(fitted.objective() instanceof EntryExitObjective entryExit)) {
            return null;
        }
        EntryExitProblem problem = entryExit.problem();
        ExactSolution exact = fitted.exact() != null ? fitted.exact() : VariantSearch.EXACT.solve(problem);
        double[] point = fitted.point();
        Cell cell = fitted.exact() != null ? exact.cell() : Cell.at(problem, point[0], point[1]);
        return new Verdict(
                exact.solution().value(),
                exact.tradeableProfit(),
                fitted.exact() != null ? exact.knifeEdge() : cell.knifeEdge(),
                cell.width(),
                cell.height());
    }

    private static double valueAt(Objective objective, double[] point) {
        PointBatch batch = new PointBatch(point.length);
        batch.add(point);
        double[] value = new double[1];
        objective.evaluate(batch, value);
        return value[0];
    }

    /** Parameters fitted to this simulation, or to several that it is one of; {@code exact} is there when the exact search found them for it alone. */
    private record Fitted(
            Variant variant,
            Objective objective,
            double[] point,
            double value,
            @Nullable ExactSolution exact,
            long evaluations,
            long overBudget,
            long nanos,
            @Nullable Sharing sharing) {
        static Fitted alone(Found own) {
            return new Fitted(
                    own.variant(),
                    own.objective(),
                    own.solution().point(),
                    own.solution().value(),
                    own.exact(),
                    own.evaluations(),
                    own.overBudget(),
                    own.nanos(),
                    null);
        }
    }
}
