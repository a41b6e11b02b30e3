package dev.fastback.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.data.AssetClass;
import dev.fastback.engine.Engine;
import dev.fastback.engine.EngineProvider;
import dev.fastback.engine.EngineSettings;
import dev.fastback.engine.Engines;
import dev.fastback.engine.ModelUse;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.forecast.builtin.NanoForecaster;
import dev.fastback.journal.MemoryJournal;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.strategy.Market;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.summary.StudyResult;
import dev.fastback.testkit.EngineContract;
import dev.fastback.testkit.RandomBars;
import dev.fastback.walkforward.WalkForward;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new ProcessEngine(Studies.settings(2));
    }

    @Override
    protected boolean takesOwnStrategies() {
        return false;
    }

    @AfterEach
    void leavesNoProcessBehind() {
        assertThat(Studies.children()).isZero();
    }

    @Test
    void anyNumberOfWorkersGivesTheSameBytes() {
        Study study = Studies.study(2, 60);
        String expected = StudyRunner.run(study).resultHash();
        for (int workers : new int[] {1, 2, 4, 8, 16}) {
            assertThat(Studies.run(study, new ProcessEngine(Studies.settings(workers))).resultHash())
                    .as(workers + " workers")
                    .isEqualTo(expected);
        }
    }

    @Test
    void runsOnlyWhatIsMissing() {
        Study study = Studies.study(2, 30);
        var whole = StudyRunner.run(study);
        MemoryJournal journal = new MemoryJournal(study);
        journal.append(whole.simulations().filter(s -> s.simulation().index() % 4 != 1).toList());
        var resumed = StudyRunner.run(study, RunOptions.of(engine()).withJournal(journal));
        assertThat(resumed.resultHash()).isEqualTo(whole.resultHash());
    }

    @Test
    void aSimulationThatFailsInAWorkerFailsAlikeEverywhere() {
        SplittableRandom random = new SplittableRandom(2);
        Market usual = Market.of(AssetClass.STOCK);
        Market absurd = new Market(AssetClass.STOCK, usual.isLongOnly(), 1e308, usual.feeRule(), 1.0, 252);
        Study study = Study.builder()
                .add(RandomBars.walk(random, 60))
                .add(StudySymbol.of(RandomBars.walk(random, 60).withSymbol("ABSURD"), absurd))
                .build();
        StudyResult expected = StudyRunner.run(study);
        StudyResult actual = StudyRunner.run(study, RunOptions.of(engine()));
        assertThat(expected.count(Failed.class)).isPositive();
        assertThat(expected.count(Completed.class)).isPositive();
        assertThat(actual.resultHash()).isEqualTo(expected.resultHash());
        Failed failed = (Failed) actual.simulations().filter(Failed.class::isInstance).findFirst().orElseThrow();
        assertThat(failed.why()).contains("finite");
        assertThat(failed.details()).contains("dev.fastback.workers.Worker.simulate");
    }

    @Test
    void anErrorOfAStrategyFailsItsSimulationAlikeOnEveryEngine() {
        Study study = Studies.study(TestStrategies.ERRS, 20, 20);
        StudyResult expected = StudyRunner.run(study);
        assertThat(expected.count(Failed.class)).isEqualTo(10);
        assertThat(expected.count(Completed.class)).isEqualTo(10);
        for (Engine engine : List.of(new ThreadEngine(2), engine())) {
            StudyResult actual = StudyRunner.run(study, RunOptions.of(engine));
            assertThat(actual.resultHash()).as(engine.name()).isEqualTo(expected.resultHash());
            assertThat(actual.simulations().filter(Failed.class::isInstance).map(Failed.class::cast))
                    .allSatisfy(failed -> assertThat(failed.why()).isEqualTo("NoClassDefFoundError: org/example/Indicator"));
        }
    }

    @Test
    void isFoundByNameAndRefusesSettingsByTheNameOfTheirOption() {
        EngineProvider provider = Engines.all().get("processes");
        Engine usual = provider.create(EngineSettings.ofWorkers(3));
        assertThat(usual).isInstanceOf(ProcessEngine.class);
        assertThat(usual.name()).isEqualTo(provider.name());
        assertThat(usual.workers()).isEqualTo(3);
        assertThat(usual.bytesPerWorker()).hasValue(512L << 20);
        assertThat(provider.create(new EngineSettings(1, 64L << 20, Duration.ofSeconds(5))).bytesPerWorker()).hasValue(64L << 20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.create(new EngineSettings(1, 1L << 20, null)))
                .withMessage("--memory-per-worker must be at least 16m: 1m");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> provider.create(new EngineSettings(1, null, Duration.ZERO)))
                .withMessage("--simulation-timeout must be positive: PT0S");
    }

    @Test
    void workersThatLoadTheModelThemselvesGiveTheSameBytes() {
        for (Study study : List.of(nano(new SearchSettings("exact", null)), nano(new SearchSettings("exact", null).withSharedBy(4)), nano(new SearchSettings("exact", null).withPooled(true)))) {
            String expected = StudyRunner.run(study).resultHash();
            ProcessEngine engine = new ProcessEngine(Studies.settings(2).withModelPerWorker(true));
            StudyResult result = StudyRunner.run(study, RunOptions.of(engine));
            assertThat(result.resultHash()).isEqualTo(expected);
            ModelUse use = engine.modelUse().orElseThrow();
            assertThat(use.workers()).isEqualTo(2);
            assertThat(use.rows()).isBetween(30L, 2L * result.forecasts().distinct());
            assertThat(use.seconds()).isPositive();
            assertThat(use.modelBytes()).isBetween(0L, use.residentBytes());
        }
    }

    @Test
    void aForecasterWithoutAModelIsRefusedWhereWorkersAreToLoadIt() {
        Study study = Studies.study(1, 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudyRunner.run(study, RunOptions.of(new ProcessEngine(Studies.settings(1).withModelPerWorker(true)))))
                .withMessage("--model-per-worker is for forecasters with a model that a process can load, and mean5 has none");
        assertThat(engine().modelUse()).isEmpty();
    }

    private static Study nano(SearchSettings search) {
        SplittableRandom random = new SplittableRandom(31);
        return Study.builder()
                .add(RandomBars.walk(random, 230).withSymbol("SHARE0"))
                .add(RandomBars.walk(random, 240).withSymbol("SHARE1"))
                .forecaster(new NanoForecaster())
                .search(search)
                .walkForward(new WalkForward(20, 7, 1, 0))
                .build();
    }

    @Test
    void refusesSettingsThatCannotWork() {
        ProcessSettings settings = ProcessSettings.of(1);
        assertThatIllegalArgumentException().isThrownBy(() -> ProcessSettings.of(0)).withMessageContaining("workers");
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withMemoryBytes(1 << 20)).withMessageContaining("memoryBytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withSimulationTimeout(Duration.ZERO))
                .withMessageContaining("simulationTimeout");
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withSilence(Duration.ZERO)).withMessageContaining("silence");
    }
}
