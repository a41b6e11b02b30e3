package dev.fastback.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fastback.journal.JournalException;
import dev.fastback.journal.StudyView;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Takes the store away from a run that is being written to it: the run says so, in one line, and what it computed can be reported. */
@Timeout(60)
class LostStoreTest {
    private static final Study STUDY = Runs.study(1, 30);
    private static final Study OTHER = Runs.study(2, 400);

    @TempDir
    Path folder;

    private Path home;
    private Path other;

    /** What somebody does to the files. */
    enum Attack {
        DELETE_DATABASE("it was deleted or moved away"),
        DELETE_ALL("it was deleted or moved away"),
        MOVE_FOLDER_AWAY("it was deleted or moved away"),
        REPLACE_DATABASE("it was replaced by another file"),
        RESTORE_A_COPY("it was replaced by another file"),
        DELETE_LOCK("runs.lock was deleted or moved away"),
        REPLACE_LOCK("runs.lock was replaced by another file"),
        DELETE_LOG("runs.db-wal was deleted or moved away"),
        REPLACE_SHARED_MEMORY("runs.db-shm was replaced by another file"),
        CUT_TO_NOTHING("it was cut short"),
        CUT_TO_TWO_PAGES("it was cut short");

        final String line;

        Attack(String line) {
            this.line = line;
        }

        void on(Path home, Path other) throws IOException {
            Path database = home.resolve("runs.db");
            switch (this) {
                case DELETE_DATABASE -> Files.delete(database);
                case DELETE_ALL -> {
                    try (var files = Files.list(home)) {
                        files.forEach(LostStoreTest::delete);
                    }
                }
                case MOVE_FOLDER_AWAY -> Files.move(home, home.resolveSibling("away"));
                case REPLACE_DATABASE -> Files.move(other.resolve("runs.db"), database, StandardCopyOption.REPLACE_EXISTING);
                case RESTORE_A_COPY -> {
                    Path copy = Files.copy(database, home.resolve("copy"));
                    Files.move(copy, database, StandardCopyOption.REPLACE_EXISTING);
                }
                case DELETE_LOCK -> Files.delete(home.resolve("runs.lock"));
                case REPLACE_LOCK -> Files.move(other.resolve("runs.lock"), home.resolve("runs.lock"), StandardCopyOption.REPLACE_EXISTING);
                case DELETE_LOG -> Files.delete(home.resolve("runs.db-wal"));
                case REPLACE_SHARED_MEMORY -> {
                    Path copy = Files.copy(home.resolve("runs.db-shm"), home.resolve("copy"));
                    Files.move(copy, home.resolve("runs.db-shm"), StandardCopyOption.REPLACE_EXISTING);
                }
                case CUT_TO_NOTHING -> cut(database, 0);
                case CUT_TO_TWO_PAGES -> cut(database, 2 * 4096);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the file in this process, which drops SQLite's locks on it; nobody else has it open. */
    private static void cut(Path file, long length) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(length);
        }
    }

    @BeforeEach
    void makeStores() {
        home = folder.resolve("home");
        other = folder.resolve("other");
        Runs.store(home, OTHER);
        Runs.store(other, Runs.study(3, 400));
    }

    @ParameterizedTest
    @EnumSource
    void theNextBatchSaysSoAndWhatIsThereCanBeReported(Attack attack) throws IOException {
        assumeThat(System.getProperty("os.name")).as("files that are open can be deleted").doesNotContain("Windows");
        List<SimulationResult> all = Runs.results(STUDY);
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.create(Runs.run(STUDY), STUDY)) {
            journal.append(all.subList(0, 20));
            attack.on(home, other);
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> journal.append(all.subList(20, 40)))
                    .withMessageStartingWith("run store " + home.resolve("runs.db") + ": ")
                    .withMessageContaining(attack.line)
                    .withMessageNotContaining("\n");
            assertThat(journal.isLost()).isTrue();
            assertThatExceptionOfType(JournalException.class).isThrownBy(() -> journal.finish(RunState.STOPPED));
            assertThatExceptionOfType(JournalException.class).isThrownBy(() -> journal.putSymbols(List.of()));
            StudyResult partial = StudyView.of(STUDY, journal);
            assertThat(partial.count(Interrupted.class)).isEqualTo(40);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunDoesNotEndAsIfAllWereWritten(Attack attack) throws IOException {
        assumeThat(System.getProperty("os.name")).as("files that are open can be deleted").doesNotContain("Windows");
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.create(Runs.run(STUDY), STUDY)) {
            Runs.finish(STUDY, journal);
            attack.on(home, other);
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> journal.finish(RunState.COMPLETED))
                    .withMessageContaining(attack.line);
        }
    }

    @Test
    void aStoreThatIsWrittenOverInPlaceIsNoticedAtTheEnd() throws IOException {
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.create(Runs.run(STUDY), STUDY)) {
            Runs.finish(STUDY, journal);
            journal.finish(RunState.STOPPED); // all of it is in the file
            byte[] bytes = Files.readAllBytes(home.resolve("runs.db"));
            cut(home.resolve("runs.db-wal"), 0);
            try (RandomAccessFile file = new RandomAccessFile(home.resolve("runs.db").toFile(), "rw")) {
                file.seek(4096);
                file.write(new byte[bytes.length - 4096]);
            }
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> journal.finish(RunState.COMPLETED))
                    .withMessageStartingWith("run store ")
                    .withMessageNotContaining("\n");
        }
    }

    @Test
    void resultsThatAnotherProgramRemovedAreNoticedAtTheEnd() throws SQLException {
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.create(Runs.run(STUDY), STUDY)) {
            Runs.finish(STUDY, journal);
            Runs.sql(home, "DELETE FROM simulations WHERE key / 4294967296 = 2 AND key % 3 = 0");
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> journal.finish(RunState.COMPLETED))
                    .withMessageContaining("does not read back as written, 20 of its results are gone");
            assertThat(journal.isLost()).isTrue();
        }
    }

    @Test
    void aRunThatIsRemovedUnderItsWriterLeavesNoRows() throws SQLException {
        List<SimulationResult> all = Runs.results(STUDY);
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.create(Runs.run(STUDY), STUDY)) {
            Runs.sql(home, "DELETE FROM runs WHERE key = 2", "DELETE FROM progress WHERE run = 2");
            String line = "run " + journal.record().id() + " was removed from the store while it was being written";
            assertThatExceptionOfType(JournalException.class).isThrownBy(() -> journal.append(all.subList(0, 9))).withMessage(line);
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> journal.putSymbols(List.of(journal.symbol(0))))
                    .withMessage(line);
            assertThatExceptionOfType(JournalException.class).isThrownBy(() -> journal.finish(RunState.STOPPED)).withMessage(line);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("runs.db"))) {
            assertThat(Schema.number(connection, "SELECT count(*) FROM simulations WHERE key / 4294967296 = 2")).isZero();
            assertThat(Schema.number(connection, "SELECT count(*) FROM documents WHERE run = 2")).isZero();
        }
    }

    @Test
    void aStoreThatBecomesShorterBecauseRunsAreRemovedIsNotLost() {
        List<SimulationResult> all = Runs.results(STUDY);
        try (RunStore store = RunStore.open(home);
                RunStore another = RunStore.open(home);
                SqliteJournal journal = store.create(Runs.run(STUDY), STUDY)) {
            journal.append(all.subList(0, 20));
            long before = home.resolve("runs.db").toFile().length();
            another.remove(another.list().getLast().id());
            assertThat(home.resolve("runs.db").toFile().length()).isLessThan(before / 2);
            assertThat(Runs.finish(STUDY, journal).resultHash()).isEqualTo(StudyRunner.run(STUDY).resultHash());
            journal.finish(RunState.COMPLETED);
            assertThat(another.verify(journal.record().id(), STUDY).isSound()).isTrue();
        }
    }
}
