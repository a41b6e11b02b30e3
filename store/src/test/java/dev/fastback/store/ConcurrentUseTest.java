package dev.fastback.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fastback.journal.StudyView;
import dev.fastback.result.SimulationResult.Interrupted;
import dev.fastback.result.SimulationResult;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What several processes do to one store at the same time. */
@Timeout(60)
class ConcurrentUseTest {
    private static final Study STUDY = Runs.study(1, 30);

    @TempDir
    Path home;

    /** While one waits for the lock of a run, another removes that run and its key goes to a newer one, as it did in format 1. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoWaitsForALockLooksAtTheIdAgain(boolean removes) throws Exception {
        String id = Runs.store(home, STUDY);
        try (RunStore holding = RunStore.open(home);
                RunStore waiting = RunStore.open(home);
                var thread = Executors.newSingleThreadExecutor()) {
            SqliteJournal holder = holding.resume(id, Runs.run(STUDY), STUDY, null);
            Future<?> waits = thread.submit(() -> {
                if (removes) {
                    waiting.remove(id);
                } else {
                    waiting.resume(id, Runs.run(STUDY), STUDY, null).close();
                }
            });
            Thread.sleep(150); // it tries for half a second
            sql("UPDATE runs SET id = '20261201-000000-ffff'");
            holder.close();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> waits.get(20, TimeUnit.SECONDS))
                    .withCauseInstanceOf(StoreException.class)
                    .withMessageContaining("there is no run " + id);
        }
        assertThat(number("SELECT count(*) FROM runs")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM simulations")).isEqualTo(60);
    }

    @Test
    void noKeyIsGivenTwice() throws SQLException {
        String first = Runs.store(home, STUDY);
        try (RunStore store = RunStore.open(home)) {
            store.remove(first);
        }
        String second = Runs.store(home, STUDY);
        assertThat(number("SELECT key FROM runs WHERE id = '" + second + "'")).isEqualTo(2);
        assertThat(number("SELECT min(key) / 4294967296 FROM simulations")).isEqualTo(2);
    }

    @Test
    void whatIsReadOfARunningRunIsOfOneMoment() {
        List<SimulationResult> all = Runs.results(STUDY);
        try (RunStore writing = RunStore.open(home);
                RunStore reading = RunStore.open(home);
                SqliteJournal journal = writing.create(Runs.run(STUDY), STUDY)) {
            String id = journal.record().id();
            journal.append(all.subList(0, 5));
            try (SqliteJournal seen = reading.read(id, STUDY)) {
                StudyResult then = StudyView.of(STUDY, seen);
                journal.append(all.subList(5, 35));
                journal.putSymbols(List.of(journal.symbol(0), journal.symbol(1)));
                journal.finish(RunState.STOPPED);
                assertThat(seen.record().state()).isEqualTo(RunState.RUNNING);
                assertThat(seen.record().counts().finished()).isEqualTo(5);
                assertThat(seen.finished().cardinality()).isEqualTo(5);
                assertThat(then.count(Interrupted.class)).isEqualTo(55);
                assertThat(reading.find(id).counts().finished()).as("the store itself sees what is new").isEqualTo(35);
                reading.verify(id, STUDY);
            }
            try (SqliteJournal seen = reading.read(id, STUDY)) {
                assertThat(seen.finished().cardinality()).isEqualTo(35);
            }
        }
    }

    /** The results of a large study are not kept in memory, so they are read when they are asked for. */
    @Test
    void aLargeRunIsReadAsItWasWhenItsJournalWasOpened() {
        Study large = Runs.study(2, 1100);
        List<SimulationResult> all = Runs.results(large);
        try (RunStore writing = RunStore.open(home);
                RunStore reading = RunStore.open(home);
                SqliteJournal journal = writing.create(Runs.run(large), large)) {
            journal.append(all.subList(0, 200));
            try (SqliteJournal seen = reading.read(journal.record().id(), large)) {
                StudyResult report = StudyView.of(large, seen);
                journal.append(all.subList(200, 1200));
                assertThat(report.count(Interrupted.class)).isEqualTo(2000);
                assertThat(report.simulations().filter(Interrupted.class::isInstance).count()).isEqualTo(2000);
                assertThat(report.resultHash()).isEqualTo(StudyView.of(large, seen).resultHash());
            }
        }
    }

    @Test
    void aRunWhoseWriterIsGoneIsNotReadAsRunning() {
        List<SimulationResult> all = Runs.results(STUDY);
        try (RunStore store = RunStore.open(home)) {
            String id;
            try (SqliteJournal journal = store.create(Runs.run(STUDY), STUDY)) {
                journal.append(all.subList(0, 5));
                id = journal.record().id();
            }
            try (SqliteJournal seen = store.read(id, STUDY)) {
                assertThat(seen.record().state()).isEqualTo(RunState.INTERRUPTED);
            }
        }
    }

    @Test
    void aRunThatAnErrorEndsIsStoppedWhenThereIsSomethingToGoOnWith() {
        List<SimulationResult> all = Runs.results(STUDY);
        try (RunStore store = RunStore.open(home);
                SqliteJournal some = store.create(Runs.run(STUDY), STUDY);
                SqliteJournal none = store.create(Runs.run(STUDY), STUDY)) {
            some.append(all.subList(0, 5));
            assertThat(some.finishAfterError()).isEqualTo(RunState.STOPPED);
            assertThat(none.finishAfterError()).isEqualTo(RunState.FAILED);
            assertThat(store.list()).extracting(RunRecord::state).containsExactly(RunState.FAILED, RunState.STOPPED);
            some.append(all.subList(5, 60));
            assertThat(some.finishAfterError()).as("nothing is missing").isEqualTo(RunState.FAILED);
        }
    }

    private int number(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("runs.db"))) {
            return Schema.number(connection, query);
        }
    }

    private void sql(String line) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("runs.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(line);
        }
    }
}
