package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fastback.engine.Engine;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.journal.JournalException;
import dev.fastback.journal.MemoryJournal;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.RunListener;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.Study;
import dev.fastback.testkit.fault.FailingJournal;
import dev.fastback.walkforward.WalkForward;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A journal that fails at its n-th append stops the run with its own words; nobody hears of what it did not take. */
@Timeout(60)
class FailingJournalTest {
    private static final Study STUDY = study();
    private static final String WHOLE = StudyRunner.run(STUDY).resultHash();

    static Stream<Engine> engines() {
        return Stream.of(new SequentialEngine(), new ThreadEngine(1), new ThreadEngine(4));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void stopsTheRunWhichGoesOnFromWhatWasTaken(Engine engine) {
        int stopped = 0;
        for (int n = 1; n <= 4; n++) {
            MemoryJournal kept = new MemoryJournal(STUDY);
            FailingJournal journal = new FailingJournal(kept, n);
            BitSet told = new BitSet();
            RunOptions options = RunOptions.of(engine).withJournal(journal).withListener(new RunListener() {
                @Override
                public void simulationDone(SimulationResult result, int done, int total) {
                    told.set(result.simulation().index());
                }
            });
            try {
                assertThat(StudyRunner.run(STUDY, options).resultHash()).isEqualTo(WHOLE);
            } catch (JournalException e) {
                assertThat(e).hasMessage("append " + n + " fails");
                assertThat(journal.appends()).as("tried again after a failure").isEqualTo(n);
                stopped++;
            }
            assertThat(told).as("told of what is kept").isEqualTo(kept.finished());
            assertThat(StudyRunner.run(STUDY, RunOptions.of(engine).withJournal(kept)).resultHash()).isEqualTo(WHOLE);
        }
        assertThat(stopped).isPositive();
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> StudyRunner.run(
                        STUDY, RunOptions.of(engine).withJournal(new FailingJournal(new MemoryJournal(STUDY), 1))));
    }

    private static Study study() {
        SplittableRandom random = new SplittableRandom(5);
        return Study.builder()
                .add(RandomBars.walk(random, 900).withSymbol("A"))
                .walkForward(new WalkForward(800, 7, 1, 0))
                .build();
    }
}
