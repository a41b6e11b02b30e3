package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.codec.SimulationCodec;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.journal.MemoryJournal;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.Mode;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Simulation;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimulationCodecTest {
    private static final Study STUDY = Study.builder()
            .add(RandomBars.walk(new SplittableRandom(1), 40))
            .search(SearchSettings.of(Mode.ULTRA))
            .walkForward(new WalkForward(45, 7, 2, 0))
            .reportAdjustedReturn(true)
            .build();

    @Test
    void aStudyReadsBackToTheSameHash() {
        StudyResult result = StudyRunner.run(STUDY);
        SimulationCodec codec = new SimulationCodec(STUDY);
        List<SimulationResult> copies = new ArrayList<>();
        result.simulations().forEach(s -> copies.add(codec.decode(s.simulation().index(), codec.encode(s))));
        assertThat(copies).hasAtLeastOneElementOfType(Skipped.class);
        MemoryJournal journal = new MemoryJournal(STUDY);
        journal.append(copies);
        StudyResult again = StudyRunner.run(STUDY, RunOptions.of(new SequentialEngine()).withJournal(journal));
        assertThat(again.resultHash()).isEqualTo(result.resultHash());
    }

    @Test
    void sharedParametersReadBackEqual() {
        Study study = Study.builder()
                .add(RandomBars.walk(new SplittableRandom(1), 40))
                .search(SearchSettings.EXACT.withSharedBy(8))
                .build();
        SimulationCodec codec = new SimulationCodec(study);
        StudyResult result = StudyRunner.run(study);
        MemoryJournal journal = new MemoryJournal(study);
        journal.append(result.simulations().map(s -> codec.decode(s.simulation().index(), codec.encode(s))).toList());
        StudyResult again = StudyRunner.run(study, RunOptions.of(new SequentialEngine()).withJournal(journal));
        assertThat(again.resultHash()).isEqualTo(result.resultHash());
    }

    @Test
    void aHalfFilledJournalIsCompletedToTheSameHash() {
        StudyResult whole = StudyRunner.run(STUDY);
        MemoryJournal journal = new MemoryJournal(STUDY);
        journal.append(whole.simulations().filter(s -> s.simulation().index() % 3 != 0).toList());
        StudyResult resumed = StudyRunner.run(STUDY, RunOptions.of(new SequentialEngine()).withJournal(journal));
        assertThat(resumed.resultHash()).isEqualTo(whole.resultHash());
    }

    @Test
    void failuresKeepTheirText() {
        Simulation simulation = STUDY.simulation(3);
        SimulationCodec codec = new SimulationCodec(STUDY);
        Failed failed = new Failed(simulation, "why: ü", "line 1\nline 2");
        assertThat(codec.decode(3, codec.encode(failed))).isEqualTo(failed);
        assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(new Interrupted(simulation)));
    }

    @Test
    void damagedBytesAreNamedNotBelieved() {
        SimulationCodec codec = new SimulationCodec(STUDY);
        byte[] good = codec.encode(StudyRunner.run(STUDY).simulations().findFirst().orElseThrow());
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(0, cut)).withMessageContaining("simulation 0");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.decode(0, Arrays.copyOf(good, good.length + 1)))
                .withMessageContaining("too many");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.decode(0, Arrays.copyOf(good, good.length + Long.BYTES)))
                .withMessageContaining("8 bytes too many");
        byte[] future = good.clone();
        future[0] = 9;
        assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(0, future)).withMessageContaining("format 9");
    }
}
