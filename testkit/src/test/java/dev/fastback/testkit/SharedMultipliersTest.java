package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.profit.SearchBox;
import dev.fastback.result.Figure;
import dev.fastback.result.Figures;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.builtin.EndOfDayPolicy;
import dev.fastback.strategy.builtin.EntryExitSettings;
import dev.fastback.strategy.builtin.EntryExitStrategy;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.strategy.builtin.MaxDiffAlwaysOn;
import dev.fastback.study.Mode;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudyBuilder;
import dev.fastback.study.StudySymbol;
import dev.fastback.summary.StrategySummary;
import dev.fastback.summary.StudyResult;
import dev.fastback.summary.SummaryFigure;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SharedMultipliersTest {
    private static final long SEED = Long.getLong("fastback.seed", 5);
    private static final BarSeries BARS = RandomBars.walk(new SplittableRandom(SEED), 90);
    private static final List<SearchSettings> SEARCHES =
            List.of(SearchSettings.EXACT, SearchSettings.of(Mode.DEVELOPMENT), new SearchSettings("direct-l-original", 60));

    @Test
    void neighboursHaveOnePairAndItsMeanIsTheBest() {
        for (SearchSettings search : SEARCHES) {
            for (int batch : new int[] {2, 5, 16, 100}) {
                Study study = study(search.withSharedBy(batch));
                List<Completed> shared = completed(study);
                List<Completed> alone = completed(study(search));
                for (int strategy = 0; strategy < study.strategies().size(); strategy++) {
                    for (int from = 0; from < shared.size(); from += batch) {
                        List<StrategyResult> results = new ArrayList<>();
                        List<StrategyResult> own = new ArrayList<>();
                        for (int k = from; k < Math.min(from + batch, shared.size()); k++) {
                            results.add(shared.get(k).strategies().get(strategy));
                            own.add(alone.get(k).strategies().get(strategy));
                        }
                        check(results, own, search);
                    }
                }
            }
        }
    }

    private static void check(List<StrategyResult> results, List<StrategyResult> alone, SearchSettings search) {
        StrategyResult first = results.getFirst();
        double sum = 0;
        for (int k = 0; k < results.size(); k++) {
            StrategyResult result = results.get(k);
            Figures figures = result.figures();
            // The two multipliers and the end-of-day mode.
            assertThat(result.parameters().coordinates()).hasSize(3).isEqualTo(first.parameters().coordinates());
            assertThat(figures.count(Figure.EVALUATIONS)).isEqualTo(first.figures().count(Figure.EVALUATIONS));
            assertThat(figures.count(Figure.SHARED_BY)).isEqualTo(results.size());
            assertThat(figures.real(Figure.ALONE_PROFIT)).isEqualTo(alone.get(k).figures().real(Figure.PROFIT));
            assertThat(figures.real(Figure.PROFIT)).isEqualTo(figures.real(Figure.RETURN));
            assertThat(figures.has(Figure.UNSEEN_RETURN)).as("only the newest's test bars are unseen").isEqualTo(k == 0);
            if (search.equals(SearchSettings.EXACT)) {
                assertThat(figures.real(Figure.SHARING_COST)).isGreaterThan(-1e-12);
                assertThat(figures.real(Figure.PROFIT)).isLessThanOrEqualTo(figures.real(Figure.EXACT_PROFIT) + 1e-12);
            }
            sum += figures.real(Figure.PROFIT);
        }
        double mean = first.figures().real(Figure.SHARED_MEAN_PROFIT);
        assertThat(mean).isEqualTo(sum / results.size(), within(1e-14));
    }

    @Test
    void theExactSearchBeatsEveryOtherPair() {
        int batch = 6;
        for (EndOfDayPolicy mode : List.of(EndOfDayPolicy.KEEP, EndOfDayPolicy.CLOSE)) {
            SearchSettings shared = SearchSettings.EXACT.withSharedBy(batch);
            for (SearchSettings other : List.of(SearchSettings.of(Mode.THOROUGH), new SearchSettings("direct-l-original", 3000))) {
                List<Completed> exact = completed(builder(shared).strategies(inMode(mode)).build());
                List<Completed> direct = completed(builder(other.withSharedBy(batch)).strategies(inMode(mode)).build());
                for (int k = 0; k < exact.size(); k++) {
                    for (int strategy = 0; strategy < 2; strategy++) {
                        double best = mean(exact.get(k), strategy);
                        double found = mean(direct.get(k), strategy);
                        assertThat(found).as("seed %d, fold %d", SEED, k).isLessThanOrEqualTo(best + 1e-12);
                    }
                }
            }
        }
    }

    private static List<EntryExitStrategy> inMode(EndOfDayPolicy mode) {
        EntryExitSettings settings = new EntryExitSettings(SearchBox.DEFAULT, mode);
        return List.of(new MaxDiff(settings), new MaxDiffAlwaysOn(settings));
    }

    private static double mean(Completed simulation, int strategy) {
        Figures figures = simulation.strategies().get(strategy).figures();
        assertThat(figures.has(Figure.SHARED_MEAN_PROFIT)).isTrue();
        return figures.real(Figure.SHARED_MEAN_PROFIT);
    }

    @Test
    void aRemainderOfOneIsAsAlone() {
        // 41 folds in batches of 8 leave the oldest by itself.
        Completed shared = completed(study(SearchSettings.EXACT.withSharedBy(8))).get(40);
        Completed alone = completed(study(SearchSettings.EXACT)).get(40);
        for (int strategy = 0; strategy < 2; strategy++) {
            StrategyResult one = shared.strategies().get(strategy);
            StrategyResult two = alone.strategies().get(strategy);
            assertThat(one.parameters().coordinates()).isEqualTo(two.parameters().coordinates());
            assertThat(one.figures().has(Figure.SHARING_COST)).isTrue();
            assertThat(one.figures().real(Figure.SHARING_COST)).isZero();
            for (Figure figure : List.of(
                    Figure.PROFIT,
                    Figure.EXACT_PROFIT,
                    Figure.TRADEABLE_PROFIT,
                    Figure.ON_THRESHOLD,
                    Figure.CELL_WIDTH,
                    Figure.CELL_HEIGHT,
                    Figure.UNSEEN_BARS,
                    Figure.UNSEEN_RETURN,
                    Figure.UNSEEN_PER_BAR)) {
                assertThat(one.figures().value(figure)).as(figure.key()).isNotNull().isEqualTo(two.figures().value(figure));
            }
        }
    }

    @Test
    void sharedParametersKnowNothingOfBarsAfterTheirNewestFold() {
        Study study = study(SearchSettings.EXACT.withSharedBy(7));
        BarSeries changed = RandomBars.withOther(BARS, 80, 90, new SplittableRandom(SEED + 1));
        List<Completed> before = completed(study);
        List<Completed> after = completed(builder(SearchSettings.EXACT.withSharedBy(7), changed).build());
        int compared = 0;
        for (int k = 0; k < before.size(); k++) {
            int newestEnd = before.get(k - k % 7).simulation().fold().end();
            if (newestEnd <= 80) {
                assertThat(after.get(k).strategies().getFirst().parameters().coordinates())
                        .isEqualTo(before.get(k).strategies().getFirst().parameters().coordinates());
                compared++;
            }
        }
        assertThat(compared).isEqualTo(27);
    }

    @Test
    void foldsWithTooFewBarsHaveNoPart() {
        Study study = builder(SearchSettings.EXACT.withSharedBy(16)).walkForward(new WalkForward(100, 7, 1, 0)).build();
        List<Completed> shared = completed(study);
        assertThat(shared).hasSize(81);
        assertThat(shared.get(80).strategies().getFirst().figures().count(Figure.SHARED_BY)).isEqualTo(1);
    }

    @Test
    void summariesAndOrdersFollow() {
        StudyResult result = StudyRunner.run(study(SearchSettings.EXACT.withSharedBy(4)));
        List<Completed> all = completed(result);
        StrategySummary summary = result.summary().getFirst();
        double cost = 0;
        double worst = Double.NEGATIVE_INFINITY;
        for (Completed simulation : all) {
            double one = simulation.strategies().getFirst().figures().real(Figure.SHARING_COST);
            cost += one;
            worst = Math.max(worst, one);
        }
        assertThat(summary.real(SummaryFigure.MEAN_SHARING_COST)).isEqualTo(cost / all.size());
        assertThat(summary.real(SummaryFigure.WORST_SHARING_COST)).isEqualTo(worst).isPositive();
        assertThat(summary.count(SummaryFigure.UNSEEN_BARS)).isEqualTo(11); // one batch, one test bar
        Order order = result.symbols().getFirst().orders().getFirst();
        StudyResult alone = StudyRunner.run(study(SearchSettings.EXACT));
        assertThat(order.type()).isEqualTo(alone.symbols().getFirst().orders().getFirst().type());
        for (SummaryFigure figure : List.of(
                SummaryFigure.MEAN_SHARING_COST, SummaryFigure.WORST_SHARING_COST, SummaryFigure.MEAN_ALONE_PROFIT)) {
            assertThat(alone.summary().getFirst().has(figure)).isFalse();
        }
    }

    private static double newestHigh(StudyResult result) {
        return completed(result).getFirst().strategies().getFirst().parameters().real("high");
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBytes() {
        Study study = study(SearchSettings.of(Mode.ULTRA).withSharedBy(6));
        String expected = StudyRunner.run(study).resultHash();
        for (int workers : new int[] {1, 2, 3, 8}) {
            assertThat(StudyRunner.run(study, RunOptions.of(new ThreadEngine(workers))).resultHash()).isEqualTo(expected);
        }
        assertThat(StudyRunner.run(study(SearchSettings.of(Mode.ULTRA))).resultHash()).isNotEqualTo(expected);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> SearchSettings.EXACT.withSharedBy(0)).withMessageContaining("shared");
    }

    private static Study study(SearchSettings search) {
        return builder(search).build();
    }

    private static StudyBuilder builder(SearchSettings search) {
        return builder(search, BARS);
    }

    private static StudyBuilder builder(SearchSettings search, BarSeries bars) {
        return Study.builder()
                .add(StudySymbol.of(bars, Market.of(AssetClass.STOCK)))
                .strategies(List.of(new MaxDiff(), new MaxDiffAlwaysOn()))
                .search(search)
                .walkForward(new WalkForward(41, 7, 1, 0));
    }

    private static List<Completed> completed(Study study) {
        return completed(StudyRunner.run(study, RunOptions.of(new SequentialEngine())));
    }

    private static List<Completed> completed(StudyResult result) {
        return result.simulations().filter(Completed.class::isInstance).map((SimulationResult s) -> (Completed) s).toList();
    }
}
