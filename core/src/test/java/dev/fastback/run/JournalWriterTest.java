package dev.fastback.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.journal.MemoryJournal;
import dev.fastback.result.SimulationResult;
import dev.fastback.study.Study;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalWriterTest {
    @Test
    void whatWaitsIsWrittenThoughNoFurtherResultComes() throws InterruptedException {
        Study study = Study.builder().add(SyntheticMarket.bars("ETHUSD", 1, 100)).build();
        MemoryJournal journal = new MemoryJournal(study);
        List<Integer> told = new ArrayList<>();
        JournalWriter writer = new JournalWriter(study, journal, new RunListener() {
            @Override
            public void simulationDone(SimulationResult result, int done, int total) {
                told.add(result.simulation().index());
            }
        });
        writer.accept(new SimulationResult.Skipped(study.simulation(3), "a test"));
        writer.idle();
        assertThat(told).as("more may come").isEmpty();
        Thread.sleep(250);
        writer.idle();
        assertThat(told).containsExactly(3);
        assertThat(journal.finished().get(3)).isTrue();
    }
}
