package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.engine.SequentialEngine;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.ForecastException;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.journal.MemoryJournal;
import dev.fastback.journal.StudyView;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolResult;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.summary.SummaryFigure;
import dev.fastback.walkforward.WalkForward;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stored run is read, not run: what its journal holds is all there is. */
class StudyViewTest {
    /** Breaks as soon as it is asked. */
    private record Broken() implements Forecaster {
        @Override
        public String id() {
            return "broken";
        }

        @Override
        public int contextLimit() {
            return 64;
        }

        @Override
        public ForecastBatch forecast(List<Context> contexts) {
            throw new ForecastException("the model is gone");
        }
    }

    private static Study study(Forecaster forecaster, SearchSettings search) {
        SplittableRandom random = new SplittableRandom(21);
        return Study.builder()
                .add(RandomBars.walk(random, 120).withSymbol("A"))
                .add(RandomBars.walk(random, 30).withSymbol("SHORT"))
                .forecaster(forecaster)
                .search(search)
                .walkForward(new WalkForward(40, 7, 2, 1))
                .reportAdjustedReturn(true)
                .build();
    }

    static List<SearchSettings> searches() {
        return List.of(
                SearchSettings.EXACT,
                SearchSettings.EXACT.withSharedBy(5),
                new SearchSettings("direct", 40),
                new SearchSettings("direct-l-original", 40, 3));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void aReportNeedsNoForecaster(SearchSettings search) {
        Study study = study(Forecasters.of("ar"), search);
        MemoryJournal journal = new MemoryJournal(study);
        StudyResult run = StudyRunner.run(study, RunOptions.of(new SequentialEngine()).withJournal(journal));
        StudyResult report = StudyView.of(study(new Broken(), search), journal);
        assertThat(report.count(Skipped.class)).isPositive();
        assertSame(report, run);
    }

    @ParameterizedTest
    @MethodSource("searches")
    void aFinishedRunIsNotHurtByAForecasterThatBreaksLater(SearchSettings search) {
        Study study = study(Forecasters.of("ar"), search);
        MemoryJournal journal = new MemoryJournal(study);
        StudyResult run = StudyRunner.run(study, RunOptions.of(new SequentialEngine()).withJournal(journal));
        String hash = run.resultHash();
        Study broken = study(new Broken(), search);
        StudyResult again = StudyRunner.run(broken, RunOptions.of(new SequentialEngine()).withJournal(journal));
        assertThat(again.resultHash()).isEqualTo(hash);
        assertSame(again, run);
    }

    @Test
    void aRunWithoutForecastsFailsWithItsReasonAndHasNoOrders() {
        Study study = study(new Broken(), SearchSettings.EXACT);
        StudyResult result = StudyRunner.run(study);
        assertThat(result.count(Failed.class)).isPositive();
        assertThat(result.count(Completed.class)).isZero();
        assertThat(result.firstFailures().get(0).reason()).contains("the model is gone");
        assertThat(result.symbols().getFirst().orders()).isEmpty();
    }

    @Test
    void whatIsMissingShowsAsInterrupted() {
        Study study = study(Forecasters.of("mean5"), SearchSettings.EXACT);
        StudyResult whole = StudyRunner.run(study);
        MemoryJournal half = new MemoryJournal(study);
        half.append(whole.simulations().limit(25).toList());
        StudyResult report = StudyView.of(study(new Broken(), SearchSettings.EXACT), half);
        assertThat(report.count(Completed.class)).isEqualTo(25);
        assertThat(report.count(Interrupted.class)).isEqualTo(study.simulationCount() - 25);
        assertThat(report.summary().getFirst().simulations()).isEqualTo(25);
        assertThat(report.symbols().getFirst().simulations().get(30)).isEqualTo(new Interrupted(study.simulation(30)));
        assertThat(report.symbols().getFirst().orders()).as("the run was not concluded").isEmpty();
        assertThat(report.forecasts().asked()).isZero();
    }

    private static void assertSame(StudyResult report, StudyResult run) {
        assertThat(report.resultHash()).isEqualTo(run.resultHash());
        for (int s = 0; s < run.symbols().size(); s++) {
            SymbolResult symbol = run.symbols().get(s);
            assertThat(symbol.orders()).isNotEmpty();
            assertThat(report.symbols().get(s).orders()).isEqualTo(symbol.orders());
        }
        assertThat(report.forecasts()).isEqualTo(run.forecasts());
        for (int line = 0; line < run.summary().size(); line++) {
            for (SummaryFigure figure : SummaryFigure.all()) {
                assertThat(report.summary().get(line).real(figure)).as(figure.key()).isEqualTo(run.summary().get(line).real(figure));
            }
        }
        assertThat(report.simulations().map(SimulationResult::status)).isEqualTo(run.simulations().map(SimulationResult::status).toList());
    }
}
