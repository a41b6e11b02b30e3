package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.BarSeries;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.Metrics;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.result.EvidenceFigure;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.detail.Spread;
import dev.fastback.run.RunListener;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.SearchContext;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.stats.overfitting.BlockSums;
import dev.fastback.stats.overfitting.CrossValidation;
import dev.fastback.stats.overfitting.PurgedSums;
import dev.fastback.stats.overfitting.PurgedValidation;
import dev.fastback.strategy.DataNeeds;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.KeptTrials;
import dev.fastback.study.SearchRules;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.summary.StrategySummary;
import dev.fastback.summary.StudyResult;
import dev.fastback.walkforward.WalkForward;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What is said of the trials of a search, of its optimum, and of random walks. */
class SearchEvidenceTest {
    private static final int TRAIN = 64;
    private static final int VALUES = 41;
    private static final int BEST = 17;
    private static final BarSeries BARS = RandomBars.walk(new SplittableRandom(3), 100);

    /** Earns noise that its parameter decides, and more at one value: there alone, or the less the farther away. */
    private record Peak(boolean isSpike) implements TunableStrategy {
        @Override
        public StrategySpec spec() {
            return StrategySpec.of("test", isSpike ? "spike" : "plateau");
        }

        @Override
        public ParameterSpace space() {
            return new ParameterSpace(List.of(new IntegerParameter("p", 0, VALUES - 1)));
        }

        @Override
        public DataNeeds needs() {
            return new DataNeeds(false, 0);
        }

        @Override
        public Evaluation evaluate(MarketSlice slice, Parameters parameters) {
            return Evaluation.summed(returns(slice.to() - slice.from(), (int) parameters.whole("p")), 365, 1, 0);
        }

        double[] returns(int bars, int p) {
            int away = Math.abs(p - BEST);
            double more = isSpike ? (away == 0 ? 0.01 : 0) : Math.max(0, 0.01 - 0.001 * away);
            SplittableRandom random = new SplittableRandom(p);
            return random.doubles(bars, -0.01, 0.01).map(r -> r + more).toArray();
        }
    }

    private static StudyResult run(TunableStrategy strategy, int workers) {
        Study study = Study.builder()
                .add(BARS)
                .strategies(List.of(strategy))
                .search(new SearchSettings("grid", null))
                .walkForward(new WalkForward(3, TRAIN, 5, 5, false, 0, true, 0))
                .build();
        return StudyRunner.run(study, RunOptions.of(workers == 1 ? new SequentialEngine() : new ThreadEngine(workers)));
    }

    @Test
    void oneThreadAndSeveralFindTheSameOnRandomWalksAndInFits() {
        Study study = Study.builder().add(BARS).walkForward(new WalkForward(9, 7, 1, 0)).build();
        StudyResult alone = StudyRunner.run(study, RunOptions.of(new SequentialEngine()));
        StudyResult together = StudyRunner.run(study, RunOptions.of(new ThreadEngine(4)));
        assertThat(together.resultHash()).isEqualTo(alone.resultHash());
        StrategyEvidence one = evidence(alone);
        assertThat(one.value(EvidenceFigure.WALKS)).isEqualTo(200);
        assertThat(together.summary().stream().map(StrategySummary::evidence).toList())
                .isEqualTo(alone.summary().stream().map(StrategySummary::evidence).toList());
    }

    private static StrategyEvidence evidence(StudyResult result) {
        StrategyEvidence evidence = result.summary().getFirst().evidence();
        assertThat(evidence).isNotNull();
        return evidence;
    }

    @Test
    void aSpikeIsNamedAndAPlateauIsNot() {
        StudyResult spike = run(new Peak(true), 1);
        assertThat(evidence(spike).real(EvidenceFigure.PLATEAU)).isLessThan(0.5);
        assertThat(evidence(spike).real(EvidenceFigure.NEIGHBOURS)).isEqualTo(2);
        StrategyEvidence plateau = evidence(run(new Peak(false), 1));
        assertThat(plateau.real(EvidenceFigure.PLATEAU)).isGreaterThan(0.5);
    }

    /** A strategy of one parameter with two values. */
    private interface OneFlag extends TunableStrategy {
        @Override
        default ParameterSpace space() {
            return new ParameterSpace(List.of(new IntegerParameter("p", 0, 1)));
        }

        @Override
        default DataNeeds needs() {
            return new DataNeeds(false, 0);
        }
    }

    /** Earns two per cent on each bar, compounded, whatever its parameter. */
    private record Steady() implements OneFlag {
        @Override
        public StrategySpec spec() {
            return StrategySpec.of("test", "steady");
        }

        @Override
        public Evaluation evaluate(MarketSlice slice, Parameters parameters) {
            double[] returns = new double[slice.to() - slice.from()];
            Arrays.fill(returns, 0.02);
            return Evaluation.compounded(returns, 365, 1);
        }
    }

    @Test
    void thatNoTrialMeetsTheConditionsIsSaid() {
        String conditions = "return>=100,drawdown<=0.9";
        Study study = Study.builder()
                .add(BARS)
                .strategies(List.of(new Peak(false)))
                .metric(Metrics.of("return where " + conditions))
                .search(new SearchSettings("grid", null))
                .walkForward(new WalkForward(2, TRAIN, 5, 5, false, 0, true, 0))
                .build();
        StudyResult result = StudyRunner.run(study, RunOptions.of(new SequentialEngine()));
        String unmet = "in 2 of 2 simulations no trial meets return>=100 and drawdown<=0.9: the one that misses least was taken";
        assertThat(evidence(result).unmet()).contains(unmet);
        assertThat(evidence(run(new Peak(false), 1)).unmet()).isEmpty();
    }

    /** Earns on a fit what the number of its first bar says, whatever its parameter. */
    private record Later() implements OneFlag {
        @Override
        public StrategySpec spec() {
            return StrategySpec.of("test", "later");
        }

        @Override
        public Evaluation evaluate(MarketSlice slice, Parameters parameters) {
            double[] returns = new double[slice.to() - slice.from()];
            returns[0] = slice.from();
            return Evaluation.compounded(returns, 365, 1);
        }
    }

    /** The newest simulation alone was looked at, which meets them here, and only where trials were kept. */
    @Test
    void unmetConditionsAreCountedOverAllSimulations() {
        SearchSettings grid = new SearchSettings("grid", null);
        assertThat(unmet(grid)).isEqualTo("in 3 of 4 simulations no trial meets return>=27: the one that misses least was taken");
        assertThat(unmet(grid.withRules(new SearchRules(SearchContext.USUAL_BATCH, null, null, KeptTrials.NONE)))).startsWith("in 3 of 4 ");
        assertThat(unmet(grid.withPooled(true))).startsWith("in 3 of 4 ");
        // Fits from bars 31, 26, 21 and 16: the first two share what misses by a half in the mean.
        assertThat(unmet(grid.withSharedBy(2))).startsWith("in 4 of 4 ");
    }

    private static String unmet(SearchSettings search) {
        Study study = Study.builder()
                .add(BARS)
                .add(BARS.withSymbol("OTHER"))
                .strategies(List.of(new Later()))
                .metric(Metrics.of("return where return>=27"))
                .search(search)
                .walkForward(new WalkForward(4, TRAIN, 5, 5, false, 0, true, 0))
                .build();
        StudyResult result = StudyRunner.run(study, RunOptions.of(new ThreadEngine(2)));
        String unmet = evidence(result).unmet().orElse("");
        assertThat(result.summary()).allSatisfy(line -> assertThat(line.evidence().unmet()).contains(unmet));
        return unmet;
    }

    /** Fails once its simulations are done. */
    private record Late(AtomicBoolean fails) implements OneFlag {
        @Override
        public StrategySpec spec() {
            return StrategySpec.of("test", "late");
        }

        @Override
        public Evaluation evaluate(MarketSlice slice, Parameters parameters) {
            if (fails.get()) {
                throw new IllegalArgumentException("too late");
            }
            return Evaluation.compounded(new double[slice.to() - slice.from()], 365, 1);
        }
    }

    /** One of the groups said it, and the others were absent without a word. */
    @Test
    void eachGroupThatCannotBeMadeSaysWhy() {
        AtomicBoolean fails = new AtomicBoolean();
        Study study = Study.builder()
                .add(BARS)
                .strategies(List.of(new Late(fails)))
                .search(new SearchSettings("grid", null))
                .walkForward(new WalkForward(3, TRAIN, 5, 5, false, 0, true, 0))
                .build();
        StudyResult result = StudyRunner.run(study, RunOptions.of(new SequentialEngine()).withListener(new RunListener() {
            @Override
            public void simulationDone(SimulationResult one, int done, int total) {
                fails.set(done == total);
            }
        }));
        assertThat(result.count(SimulationResult.Completed.class)).isEqualTo(3);
        for (String group : List.of(EvidenceFigure.TRIALS, EvidenceFigure.OVERFITTING, EvidenceFigure.CROSS)) {
            assertThat(evidence(result).reason(group)).as(group).isEqualTo("too late");
        }
    }

    /** All share the middle rank, which counted as overfitting for certain. */
    @Test
    void ofTrialsThatAllDidTheSameNoOverfittingIsTold() {
        StrategyEvidence same = evidence(run(new Steady(), 1));
        assertThat(same.value(EvidenceFigure.TRIALS_DISTINCT)).isEqualTo(1);
        assertThat(same.value(EvidenceFigure.PBO)).isNull();
        assertThat(same.reason(EvidenceFigure.OVERFITTING)).isEqualTo("all trials did the same: none was chosen over another");
        assertThat(evidence(run(new Peak(false), 1)).value(EvidenceFigure.PBO)).isNotNull();
    }

    @Test
    void whatWalksEarnPerBarIsTheMeanOfBarsAlsoWhereTheReturnIsCompounded() {
        Study study = Study.builder()
                .add(BARS)
                .strategies(List.of(new Steady()))
                .search(new SearchSettings("grid", null))
                .walkForward(new WalkForward(3, 50, 5, 5, false, 0, true, 0))
                .build();
        StrategyEvidence evidence = evidence(StudyRunner.run(study, RunOptions.of(new SequentialEngine())));
        assertThat(evidence.real(EvidenceFigure.WALK_MEAN)).isCloseTo(Math.pow(1.02, 50) - 1, within(1e-12));
        assertThat(evidence.real(EvidenceFigure.WALK_PER_BAR)).isCloseTo(0.02, within(1e-15));
    }

    @Test
    void trialsAreJudgedByTheReturnsThatTheirParametersEarn() {
        Peak strategy = new Peak(true);
        StrategyEvidence evidence = evidence(run(strategy, 1));
        BlockSums sums = new BlockSums(TRAIN, 16, VALUES);
        for (int p = 0; p < VALUES; p++) {
            sums.put(p, strategy.returns(TRAIN, p));
        }
        assertThat(evidence.real(EvidenceFigure.TRIALS_RAW)).isEqualTo(VALUES);
        assertThat(evidence.real(EvidenceFigure.TRIALS_DISTINCT)).isEqualTo(VALUES);
        assertThat(evidence.real(EvidenceFigure.TRIALS_EFFECTIVE)).isCloseTo(sums.effectiveTrials(), within(1e-12));
        assertThat(evidence.real(EvidenceFigure.PBO)).isEqualTo(CrossValidation.of(sums).probabilityOfOverfitting());
        assertThat(evidence.real(EvidenceFigure.REALITY_CHECK)).isBetween(0.0, 0.05);
        assertThat(evidence.real(EvidenceFigure.SPA)).isBetween(0.0, 0.05);
        assertThat(evidence.real(EvidenceFigure.DEFLATED_SHARPE)).isBetween(0.5, 1.0);
        assertThat(evidence.stability()).containsEntry("p", 0.0);
        PurgedSums groups = new PurgedSums(TRAIN, 10, VALUES, 0, 1);
        for (int p = 0; p < VALUES; p++) {
            groups.put(p, strategy.returns(TRAIN, p));
        }
        PurgedValidation cross = PurgedValidation.of(groups, 2);
        assertThat(evidence.real(EvidenceFigure.CROSS_PATHS)).isEqualTo(9);
        assertThat(evidence.real(EvidenceFigure.CROSS_EMBARGO)).isEqualTo(1);
        assertThat(evidence.real(EvidenceFigure.CROSS_PER_BAR)).isEqualTo(cross.perBar());
        assertThat(evidence.real(EvidenceFigure.CROSS_FIT_PER_BAR)).isEqualTo(cross.fitPerBar());
        assertThat(evidence.real(EvidenceFigure.CROSS_SHARPE_HIGH))
                .isCloseTo(Arrays.stream(cross.sharpes()).max().orElseThrow() * Math.sqrt(365), within(1e-12));
        assertThat(evidence.real(EvidenceFigure.FOLD_PER_BAR)).isEqualTo(PurgedValidation.of(groups, 1).perBar());
        Spread ranks = evidence.spread(Spread.Kind.RANK);
        assertThat(ranks).isNotNull();
        assertThat(ranks.histogram().total()).isEqualTo(12_870);
        int low = 0;
        for (int i = 0; i < 10; i++) {
            low += ranks.histogram().count(i);
        }
        // A rank of a half exactly counts as overfitting and lies in the class above.
        assertThat((double) low / 12_870).isBetween(evidence.real(EvidenceFigure.PBO) - 0.05, evidence.real(EvidenceFigure.PBO));
    }

    @Test
    void theNumberOfWorkersDoesNotMatter() {
        assertThat(evidence(run(new Peak(false), 4))).isEqualTo(evidence(run(new Peak(false), 1)));
    }

    @Test
    void statisticsThatWereNotAskedForAreNotMade() {
        Study study = Study.builder().add(BARS).strategies(List.of(Strategies.of("maxdiff"))).judged(false).build();
        StudyResult result = StudyRunner.run(study);
        assertThat(result.summary().getFirst().evidence()).isNull();
        assertThat(result.summary().getFirst().judgement().level()).isNull();
        assertThat(result.symbols().getFirst().paths()).allMatch(path -> path.evidence() == null);
    }

    /** On bars that are a random walk themselves the search finds what it finds on walks made of them. */
    @Test
    void randomWalksStandForWhatASearchFindsInNoise() {
        BarSeries bars = RandomBars.walk(Seeds.random("walks", 8), 400);
        Study study = Study.builder()
                .add(bars)
                .strategies(List.of(Strategies.of("maxdiff"), Strategies.of("buy-hold")))
                .walkForward(new WalkForward(300, 7, 1, 0))
                .build();
        StudyResult result = StudyRunner.run(study);
        StrategyEvidence evidence = evidence(result);
        assertThat(evidence.real(EvidenceFigure.WALKS)).isEqualTo(200);
        double error = (evidence.real(EvidenceFigure.WALK_HIGH) - evidence.real(EvidenceFigure.WALK_LOW)) / 3.29 / Math.sqrt(300 / 6.0);
        Double found = result.summary().getFirst().real(dev.fastback.summary.SummaryFigure.MEAN_RETURN);
        assertThat(found).isNotNull().isCloseTo(evidence.real(EvidenceFigure.WALK_MEAN), within(4 * error));
        assertThat(result.summary().get(1).evidence().hasGroup(EvidenceFigure.RANDOM_WALK)).isFalse();
    }

    /** A walk is too short for a model that needs many bars: what forecasts it instead is named, and is what forecasts it by its own name. */
    @Test
    void walksNameWhatForecastsThemInPlaceOfAModel() {
        StrategyEvidence nano = walksForecastBy("nano");
        StrategyEvidence ewmaVol = walksForecastBy("ewma-vol");
        assertThat(nano.reason(EvidenceFigure.RANDOM_WALK)).isEqualTo("the walks are forecast by ewma-vol");
        assertThat(ewmaVol.reason(EvidenceFigure.RANDOM_WALK)).isNull();
        assertThat(nano.real(EvidenceFigure.WALK_MEAN)).isNotNull().isEqualTo(ewmaVol.real(EvidenceFigure.WALK_MEAN));
    }

    private static StrategyEvidence walksForecastBy(String forecaster) {
        return evidence(StudyRunner.run(Study.builder()
                .add(RandomBars.walk(new SplittableRandom(4), 240))
                .forecaster(Forecasters.of(forecaster))
                .strategies(List.of(Strategies.of("maxdiff")))
                .walkForward(new WalkForward(5, 7, 1, 0))
                .build()));
    }
}
