package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.engine.Engine;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.Study;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThreadEngineTest extends EngineContract {
    @Override
    protected Engine engine() {
        return new ThreadEngine(4);
    }

    @Test
    void anyNumberOfWorkersGivesTheSameBytes() {
        Study study = Study.builder()
                .add(RandomBars.walk(new SplittableRandom(11), 300).withSymbol("BTCUSD"))
                .build();
        String expected = StudyRunner.run(study).resultHash();
        for (int workers : new int[] {1, 2, 3, 8, 16, 64}) {
            assertThat(StudyRunner.run(study, RunOptions.of(new ThreadEngine(workers))).resultHash())
                    .as(workers + " workers")
                    .isEqualTo(expected);
        }
    }

    @Test
    void refusesNoWorkers() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ThreadEngine(0)).withMessageContaining("workers");
    }
}
