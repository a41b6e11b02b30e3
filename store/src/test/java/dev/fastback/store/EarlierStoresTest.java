package dev.fastback.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fastback.study.Study;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that earlier releases wrote are opened and listed, and results in a format of theirs are refused by name; see {@link EarlierStores}. */
@Timeout(60)
class EarlierStoresTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = "0.1.0")
    void opensListsAndRefusesResultsOfAnotherFormat(String version) throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("runs-" + version + ".db"))) {
            Files.copy(in, home.resolve("runs.db"));
        }
        Study half = EarlierStores.STUDIES.getFirst();
        try (RunStore store = RunStore.open(home)) {
            List<RunRecord> runs = store.list();
            assertThat(runs).extracting(RunRecord::state).containsExactly(RunState.STOPPED, RunState.COMPLETED);
            assertThat(runs.getFirst().run()).isEqualTo(Runs.run(half));
            assertThat(runs.getFirst().notes()).containsExactly("a note");
            assertThat(runs.getFirst().counts().failed()).isEqualTo(1);
            String id = runs.getFirst().id();
            String line = "run " + id + " was written by another build (format 1, this one knows 5)";
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.read(id, half)).withMessage(line);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store.resume(id, runs.getFirst().run(), half, null))
                    .withMessage(line);
            assertThat(store.verify(id, half).findings()).containsExactly(line);
            assertThat(store.verify(id, null)).isEqualTo(new RunCheck(EarlierStores.STORED_OF_THE_NEWEST, 0, List.of()));
            assertThat(store.find(id)).as("nothing of it was changed").isEqualTo(runs.getFirst());
        }
    }

    @Test
    void aRowThatWasDamagedBeforeIsDamagedAfterwards() throws IOException, SQLException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("runs-0.1.0.db"))) {
            Files.copy(in, home.resolve("runs.db"));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("runs.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE runs SET notes = 'another note' WHERE key = 2");
        }
        try (RunStore store = RunStore.open(home)) {
            assertThat(store.list()).extracting(RunRecord::state).containsExactly(RunState.DAMAGED, RunState.COMPLETED);
        }
    }
}
