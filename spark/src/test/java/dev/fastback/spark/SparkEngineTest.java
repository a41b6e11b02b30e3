package dev.fastback.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.engine.Engine;
import dev.fastback.engine.ModelUse;
import dev.fastback.forecast.builtin.NanoForecaster;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.testkit.EngineContract;
import dev.fastback.testkit.RandomBars;
import dev.fastback.walkforward.WalkForward;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The engine on two threads of Spark keeps what every engine promises. */
class SparkEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new SparkEngine("local[2]", 2, null);
    }

    @Override
    protected boolean takesOwnStrategies() {
        return false;
    }

    @Test
    void executorsThatLoadTheModelThemselvesGiveTheSameBytes() {
        for (SearchSettings search : List.of(SearchSettings.EXACT, SearchSettings.EXACT.withSharedBy(4))) {
            SplittableRandom random = new SplittableRandom(31);
            Study study = Study.builder()
                    .add(RandomBars.walk(random, 230).withSymbol("SHARE0"))
                    .add(RandomBars.walk(random, 240).withSymbol("SHARE1"))
                    .forecaster(new NanoForecaster())
                    .search(search)
                    .walkForward(new WalkForward(20, 7, 1, 0))
                    .build();
            SparkEngine engine = new SparkEngine("local[2]", 2, null, true);
            StudyResult result = StudyRunner.run(study, RunOptions.of(engine));
            assertThat(result.resultHash()).isEqualTo(StudyRunner.run(study).resultHash());
            ModelUse use = engine.modelUse().orElseThrow();
            assertThat(use.workers()).isEqualTo(1);
            assertThat(use.rows()).isBetween(30L, 6L * result.forecasts().distinct());
            assertThat(use.seconds()).isPositive();
        }
        assertThat(engine().modelUse()).isEmpty();
    }

    @Test
    void aForecasterWithoutAModelIsRefused() {
        Study study = Study.builder().add(RandomBars.walk(new SplittableRandom(3), 60)).walkForward(new WalkForward(5, 7, 1, 0)).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudyRunner.run(study, RunOptions.of(new SparkEngine("local[2]", 2, null, true))))
                .withMessage("--model-per-worker is for forecasters with a model that a process can load, and mean5 has none");
    }

    /** The pools of the connection live on with it: what must not live on is a thread that still runs our code. */
    @Override
    protected boolean keptByItsHost(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .noneMatch(frame -> frame.getClassName().startsWith("dev.fastback."));
    }
}
