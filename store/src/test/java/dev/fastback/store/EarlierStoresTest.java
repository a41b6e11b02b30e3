package dev.fastback.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.Study;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that earlier releases wrote are opened, read and gone on with; see {@link EarlierStores}. */
@Timeout(60)
class EarlierStoresTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = "0.1.0")
    void opensAndGoesOn(String version) throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("runs-" + version + ".db"))) {
            Files.copy(in, home.resolve("runs.db"));
        }
        Study whole = EarlierStores.STUDIES.getLast();
        Study half = EarlierStores.STUDIES.getFirst();
        try (RunStore store = RunStore.open(home)) {
            List<RunRecord> runs = store.list();
            assertThat(runs).extracting(RunRecord::state).containsExactly(RunState.STOPPED, RunState.COMPLETED);
            assertThat(runs.getFirst().run()).isEqualTo(Runs.run(half));
            assertThat(runs.getFirst().notes()).containsExactly("a note");
            assertThat(runs.getFirst().counts().failed()).isEqualTo(1);
            try (SqliteJournal journal = store.read(runs.getLast().id(), whole)) {
                assertThat(Runs.finish(whole, journal).resultHash()).isEqualTo(StudyRunner.run(whole).resultHash());
            }
            String id = runs.getFirst().id();
            assertThat(store.verify(id, half)).isEqualTo(new RunCheck(EarlierStores.STORED_OF_THE_NEWEST, 0, List.of()));
            try (SqliteJournal journal = store.resume(id, runs.getFirst().run(), half, null)) {
                assertThat(Runs.finish(half, journal).count(Failed.class)).isEqualTo(1);
                assertThat(journal.results(3, 4)).containsExactly(EarlierStores.failure());
            }
            assertThat(store.find(id).isUnfinished()).isFalse();
        }
    }
}
