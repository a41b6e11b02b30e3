package dev.fastback.evidence;

import dev.fastback.component.FatalErrors;
import dev.fastback.component.OneLine;
import dev.fastback.data.BarSeries;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.ForecastRun;
import dev.fastback.forecast.Forecaster;
import dev.fastback.parallel.InOrder;
import dev.fastback.result.EvidenceFigure;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.detail.Spread;
import dev.fastback.search.ExactSearch;
import dev.fastback.search.StoppedException;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.stats.Histogram;
import dev.fastback.stats.ReturnStatistics;
import dev.fastback.stats.Returns;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.KeptTrials;
import dev.fastback.study.SearchRules;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.walkforward.Fold;
import dev.fastback.walkforward.WalkForward;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the same search finds where there is nothing to be found: on {@link RandomWalk}s with the symbol's bars, costs and forecaster, each searched on one fit of
 * the study's length. Of short fits alone, whose in-sample figures are mostly what the search makes of chance.
 */
final class WalkEvidence {
    /** Walks where they cost little. */
    static final int MOST_WALKS = 200;
    /** Fewer than these say nothing of a tail. */
    static final int FEWEST_WALKS = 20;
    /** Bars of a fit up to which it is short. */
    static final int MOST_BARS = 60;
    /** Evaluations times bars that the walks of a symbol may take together. */
    private static final long MOST_WORK = 200_000;
    /** Walks of all symbols together; each has the fewest at least. */
    private static final int MOST_IN_ALL = 4_000;
    /** What an exact search takes, in evaluations of its bars. */
    private static final long EXACT_WORK = 8;
    /** What another search that solves the objective whole takes, of which nothing is known. */
    private static final long USUAL_WORK = 500;
    /** Values that a forecaster is given at most. */
    private static final int MOST_CONTEXT = 64;

    /** What orders of summing differ by at most. */
    private static final double SAME = 1e-12;

    private static final double TAIL = 0.05;
    private static final int CLASSES = 24;

    private final Study study;
    private final PreparedStudy prepared;
    private final List<TunableStrategy> searched;
    private final Forecaster forecaster;
    private final WalkForward folds;

    private WalkEvidence(PreparedStudy prepared, Fold newest) {
        this.prepared = prepared;
        this.study = prepared.study();
        this.searched = study.strategies().stream().filter(strategy -> !strategy.space().isEmpty()).toList();
        this.forecaster = study.forecaster().forShortSeries();
        WalkForward own = study.walkForward();
        this.folds = new WalkForward(1, newest.fitBars() + own.purge(), 0, 1, false, own.purge(), own.fitsLastBar(), 0);
    }

    /**
     * What was found on walks, or why nothing was.
     *
     * @param returns in-sample return of each walk, as the strategy defines it
     * @param sums sum of the returns of its bars
     * @param sharpes its Sharpe ratio
     * @param reason why there are none; what forecast them where that was not the study's forecaster; null otherwise
     */
    record Walks(double[] returns, double[] sums, double[] sharpes, @Nullable String reason) {
        private static Walks none(String reason) {
            return new Walks(new double[0], new double[0], new double[0], reason);
        }

        /** Tells what was found, beside the in-sample return of the newest fit. */
        void tell(int bars, double own, StrategyEvidence.Builder evidence) {
            if (returns.length > 0) {
                evidence.set(EvidenceFigure.WALKS, returns.length)
                        .set(EvidenceFigure.WALK_MEAN, ReturnStatistics.mean(returns))
                        .set(EvidenceFigure.WALK_LOW, Returns.quantile(returns, TAIL))
                        .set(EvidenceFigure.WALK_HIGH, Returns.quantile(returns, 1 - TAIL))
                        .set(EvidenceFigure.WALK_PER_BAR, ReturnStatistics.mean(sums) / bars)
                        .set(EvidenceFigure.WALK_SHARPE, ReturnStatistics.mean(sharpes))
                        .set(EvidenceFigure.WALK_SHARPE_HIGH, Returns.quantile(sharpes, 1 - TAIL))
                        .spread(Spread.Kind.WALK_RETURN, new Spread(Histogram.of(returns, CLASSES), own));
            }
            if (reason != null) {
                evidence.reason(EvidenceFigure.RANDOM_WALK, reason);
            }
        }
    }

    /**
     * Returns what each strategy with parameters finds on the walks of a symbol, by its name.
     *
     * @param workers threads that search walks, at least 1; with 1 this one does
     */
    static Map<String, Walks> of(PreparedStudy prepared, int symbol, Fold newest, int workers) {
        WalkEvidence evidence = new WalkEvidence(prepared, newest);
        if (evidence.searched.isEmpty()) {
            return Map.of();
        }
        if (newest.fitBars() > MOST_BARS) {
            return evidence.none("a fit of " + newest.fitBars() + " bars is not short: random walks are searched up to " + MOST_BARS);
        }
        int walks = evidence.count(newest.fitBars());
        if (walks < FEWEST_WALKS) {
            return evidence.none("the search takes too much for " + FEWEST_WALKS + " random walks");
        }
        try {
            return evidence.searched(symbol, walks, workers);
        } catch (StoppedException e) {
            return evidence.none("the run was told to stop");
        } catch (RuntimeException | Error e) {
            if (FatalErrors.isFatal(e)) {
                throw e;
            }
            System.getLogger(WalkEvidence.class.getName())
                    .log(Level.WARNING, "random walks of " + prepared.symbol(symbol).symbol().name() + " cannot be searched: " + OneLine.of(e));
            return evidence.none(OneLine.of(e));
        }
    }

    private Map<String, Walks> none(String reason) {
        Map<String, Walks> all = new LinkedHashMap<>();
        searched.forEach(strategy -> all.put(strategy.name(), Walks.none(reason)));
        return all;
    }

    /** Returns how many walks the work and the number of symbols leave room for. */
    private int count(int bars) {
        long evaluations = 0;
        for (TunableStrategy strategy : searched) {
            evaluations = Math.addExact(evaluations, Math.min(study.search().evaluations(strategy).orElse(study.search().name().equals(ExactSearch.NAME) ? EXACT_WORK : USUAL_WORK), Integer.MAX_VALUE));
        }
        long room = MOST_WORK / (evaluations * bars);
        return (int) Math.min(Math.min(room, MOST_WALKS), Math.max(FEWEST_WALKS, MOST_IN_ALL / study.symbols().size()));
    }

    private Map<String, Walks> searched(int symbol, int count, int workers) {
        RandomWalk walk = new RandomWalk(prepared.symbol(symbol).symbol().bars(), study.seed());
        double[][] returns = new double[searched.size()][count];
        double[][] sums = new double[searched.size()][count];
        double[][] sharpes = new double[searched.size()][count];
        int parts = Math.min(workers, count / FEWEST_WALKS);
        InOrder.<List<List<Evaluation>>, RuntimeException>forEach(
                parts,
                "fastback-walks-",
                parts,
                part -> searched(symbol, walk, part * count / parts, (part + 1) * count / parts),
                (part, evaluations) -> {
                    int first = part * count / parts;
                    for (int i = 0; i < evaluations.size(); i++) {
                        for (int k = 0; k < returns.length; k++) {
                            Evaluation one = evaluations.get(i).get(k);
                            returns[k][first + i] = one.totalReturn();
                            sums[k][first + i] = sum(one);
                            sharpes[k][first + i] = one.sharpe();
                        }
                    }
                });
        String note = forecaster.id().equals(study.forecaster().id()) ? null : "the walks are forecast by " + forecaster.id();
        Map<String, Walks> all = new LinkedHashMap<>();
        for (int k = 0; k < returns.length; k++) {
            all.put(searched.get(k).name(), new Walks(returns[k], sums[k], sharpes[k], note));
        }
        return all;
    }

    // A total that is a sum was made in an order of its own, of one leg after another.
    private static double sum(Evaluation evaluation) {
        double sum = ReturnStatistics.sum(evaluation.barReturns());
        return Math.abs(sum - evaluation.totalReturn()) <= SAME ? evaluation.totalReturn() : sum;
    }

    /** Returns what each strategy with parameters earns on the walks {@code from} (inclusive) to {@code to} (exclusive), walk by walk. */
    private List<List<Evaluation>> searched(int symbol, RandomWalk walk, int from, int to) {
        PreparedStudy walks = walks(prepared.symbol(symbol).symbol(), walk, from, to);
        return IntStream.range(0, to - from).mapToObj(walks::searched).toList();
    }

    /** Returns the study of some walks, one symbol each, with forecasts. */
    private PreparedStudy walks(StudySymbol symbol, RandomWalk walk, int from, int to) {
        int count = to - from;
        boolean isForecast = searched.stream().anyMatch(strategy -> strategy.needs().forecasts());
        int before = Math.max(prepared.firstBar(), isForecast ? Math.min(forecaster.contextLimit(), MOST_CONTEXT) + 1 : 1);
        int size = before + folds.train() + (folds.fitsLastBar() ? 0 : 1);
        List<StudySymbol> symbols = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            BarSeries bars = walk.of(from + i, Math.max(size, WalkForward.FIRST_FORECAST_BAR + folds.validation()));
            symbols.add(StudySymbol.of(bars, symbol.market()));
        }
        SearchRules rules = study.search().rules();
        Study ofWalks = new Study(
                symbols,
                forecaster,
                searched,
                study.search().withSharedBy(1).withPooled(false).withRules(new SearchRules(rules.batch(), rules.patience(), rules.target(), KeptTrials.NONE)),
                study.metric(),
                folds,
                study.unseen(),
                false,
                false,
                study.cross(),
                study.seed());
        List<ForecastPlan> plans = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            List<Fold> asked = isForecast ? List.of(ofWalks.fold(i, 0)) : List.of();
            plans.add(ForecastPlan.of(symbols.get(i).bars(), asked, false));
        }
        List<ForecastRun.Outcome> forecasts =
                ForecastRun.of(plans, forecaster, () -> false).orElseThrow();
        List<PreparedSymbol> data = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            data.add(new PreparedSymbol(symbols.get(i), forecasts.get(i).forecasts()));
        }
        return new PreparedStudy(ofWalks, prepared.evaluators(), data, prepared.stop());
    }
}
