package dev.fastback.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.engine.Engine;
import dev.fastback.engine.ResultSink;
import dev.fastback.result.Fit;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.search.StopSignal;
import dev.fastback.strategy.builtin.Strategies;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.walkforward.WalkForward;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An engine may solve the searches of simulations by itself and have them finished: what comes out is what a run gives. */
class FitTaskTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void tasksSolvedApartAndFinishedGiveWhatARunGives(int sharedBy) {
        PreparedStudy study = prepared(SearchSettings.EXACT.withSharedBy(sharedBy));
        for (int i = 0; i < study.study().simulationCount(); i++) {
            List<Fit> fits = study.tasks(i).stream().map(FitTask::solve).toList();
            Completed apart = (Completed) study.finish(i, fits);
            Completed whole = (Completed) study.run(i);
            assertThat(apart.strategies().size()).isEqualTo(Strategies.all().size());
            for (int k = 0; k < apart.strategies().size(); k++) {
                assertThat(apart.strategies().get(k).parameters()).isEqualTo(whole.strategies().get(k).parameters());
                assertThat(withoutTime(apart.strategies().get(k).figures().toString()))
                        .isEqualTo(withoutTime(whole.strategies().get(k).figures().toString()));
            }
        }
    }

    @Test
    void aPointOutsideTheSpaceIsRefusedAndSoAreFitsThatDoNotBelong() {
        PreparedStudy study = prepared(SearchSettings.EXACT);
        FitTask task = study.tasks(0).getFirst();
        for (double[] point : new double[][] {{0.5, 0, 0}, {0, Double.NaN, 0}, {0, 0, 0.5}, {0, 0}}) {
            Solution wrong = new Solution(point, 1, 1, 1, 0, StopReason.BUDGET);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> task.fit(wrong, 0))
                    .withMessageContaining("search exact returned")
                    .withMessageContaining("maxdiff");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> study.finish(0, List.of())).withMessageContaining("fits must be 2");
        FitTask shared = prepared(SearchSettings.EXACT.withSharedBy(4)).tasks(0).getFirst();
        assertThat(shared.isShared()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> shared.fit(new Solution(new double[3], 0, 1, 1, 0, StopReason.EXACT), 0));
    }

    private static String withoutTime(String figures) {
        return figures.replaceAll("searchMicros=[^,]+", "");
    }

    private static PreparedStudy prepared(SearchSettings search) {
        Study study = Study.builder()
                .add(SyntheticMarket.bars("ETHUSD", 1, 80))
                .search(search)
                .walkForward(new WalkForward(12, 7, 1, 0))
                .build();
        Capture capture = new Capture();
        StudyRunner.run(study, RunOptions.of(capture));
        return Objects.requireNonNull(capture.study);
    }

    /** Keeps the study that it is to run. */
    private static final class Capture implements Engine {
        private PreparedStudy study;

        @Override
        public String name() {
            return "capture";
        }

        @Override
        public int workers() {
            return 1;
        }

        @Override
        public void run(PreparedStudy prepared, int[] indices, ResultSink sink, StopSignal stop) {
            study = prepared;
        }
    }
}
