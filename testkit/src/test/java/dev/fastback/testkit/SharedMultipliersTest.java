package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.result.Order;
import dev.fastback.result.SearchOutcome.Sharing;
import dev.fastback.result.SearchOutcome;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.StrategySummary.SharingSummary;
import dev.fastback.result.StrategySummary;
import dev.fastback.result.StudyResult;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MaxDiff;
import dev.fastback.strategy.MaxDiffAlwaysOn;
import dev.fastback.study.EndOfDayPolicy;
import dev.fastback.study.Mode;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudyBuilder;
import dev.fastback.study.StudySymbol;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
                Study study = study(search.withShared(batch));
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
        SearchOutcome first = outcome(results.getFirst());
        double sum = 0;
        for (int k = 0; k < results.size(); k++) {
            SearchOutcome outcome = outcome(results.get(k));
            Sharing sharing = Objects.requireNonNull(outcome.sharing());
            assertThat(outcome.point()).isEqualTo(first.point());
            assertThat(outcome.closeAtEndOfDay()).isEqualTo(first.closeAtEndOfDay());
            assertThat(outcome.evaluations()).isEqualTo(first.evaluations());
            assertThat(sharing.simulations()).isEqualTo(results.size());
            assertThat(sharing.aloneProfit()).isEqualTo(outcome(alone.get(k)).profit());
            assertThat(outcome.profit()).isEqualTo(results.get(k).inSample().totalReturn());
            assertThat(results.get(k).outOfSample() != null).as("only the newest's test bars are unseen").isEqualTo(k == 0);
            if (search.equals(SearchSettings.EXACT)) {
                assertThat(outcome.sharingCost()).isGreaterThan(-1e-12);
                assertThat(outcome.profit()).isLessThanOrEqualTo(verdict(outcome).exactProfit() + 1e-12);
            }
            sum += outcome.profit();
        }
        double mean = Objects.requireNonNull(first.sharing()).meanProfit();
        assertThat(mean).isEqualTo(sum / results.size(), within(1e-14));
    }

    @Test
    void theExactSearchBeatsEveryOtherPair() {
        int batch = 6;
        for (EndOfDayPolicy mode : List.of(EndOfDayPolicy.KEEP, EndOfDayPolicy.CLOSE)) {
            SearchSettings shared = SearchSettings.EXACT.withShared(batch);
            for (SearchSettings other : List.of(SearchSettings.of(Mode.THOROUGH), new SearchSettings("direct-l-original", 3000))) {
                List<Completed> exact = completed(builder(shared).endOfDay(mode).build());
                List<Completed> direct = completed(builder(other.withShared(batch)).endOfDay(mode).build());
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

    private static double mean(Completed simulation, int strategy) {
        return Objects.requireNonNull(outcome(simulation.strategies().get(strategy)).sharing()).meanProfit();
    }

    @Test
    void aRemainderOfOneIsAsAlone() {
        // 41 folds in batches of 8 leave the oldest by itself.
        Completed shared = completed(study(SearchSettings.EXACT.withShared(8))).get(40);
        Completed alone = completed(study(SearchSettings.EXACT)).get(40);
        for (int strategy = 0; strategy < 2; strategy++) {
            SearchOutcome one = outcome(shared.strategies().get(strategy));
            SearchOutcome two = outcome(alone.strategies().get(strategy));
            assertThat(one.point()).isEqualTo(two.point());
            assertThat(one.profit()).isEqualTo(two.profit());
            assertThat(one.sharingCost()).isZero();
            assertThat(one.verdict()).isEqualTo(two.verdict());
            assertThat(shared.strategies().get(strategy).outOfSample()).isEqualTo(alone.strategies().get(strategy).outOfSample());
        }
    }

    @Test
    void sharedParametersKnowNothingOfBarsAfterTheirNewestFold() {
        Study study = study(SearchSettings.EXACT.withShared(7));
        BarSeries changed = RandomBars.withOther(BARS, 80, 90, new SplittableRandom(SEED + 1));
        List<Completed> before = completed(study);
        List<Completed> after = completed(builder(SearchSettings.EXACT.withShared(7), changed).build());
        int compared = 0;
        for (int k = 0; k < before.size(); k++) {
            int newestEnd = before.get(k - k % 7).simulation().fold().end();
            if (newestEnd <= 80) {
                assertThat(outcome(after.get(k).strategies().getFirst()).point())
                        .isEqualTo(outcome(before.get(k).strategies().getFirst()).point());
                compared++;
            }
        }
        assertThat(compared).isEqualTo(27);
    }

    @Test
    void foldsWithTooFewBarsHaveNoPart() {
        Study study = builder(SearchSettings.EXACT.withShared(16)).walkForward(new WalkForward(100, 7, 1, 0)).build();
        List<Completed> shared = completed(study);
        assertThat(shared).hasSize(81);
        assertThat(outcome(shared.get(80).strategies().getFirst()).sharing()).isNotNull().extracting(Sharing::simulations).isEqualTo(1);
    }

    @Test
    void summariesAndOrdersFollow() {
        StudyResult result = StudyRunner.run(study(SearchSettings.EXACT.withShared(4)));
        List<Completed> all = completed(result);
        StrategySummary summary = result.summary().getFirst();
        SharingSummary sharing = Objects.requireNonNull(Objects.requireNonNull(summary.search()).sharing());
        double cost = 0;
        double worst = Double.NEGATIVE_INFINITY;
        for (Completed simulation : all) {
            double one = Objects.requireNonNull(outcome(simulation.strategies().getFirst()).sharingCost());
            cost += one;
            worst = Math.max(worst, one);
        }
        assertThat(sharing.meanCost()).isEqualTo(cost / all.size());
        assertThat(sharing.worstCost()).isEqualTo(worst).isPositive();
        assertThat(Objects.requireNonNull(summary.outOfSample()).bars()).isEqualTo(11); // one batch, one test bar
        Order order = result.symbols().getFirst().orders().getFirst();
        double[] newest = outcome(all.getFirst().strategies().getFirst()).point();
        assertThat(Objects.requireNonNull(order.highPrice()) / (1 + newest[0]))
                .isEqualTo(Objects.requireNonNull(StudyRunner.run(study(SearchSettings.EXACT)).symbols().getFirst().orders().getFirst().highPrice())
                        / (1 + outcome(completed(study(SearchSettings.EXACT)).getFirst().strategies().getFirst()).point()[0]), within(1e-9));
        assertThat(Objects.requireNonNull(StudyRunner.run(study(SearchSettings.EXACT)).summary().getFirst().search()).sharing()).isNull();
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBytes() {
        Study study = study(SearchSettings.of(Mode.ULTRA).withShared(6));
        String expected = StudyRunner.run(study).resultHash();
        for (int workers : new int[] {1, 2, 3, 8}) {
            assertThat(StudyRunner.run(study, RunOptions.of(new ThreadEngine(workers))).resultHash()).isEqualTo(expected);
        }
        assertThat(StudyRunner.run(study(SearchSettings.of(Mode.ULTRA))).resultHash()).isNotEqualTo(expected);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> SearchSettings.EXACT.withShared(0)).withMessageContaining("shared");
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

    private static SearchOutcome outcome(StrategyResult result) {
        return Objects.requireNonNull(result.search());
    }

    private static SearchOutcome.Verdict verdict(SearchOutcome outcome) {
        return Objects.requireNonNull(outcome.verdict());
    }
}
