package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.profit.FeeRule;
import dev.fastback.result.EvidenceFigure;
import dev.fastback.result.Figure;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.SymbolResult;
import dev.fastback.result.UnseenPath;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.Budget;
import dev.fastback.search.SearchContext;
import dev.fastback.search.TrialSink;
import dev.fastback.search.methods.GridSearch;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.simulation.PortfolioPath;
import dev.fastback.stats.Moments;
import dev.fastback.stats.ReturnStatistics;
import dev.fastback.stats.SharpeEvidence;
import dev.fastback.stats.overfitting.BlockSums;
import dev.fastback.stats.overfitting.CrossValidation;
import dev.fastback.strategy.Evaluators;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudyBuilder;
import dev.fastback.study.StudySymbol;
import dev.fastback.summary.StudyResult;
import dev.fastback.walkforward.Fold;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One set of parameters for all symbols. */
class PooledTest {
    private static final long DAY = 86_400_000L;
    private static final Market MARKET = Market.of(AssetClass.STOCK);
    private static final Market FREE = new Market(AssetClass.STOCK, false, 0, FeeRule.PER_FILL, 1.0, 252);
    private static final SearchSettings RANDOM = new SearchSettings("random", 40);

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void symbolsHaveOnePointInEachFoldAndNoTrialHasALargerMean(int sharedBy) {
        List<BarSeries> bars = walks(Seeds.random("pool", 51), 3, 140);
        Study study = study(bars, new MovingAverageStrategy()).search(new SearchSettings("grid", null).withSharedBy(sharedBy).withPooled(true)).build();
        StudyResult result = StudyRunner.run(study);
        assertThat(result.count(Completed.class)).isEqualTo(3 * 6);
        Set<Parameters> chosen = new HashSet<>();
        for (int group = 0; group < 6; group += sharedBy) {
            Parameters point = parameters(result, 0, group);
            chosen.add(point);
            for (int s = 0; s < 3; s++) {
                for (int k = group; k < group + sharedBy; k++) {
                    assertThat(parameters(result, s, k)).isEqualTo(point);
                }
            }
            double best = mean(study, point, group, sharedBy);
            for (int closes = 2; closes <= 20; closes++) {
                for (String flag : List.of("false", "true")) {
                    Parameters other = point.with(MovingAverageStrategy.CLOSES, (long) closes)
                            .with(MovingAverageStrategy.SHORT_TOO, Boolean.parseBoolean(flag));
                    assertThat(mean(study, other, group, sharedBy)).isLessThanOrEqualTo(best);
                }
            }
        }
        assertThat(chosen).as("folds differ").hasSizeGreaterThan(1);
    }

    private static double mean(Study study, Parameters point, int group, int sharedBy) {
        double sum = 0;
        for (int s = 0; s < study.symbols().size(); s++) {
            for (int k = group; k < group + sharedBy; k++) {
                Fold fold = study.fold(s, k);
                MarketSlice slice = RandomWindows.slice(study.symbols().get(s).bars().slice(0, fold.fitTo()), fold.fitBars(), "mean5", MARKET);
                Evaluation evaluation = study.strategies().getFirst().evaluate(slice, point);
                sum += study.metric().of(evaluation, study.symbols().get(s).market().periodsPerYear());
            }
        }
        return sum;
    }

    @Test
    void exactSearchTakesAllSymbolsAtOnceAndDirectIsNotBetter() {
        List<BarSeries> bars = walks(Seeds.random("pool exact", 52), 4, 80);
        List<Completed> exact = completed(StudyRunner.run(study(bars, new MaxDiff()).search(SearchSettings.EXACT.withPooled(true)).build()));
        List<Completed> direct = completed(StudyRunner.run(study(bars, new MaxDiff()).search(new SearchSettings("direct", 2000).withPooled(true)).build()));
        for (int i = 0; i < exact.size(); i++) {
            double proven = exact.get(i).strategies().getFirst().figures().real(Figure.SHARED_MEAN_PROFIT);
            double found = direct.get(i).strategies().getFirst().figures().real(Figure.SHARED_MEAN_PROFIT);
            assertThat(found).isLessThanOrEqualTo(proven + 1e-12).isGreaterThan(proven - 0.02);
        }
    }

    @Test
    void barsOfSymbolsThatBeginTogetherAreAllUnseen() {
        StudyResult result = StudyRunner.run(pooled(walks(Seeds.random("pool", 53), 3, 140)));
        for (SymbolResult symbol : result.symbols()) {
            assertThat(symbol.paths().getFirst().missingBars()).isZero();
            assertThat(symbol.paths().getFirst().bars()).isEqualTo(6 * 5);
        }
    }

    /** Whatever happens to the other symbol from a time on changes nothing that was earned before; also where the folds of the two do not lie side by side. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 13})
    void nothingEarnedDependsOnLaterBarsOfOtherSymbols(int later) {
        SplittableRandom random = Seeds.random("pool ahead", 54 + later);
        List<BarSeries> bars = walks(random, 2, 140);
        BarSeries moved = from(bars.get(1), later * DAY);
        StudyResult before = StudyRunner.run(pooled(List.of(bars.get(0), moved)));
        UnseenPath path = before.symbols().getFirst().paths().getFirst();
        if (later > 4) {
            assertThat(path.bars()).as("the pool knows more than all of these bars").isZero();
            return;
        }
        assertThat(path.missingBars()).isEqualTo(later == 0 ? 0 : 6 * later);
        int changes = 0;
        for (int from : new int[] {100, 113, 121, 129}) {
            BarSeries other = changedFrom(random, moved, from);
            StudyResult after = StudyRunner.run(pooled(List.of(bars.get(0), other)));
            UnseenPath now = after.symbols().getFirst().paths().getFirst();
            for (int bar = path.from(); bar < path.to(); bar++) {
                if (bars.get(0).timeMillis(bar) < moved.timeMillis(from)) {
                    assertThat(now.barReturn(bar)).as("bar %s, changed from %s", bar, from).isEqualTo(path.barReturn(bar));
                } else {
                    changes += now.barReturn(bar) != path.barReturn(bar) ? 1 : 0;
                }
            }
        }
        assertThat(changes).as("later bars depend on it").isPositive();
    }

    /** A bar of four days is known when they are over, also where two bars of its series once lay a day apart. */
    @Test
    void longBarsOfAnotherSymbolEndWhenItsNextOneBegins() {
        SplittableRandom random = Seeds.random("pool long bars", 59);
        List<BarSeries> bars = walks(random, 2, 560);
        BarSeries daily = bars.get(0).slice(420, 560);
        BarSeries slow = from(kept(bars.get(1), i -> i % 4 == 0 || i == 1), 18 * DAY);
        Study study = pooled(List.of(daily, slow));
        assertThat(slow.timeMillis(study.fold(1, 0).end()) - daily.timeMillis(study.fold(0, 0).end())).isEqualTo(3 * DAY);
        UnseenPath path = StudyRunner.run(study).symbols().getFirst().paths().getFirst();
        assertThat(path.missingBars()).isEqualTo(3);
        assertThat(path.count(path.to() - 5, path.to() - 2, UnseenPath.DECIDED)).as("the slow bar has not ended").isZero();
        UnseenPath now = StudyRunner.run(pooled(List.of(daily, changedFrom(random, slow, study.fold(1, 0).lastBar()))))
                .symbols().getFirst().paths().getFirst();
        for (int bar = path.from(); bar < path.to() - 2; bar++) {
            assertThat(now.barReturn(bar)).isEqualTo(path.barReturn(bar));
        }
    }

    @Test
    void ordersAreThoseOfOneFoldMore() {
        SplittableRandom random = Seeds.random("pool orders", 55);
        int placed = 0;
        for (int round = 0; round < 10; round++) {
            List<BarSeries> all = walks(random, 3, 61);
            List<BarSeries> known = all.stream().map(bars -> bars.slice(0, 60)).toList();
            StudyBuilder before = study(known, new MaxDiff(), FREE).search(SearchSettings.EXACT.withPooled(true)).walkForward(new WalkForward(5, 7, 1, 0));
            StudyBuilder after = study(all, new MaxDiff(), FREE).search(SearchSettings.EXACT.withPooled(true)).walkForward(new WalkForward(6, 7, 1, 0));
            StudyResult told = StudyRunner.run(before.build());
            StudyResult happened = StudyRunner.run(after.build());
            for (int s = 0; s < 3; s++) {
                double expected = Replay.of(told.symbols().get(s).orders(), 0, Replay.rows(all.get(s), 60), Ambiguity.WORSE);
                placed += told.symbols().get(s).orders().size();
                assertThat(happened.symbols().get(s).paths().getFirst().barReturn(60)).isEqualTo(expected, within(1e-12));
            }
        }
        assertThat(placed).isGreaterThan(20);
    }

    @Test
    void thePortfolioIsTheMeanOfThoseThatReachOverATime() {
        SplittableRandom random = Seeds.random("portfolio", 56);
        List<BarSeries> bars = new ArrayList<>(walks(random, 3, 140));
        bars.set(1, from(bars.get(1), 2 * DAY));
        // Every third bar is left out: it has times at which it has no bar.
        bars.set(2, kept(bars.get(2), i -> i % 3 != 1));
        StudyResult result = StudyRunner.run(study(bars, new MovingAverageStrategy()).search(RANDOM.withPooled(true)).build());
        PortfolioPath portfolio = PortfolioPath.of(result).getFirst();
        Map<Long, Double> expected = new TreeMap<>();
        List<Map<Long, Double>> earned = new ArrayList<>();
        for (SymbolResult symbol : result.symbols()) {
            UnseenPath path = symbol.paths().getFirst();
            Map<Long, Double> one = new TreeMap<>();
            IntStream.range(path.from(), path.to()).forEach(bar -> one.put(symbol.symbol().bars().timeMillis(bar), path.barReturn(bar)));
            earned.add(one);
            one.keySet().forEach(time -> expected.put(time, 0.0));
        }
        expected.replaceAll((time, none) -> {
            List<Map<Long, Double>> reaching = earned.stream()
                    .filter(one -> ((TreeMap<Long, Double>) one).firstKey() <= time && time <= ((TreeMap<Long, Double>) one).lastKey())
                    .toList();
            return reaching.stream().mapToDouble(one -> one.getOrDefault(time, 0.0)).sum() / reaching.size();
        });
        assertThat(portfolio.symbols()).isEqualTo(3);
        assertThat(portfolio.path().to()).isEqualTo(expected.size());
        int next = 0;
        for (double value : expected.values()) {
            assertThat(portfolio.path().barReturn(next++)).isEqualTo(value, within(1e-15));
        }
        assertThat(portfolio.path().totals().trades())
                .isEqualTo(result.symbols().stream().mapToInt(symbol -> symbol.paths().getFirst().totals().trades()).sum());
        assertThat(portfolio.path().evidence()).isNotNull();
    }

    @Test
    void thePortfolioOfOneSymbolIsItsPath() {
        StudyResult result = StudyRunner.run(study(walks(Seeds.random("portfolio", 57), 1, 140), new MovingAverageStrategy()).search(RANDOM).build());
        UnseenPath path = result.symbols().getFirst().paths().getFirst();
        UnseenPath portfolio = PortfolioPath.of(result).getFirst().path();
        for (int i = 0; i < portfolio.to(); i++) {
            assertThat(portfolio.barReturn(i)).isEqualTo(path.barReturn(path.from() + i));
        }
        assertThat(portfolio.evidence()).isEqualTo(path.evidence());
        assertThat(portfolio.totals().buyAndHold()).isEqualTo(path.totals().buyAndHold(), within(1e-12));
        assertThat(portfolio.turnoverPerYear()).isEqualTo(path.turnoverPerYear());
    }

    @Test
    void thoseThatShareAreHandedOutOneAfterAnother() {
        Study study = study(walks(Seeds.random("pool", 58), 3, 140), new MovingAverageStrategy())
                .search(RANDOM.withSharedBy(4).withPooled(true))
                .build();
        int[] missing = IntStream.range(0, study.simulationCount()).filter(i -> i % 5 != 2).toArray();
        int[] ordered = study.ordered(missing);
        assertThat(Arrays.stream(ordered).sorted().toArray()).isEqualTo(missing);
        Map<Integer, Integer> newest = new HashMap<>();
        int groups = 1;
        for (int i = 0; i < ordered.length; i++) {
            int fold = study.simulation(ordered[i]).fold().index();
            Integer before = newest.put(study.simulation(ordered[i]).symbol(), fold);
            assertThat(before == null || before < fold).as("newest first").isTrue();
            groups += i > 0 && !study.shareParameters(ordered[i - 1], ordered[i]) ? 1 : 0;
        }
        assertThat(groups).isEqualTo(2);
        assertThat(study(walks(Seeds.random("pool", 58), 3, 140), new MovingAverageStrategy()).search(RANDOM).build().ordered(missing)).isEqualTo(missing);
    }

    private static Study pooled(List<BarSeries> bars) {
        return study(bars, new MovingAverageStrategy()).search(RANDOM.withPooled(true)).build();
    }

    private static StudyBuilder study(List<BarSeries> bars, TunableStrategy strategy) {
        return study(bars, strategy, MARKET);
    }

    private static StudyBuilder study(List<BarSeries> bars, TunableStrategy strategy, Market market) {
        StudyBuilder study = Study.builder().strategies(List.of(strategy)).walkForward(new WalkForward(6, 31, 5, 5, false, 0, true, 0)).seed(9);
        bars.forEach(one -> study.add(StudySymbol.of(one, market)));
        return study;
    }

    private static List<BarSeries> walks(SplittableRandom random, int count, int length) {
        return IntStream.range(0, count).mapToObj(i -> RandomBars.walk(random, length).withSymbol("SHARE" + i)).toList();
    }

    private static List<Completed> completed(StudyResult result) {
        return result.simulations().map(Completed.class::cast).toList();
    }

    private static Parameters parameters(StudyResult result, int symbol, int fold) {
        SimulationResult simulation = result.symbols().get(symbol).simulations().get(fold);
        return ((Completed) simulation).strategies().getFirst().parameters();
    }

    /** Returns the same bars, later. */
    private static BarSeries from(BarSeries bars, long later) {
        return made(bars, IntStream.range(0, bars.size()).toArray(), later, new double[bars.size()]);
    }

    private static BarSeries kept(BarSeries bars, IntPredicate which) {
        int[] kept = IntStream.range(0, bars.size()).filter(which).toArray();
        return made(bars, kept, 0, new double[kept.length]);
    }

    /** Returns bars of which those from one on are others. */
    private static BarSeries changedFrom(SplittableRandom random, BarSeries bars, int from) {
        double[] logs = new double[bars.size()];
        for (int i = from; i < logs.length; i++) {
            logs[i] = random.nextDouble(-0.3, 0.3);
        }
        return made(bars, IntStream.range(0, bars.size()).toArray(), 0, logs);
    }

    private static BarSeries made(BarSeries bars, int[] kept, long later, double[] logs) {
        int n = kept.length;
        long[] times = new long[n];
        double[][] columns = new double[5][n];
        for (int i = 0; i < n; i++) {
            int bar = kept[i];
            double by = Math.exp(logs[i]);
            times[i] = bars.timeMillis(bar) + later;
            columns[0][i] = bars.open(bar) * by;
            columns[1][i] = bars.high(bar) * by;
            columns[2][i] = bars.low(bar) * by;
            columns[3][i] = bars.close(bar) * by;
            columns[4][i] = bars.volume(bar);
        }
        return BarSeries.of(bars.symbol(), times, columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    /** The trials of the pooled search, and what they earned of all symbols in equal parts, computed here bar by bar. */
    @Test
    void overfittingIsThatOfThePooledSearch() {
        List<BarSeries> bars = new ArrayList<>(walks(Seeds.random("pool trials", 59), 3, 200));
        bars.set(2, from(bars.get(2), 40 * DAY)); // begins later than the others
        Study study = study(bars, new MovingAverageStrategy())
                .walkForward(new WalkForward(2, 120, 5, 5, false, 0, true, 0))
                .search(new SearchSettings("grid", null).withPooled(true))
                .judged(true)
                .build();
        StudyResult result = StudyRunner.run(study);
        StrategyEvidence first = evidence(result, study, 0);
        for (int s = 1; s < 3; s++) {
            StrategyEvidence other = evidence(result, study, s);
            for (EvidenceFigure figure : List.of(
                    EvidenceFigure.PBO, EvidenceFigure.SPA, EvidenceFigure.DEFLATED_SHARPE, EvidenceFigure.TRIALS_DISTINCT, EvidenceFigure.PLATEAU)) {
                assertThat(other.real(figure)).as("%s of symbol %s", figure, s).isEqualTo(first.real(figure));
            }
        }
        List<double[]> trials = new ArrayList<>();
        List<Parameters> all = new ArrayList<>();
        Parameters any = parameters(result, 0, 0);
        TrialSink points = (batch, values) -> {
            for (int i = 0; i < batch.count(); i++) {
                all.add(Parameters.of(any.space(), batch.point(i)));
            }
        };
        MarketSlice slice = RandomWindows.slice(bars.getFirst(), 30, "mean5", MARKET);
        new GridSearch().search(
                study.strategies().getFirst().objective(slice, study.metric(), Evaluators.SCALAR), SearchContext.of(new Budget(1)).withTrials(points));
        all.forEach(point -> trials.add(pooledReturns(study, point)));
        BlockSums blocks = new BlockSums(trials.getFirst().length, (int) first.real(EvidenceFigure.BLOCKS), trials.size());
        for (int i = 0; i < trials.size(); i++) {
            blocks.put(i, trials.get(i));
        }
        assertThat(trials.getFirst()).as("bars of all fits").hasSizeGreaterThanOrEqualTo(120);
        assertThat(first.real(EvidenceFigure.TRIALS_JUDGED)).isEqualTo(trials.size());
        assertThat(first.real(EvidenceFigure.TRIALS_DISTINCT)).isEqualTo(blocks.distinctTrials());
        assertThat(first.real(EvidenceFigure.PBO)).isEqualTo(CrossValidation.of(blocks).probabilityOfOverfitting());
        assertThat(first.real(EvidenceFigure.TRIALS_EFFECTIVE)).isCloseTo(blocks.effectiveTrials(), within(1e-9));
        double[] sharpes = IntStream.range(0, trials.size()).mapToDouble(blocks::sharpe).toArray();
        Moments best = Moments.of(trials.get(all.indexOf(any)));
        assertThat(first.real(EvidenceFigure.DEFLATED_SHARPE))
                .isCloseTo(SharpeEvidence.deflated(best, ReturnStatistics.sampleDeviation(sharpes), blocks.effectiveTrials()), within(1e-9));
    }

    private static StrategyEvidence evidence(StudyResult result, Study study, int symbol) {
        return result.symbols().get(symbol).outcome().evidence(study.strategies().getFirst().name()).orElseThrow();
    }

    /** Returns what the newest fits of all symbols earned in equal parts at each time that any of them has. */
    private static double[] pooledReturns(Study study, Parameters point) {
        TreeMap<Long, List<Double>> returns = new TreeMap<>();
        List<long[]> reach = new ArrayList<>();
        for (int s = 0; s < study.symbols().size(); s++) {
            Fold fold = study.fold(s, 0);
            BarSeries bars = study.symbols().get(s).bars();
            MarketSlice slice = RandomWindows.slice(bars.slice(0, fold.fitTo()), fold.fitBars(), "mean5", MARKET);
            double[] own = study.strategies().getFirst().evaluate(slice, point).barReturns();
            for (int i = 0; i < own.length; i++) {
                returns.computeIfAbsent(bars.timeMillis(fold.fitFrom() + i), time -> new ArrayList<>()).add(own[i]);
            }
            reach.add(new long[] {bars.timeMillis(fold.fitFrom()), bars.timeMillis(fold.fitTo() - 1)});
        }
        return returns.entrySet().stream()
                .mapToDouble(one -> one.getValue().stream().mapToDouble(Double::doubleValue).sum()
                        / reach.stream().filter(r -> r[0] <= one.getKey() && one.getKey() <= r[1]).count())
                .toArray();
    }
}
