package dev.fastback.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.codec.SimulationCodec;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.journal.StudyView;
import dev.fastback.result.SimulationResult.Failed;
import dev.fastback.result.SimulationResult.Skipped;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.run.StudyRunner;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.RuleStrategy;
import dev.fastback.strategy.Side;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.Window;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.walkforward.WalkForward;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RunStoreTest {
    private static final Study STUDY = Runs.study(1, 30);

    @TempDir
    Path home;

    @Test
    void aStoredRunReadsBackToTheSameHash() {
        String id = Runs.store(home, STUDY);
        StudyResult expected = StudyRunner.run(STUDY);
        assertThat(expected.count(Skipped.class)).isPositive();
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.read(id, STUDY)) {
            StudyResult read = StudyView.of(STUDY, journal);
            assertThat(read.resultHash()).isEqualTo(expected.resultHash());
            assertThat(read.forecasts()).isEqualTo(expected.forecasts());
            assertThat(read.symbols().getLast().orders()).isEqualTo(expected.symbols().getLast().orders()).isNotEmpty();
            assertThat(store.find(id).state()).isEqualTo(RunState.COMPLETED);
            assertThat(store.find(id).run()).isEqualTo(Runs.run(STUDY));
            assertThat(store.find(id).counts().finished()).isEqualTo(60);
        }
    }

    @Test
    void aLargeRunIsReadFromDiskAndEndsTheSame() {
        Study large = Runs.study(2, 1100);
        String id = Runs.store(home, large);
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.read(id, large)) {
            assertThat(StudyView.of(large, journal).resultHash()).isEqualTo(StudyRunner.run(large).resultHash());
        }
    }

    @Test
    void aLargeRunIsReadFromWhatItKeptAsFromDisk() throws SQLException {
        Study large = Runs.study(3, 1100);
        List<SimulationResult> all = Runs.results(large);
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.create(Runs.run(large), large)) {
            String id = journal.record().id();
            journal.append(all.subList(0, 700));
            assertThat(journal.read(0, 700).get()).doesNotContainNull();
            assertThat(journal.read(600, 800).get()).as("some are missing").containsNull().hasSize(200);
            journal.append(all.subList(700, all.size()));
            try (SqliteJournal reader = store.read(id, large)) {
                SimulationCodec codec = new SimulationCodec(large);
                List<SimulationResult> stored = reader.results(0, all.size());
                try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("runs.db"));
                        Statement statement = connection.createStatement()) {
                    assertThat(statement.executeUpdate("UPDATE simulations SET bytes = x'00'")).isEqualTo(all.size());
                }
                List<SimulationResult> kept = journal.read(0, all.size()).get();
                for (int i = 0; i < all.size(); i++) {
                    assertThat(codec.encode(kept.get(i))).isEqualTo(codec.encode(stored.get(i)));
                }
            }
        }
    }

    @Test
    void anInterruptedRunIsResumedToTheSameHash() {
        List<SimulationResult> all = Runs.results(STUDY);
        String id;
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.create(Runs.run(STUDY), STUDY)) {
            journal.append(all.subList(0, 7));
            journal.append(all.subList(40, 43));
            journal.finish(RunState.INTERRUPTED);
            id = journal.record().id();
        }
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.resume(id, Runs.run(STUDY), STUDY, null)) {
            assertThat(journal.finished().cardinality()).isEqualTo(10);
            assertThat(Runs.finish(STUDY, journal).resultHash()).isEqualTo(StudyRunner.run(STUDY).resultHash());
            journal.finish(RunState.COMPLETED);
            assertThat(store.find(id).isUnfinished()).isFalse();
        }
    }

    @Test
    void failuresKeepTheirDetails() {
        Failed failed = new Failed(STUDY.simulation(2), "IllegalStateException: no luck", "trace\n\tat line 1\n");
        String id;
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.create(Runs.run(STUDY), STUDY)) {
            journal.append(List.of(failed));
            id = journal.record().id();
        }
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.read(id, STUDY)) {
            assertThat(journal.results(2, 3)).containsExactly(failed);
            assertThat(store.find(id).counts()).isEqualTo(new RunCounts(0, 1, 0));
        }
    }

    @Test
    void aResultIsAddedOnlyOnce() {
        List<SimulationResult> all = Runs.results(STUDY);
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.create(Runs.run(STUDY), STUDY)) {
            journal.append(all.subList(0, 3));
            assertThatIllegalArgumentException().isThrownBy(() -> journal.append(all.subList(2, 5))).withMessageContaining("simulation 2");
            assertThat(journal.finished().cardinality()).isEqualTo(3);
        }
    }

    @Test
    void runsAreListedNewestFirstAndFoundByPrefixOrAsLast() {
        String first = Runs.store(home, STUDY);
        String second = Runs.store(home, Runs.study(2, 5));
        try (RunStore store = RunStore.open(home)) {
            assertThat(store.list()).extracting(RunRecord::id).containsExactly(second, first);
            assertThat(store.find("last").id()).isEqualTo(second);
            assertThat(first).matches("20261123-143015-[0-9a-f]{4}");
            assertThat(store.find(first).id()).isEqualTo(first);
            int differs = 0;
            while (first.charAt(differs) == second.charAt(differs)) {
                differs++;
            }
            assertThat(store.find(first.substring(0, differs + 1)).id()).isEqualTo(first);
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.find("2026")).withMessageContaining("several");
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.find("x")).withMessageContaining("no run x");
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.find("%"));
        }
    }

    @Test
    void aRemovedRunIsGoneWithItsResults() throws SQLException {
        String first = Runs.store(home, STUDY);
        String second = Runs.store(home, Runs.study(2, 5));
        try (RunStore store = RunStore.open(home)) {
            store.remove(second);
            assertThat(store.list()).extracting(RunRecord::id).containsExactly(first);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("runs.db"))) {
            assertThat(Schema.number(connection, "SELECT count(*) FROM simulations")).isEqualTo(60);
            assertThat(Schema.number(connection, "SELECT count(*) FROM documents")).isEqualTo(3);
            assertThat(Schema.number(connection, "SELECT count(*) FROM progress")).isEqualTo(1);
        }
    }

    @Test
    void aRunIsWrittenByOneAtATime() {
        try (RunStore one = RunStore.open(home);
                RunStore two = RunStore.open(home);
                SqliteJournal journal = one.create(Runs.run(STUDY), STUDY)) {
            String id = journal.record().id();
            assertThat(two.find(id).state()).isEqualTo(RunState.RUNNING);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> two.resume(id, Runs.run(STUDY), STUDY, null))
                    .withMessageContaining("being written by process " + ProcessHandle.current().pid());
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> two.remove(id));
            assertThat(two.newestUnfinished(Runs.run(STUDY).study(), 1, "0.1.0")).isEmpty();
            journal.close();
            assertThat(two.find(id).state()).isEqualTo(RunState.INTERRUPTED);
            assertThat(two.newestUnfinished(Runs.run(STUDY).study(), 1, "0.1.0")).isPresent();
            two.resume(id, Runs.run(STUDY), STUDY, null).close();
        }
    }

    @Test
    void anotherReaderSeesWhatIsWrittenMeanwhile() {
        List<SimulationResult> all = Runs.results(STUDY);
        try (RunStore writing = RunStore.open(home);
                RunStore reading = RunStore.open(home);
                SqliteJournal journal = writing.create(Runs.run(STUDY), STUDY)) {
            for (int i = 0; i < 20; i++) {
                journal.append(all.subList(i, i + 1));
                try (SqliteJournal seen = reading.read(journal.record().id(), STUDY)) {
                    assertThat(seen.finished().cardinality()).isEqualTo(i + 1);
                }
                assertThat(reading.find("last").counts().finished()).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void damagedResultsAreListedAndRunAgain() throws SQLException {
        String id = Runs.store(home, STUDY);
        Runs.sql(home, "UPDATE simulations SET crc = crc + 1 WHERE key % 7 = 0", "UPDATE simulations SET bytes = x'0100' WHERE key % 4294967296 = 3");
        try (RunStore store = RunStore.open(home)) {
            RunCheck check = store.verify(id, STUDY);
            assertThat(check.damaged()).isBetween(8, 11);
            assertThat(check.findings()).contains("simulation 3: its checksum is wrong");
            assertThat(store.verify(id, null).damaged()).isEqualTo(check.damaged());
            try (SqliteJournal journal = store.resume(id, Runs.run(STUDY), STUDY, null)) {
                assertThat(journal.damaged()).isEqualTo(check.damaged());
                assertThat(Runs.finish(STUDY, journal).resultHash()).isEqualTo(StudyRunner.run(STUDY).resultHash());
            }
            assertThat(store.verify(id, STUDY).isSound()).isTrue();
            assertThat(store.find(id).notes()).singleElement().asString().contains("damaged results were removed");
        }
    }

    @Test
    void damagedOrdersAreMissingAndMadeAgain() throws SQLException {
        String id = Runs.store(home, STUDY);
        Runs.sql(home, "UPDATE documents SET bytes = x'0100000000' WHERE name = 'symbol' AND position = 1", "UPDATE documents SET crc = 1 WHERE name = 'forecasts'");
        List<String> findings = List.of("the run's forecasts: its checksum is wrong", "the outcome of symbol 1: its checksum is wrong");
        StudyResult expected = StudyRunner.run(STUDY);
        try (RunStore store = RunStore.open(home)) {
            assertThat(store.verify(id, STUDY)).isEqualTo(new RunCheck(60, 0, findings));
            assertThat(store.verify(id, null)).isEqualTo(new RunCheck(60, 0, findings));
            try (SqliteJournal journal = store.read(id, STUDY)) {
                assertThat(journal.findings()).isEqualTo(findings);
                assertThat(journal.forecasts()).isEmpty();
                assertThat(journal.symbol(0).orders()).isEqualTo(expected.symbols().getFirst().orders());
                assertThat(journal.symbol(1)).isEqualTo(SymbolOutcome.UNKNOWN);
            }
            try (SqliteJournal journal = store.resume(id, Runs.run(STUDY), STUDY, null)) {
                assertThat(Runs.finish(STUDY, journal).resultHash()).isEqualTo(expected.resultHash());
                assertThat(journal.findings()).as("made again").isEmpty();
                journal.finish(RunState.COMPLETED);
            }
            assertThat(store.verify(id, STUDY).isSound()).isTrue();
            assertThat(store.find(id).notes()).hasSize(2).allMatch(note -> note.startsWith("damaged and made again: "));
        }
    }

    @Test
    void resultsOfAnotherBuildAreRefusedByNameAndNotRemoved() throws SQLException {
        String id = Runs.store(home, STUDY);
        int index = 3;
        byte[] bytes = {2, 0, 7};
        CRC32C crc = new CRC32C();
        crc.update(id.getBytes(StandardCharsets.UTF_8));
        crc.update(ByteBuffer.allocate(12).putLong(index).putInt(0).flip());
        crc.update(bytes);
        Runs.sql(home, "UPDATE simulations SET status = 0, bytes = x'020007', crc = " + crc.getValue() + " WHERE key % 4294967296 = " + index,
                "UPDATE simulations SET crc = 1 WHERE key % 4294967296 = 1");
        String line = "run " + id + " was written by another build (format 2, this one knows 5)";
        try (RunStore store = RunStore.open(home)) {
            RunRecord before = store.find(id);
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.resume(id, Runs.run(STUDY), STUDY, null)).withMessage(line);
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.read(id, STUDY)).withMessage(line);
            assertThat(store.verify(id, STUDY).findings()).contains(line);
            assertThat(store.verify(id, null).findings()).as("its checksum is right").hasSize(1).noneMatch(f -> f.contains("simulation 3"));
            assertThat(store.find(id)).isEqualTo(before);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("runs.db"))) {
            assertThat(Schema.number(connection, "SELECT count(*) FROM simulations")).as("nothing was removed").isEqualTo(60);
        }
    }

    @Test
    void textsOfARunThatGoesOnChangedAreStoredAnew() {
        String id = Runs.store(home, STUDY);
        NewRun was = Runs.run(STUDY);
        NewRun changed = new NewRun(was.started(), "0.2.0", was.java(), was.seed(), was.simulations(), was.study() + " ", was.request());
        try (RunStore store = RunStore.open(home)) {
            store.resume(id, changed, STUDY, "by force").close();
            assertThat(store.find(id).run()).isEqualTo(changed);
            assertThat(store.find(id).notes()).containsExactly("by force");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "UPDATE progress SET state = 'stopped'",
        "UPDATE progress SET ended = NULL",
        "UPDATE progress SET completed = completed - 1",
        "UPDATE progress SET failed = 'x'",
        "UPDATE progress SET skipped = 0",
        "UPDATE progress SET process = 1",
        "UPDATE progress SET notes = 'resumed'",
        "UPDATE progress SET crc = crc + 1",
        "DELETE FROM progress"
    })
    void aRunOfWhichOnlyHowItStandsIsDamagedIsReadAndResumed(String damage) throws SQLException {
        String id = Runs.store(home, STUDY);
        StudyResult expected = StudyRunner.run(STUDY);
        RunCounts counts;
        try (RunStore store = RunStore.open(home)) {
            counts = store.find(id).counts();
        }
        Runs.sql(home, damage);
        try (RunStore store = RunStore.open(home)) {
            RunRecord record = store.find(id);
            assertThat(record.state()).isEqualTo(RunState.INTERRUPTED);
            assertThat(record.run()).isEqualTo(Runs.run(STUDY));
            assertThat(record.counts()).as("counted").isEqualTo(counts);
            assertThat(record.notes()).containsExactly(RunTable.STANDING_DAMAGED);
            assertThat(store.list()).containsExactly(record);
            assertThat(store.verify(id, STUDY)).isEqualTo(new RunCheck(60, 0, List.of(RunTable.STANDING_DAMAGED)));
            try (SqliteJournal journal = store.read(id, STUDY)) {
                assertThat(StudyView.of(STUDY, journal).resultHash()).isEqualTo(expected.resultHash());
            }
            try (SqliteJournal journal = store.resume(id, Runs.run(STUDY), STUDY, null)) {
                assertThat(Runs.finish(STUDY, journal).resultHash()).isEqualTo(expected.resultHash());
                journal.finish(RunState.COMPLETED);
            }
            assertThat(store.verify(id, STUDY).isSound()).isTrue();
            assertThat(store.find(id).state()).isEqualTo(RunState.COMPLETED);
            assertThat(store.find(id).notes()).containsExactly("its state, counts and notes were damaged, and written anew by a resume");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "started = '2026-11-23T14:30:16Z'", "version = '0.2.0'", "java = '26'", "seed = 7", "simulations = 3", "study = '{}'", "request = '{}'", "crc = 1"
    })
    void aRunWhoseSettingsAreDamagedIsNamedSoAndItsResultsAreNot(String damage) throws SQLException {
        String id = Runs.store(home, STUDY);
        Runs.sql(home, "UPDATE runs SET " + damage);
        try (RunStore store = RunStore.open(home)) {
            assertThat(store.find(id).state()).isEqualTo(RunState.DAMAGED);
            assertThat(store.find(id).notes()).containsExactly(RunTable.SETTINGS_DAMAGED);
            assertThat(store.verify(id, null)).isEqualTo(new RunCheck(60, 0, List.of(RunTable.SETTINGS_DAMAGED)));
        }
    }

    @Test
    void aChangedIdIsFoundAndItsResultsAreNotTakenForDamaged() throws SQLException {
        String id = Runs.store(home, STUDY);
        Runs.sql(home, "UPDATE runs SET id = 'other'");
        try (RunStore store = RunStore.open(home)) {
            assertThat(store.find("other").state()).isEqualTo(RunState.DAMAGED);
            RunCheck check = store.verify("other", null);
            assertThat(check.checked()).isEqualTo(60);
            assertThat(check.damaged()).isZero();
            assertThat(check.findings())
                    .containsExactly("its id (table runs) is not " + id + " as it was written: it cannot be reported or resumed; all else of its record is");
        }
        Runs.sql(home, "UPDATE runs SET seed = 7", "UPDATE simulations SET status = 1 - status WHERE key % 4294967296 = 3");
        try (RunStore store = RunStore.open(home)) {
            RunCheck check = store.verify("other", null);
            assertThat(check.damaged()).isEqualTo(1);
            assertThat(check.findings())
                    .containsExactly(
                            "its id (table runs) is not " + id + " as it was written: it cannot be reported or resumed; " + RunTable.SETTINGS_DAMAGED,
                            "simulation 3: its checksum is wrong");
        }
        Runs.sql(home, "UPDATE runs SET started = '1'");
        try (RunStore store = RunStore.open(home)) {
            assertThat(store.verify("other", null).findings()).contains(RunTable.ALL_DAMAGED);
        }
    }

    @Test
    void listsCountDamagedResultsAsMissing() throws SQLException {
        String id = Runs.store(home, STUDY);
        RunCounts counts;
        try (RunStore store = RunStore.open(home)) {
            counts = store.list().getFirst().counts();
            assertThat(counts).isEqualTo(store.find(id).counts()).isEqualTo(store.findAndCount(id).counts());
        }
        Runs.sql(home, "UPDATE simulations SET crc = crc + 1 WHERE key IN (SELECT key FROM simulations WHERE status = 0 LIMIT 2)");
        try (RunStore store = RunStore.open(home)) {
            RunCounts less = new RunCounts(counts.completed() - 2, counts.failed(), counts.skipped());
            assertThat(store.list().getFirst().counts()).isEqualTo(less);
            assertThat(store.findAndCount(id).counts()).isEqualTo(less);
        }
    }

    @Test
    void resultsOfSymbolsThatHaveChangedAreRunAgainAndTheOthersStay() {
        String id = Runs.store(home, STUDY);
        try (RunStore store = RunStore.open(home)) {
            try (SqliteJournal journal = store.resume(id, Runs.run(STUDY), STUDY, "resumed by force", Set.of(1))) {
                assertThat(journal.finished().cardinality()).isEqualTo(30);
                assertThat(journal.finished().nextClearBit(0)).isEqualTo(30);
                assertThat(journal.record().counts().finished()).isEqualTo(30);
                assertThat(journal.symbol(0).isKnown()).isFalse();
                assertThat(journal.forecasts()).isEmpty();
                assertThat(Runs.finish(STUDY, journal).resultHash()).isEqualTo(StudyRunner.run(STUDY).resultHash());
                journal.finish(RunState.COMPLETED);
            }
            assertThat(store.find(id).notes())
                    .containsExactly("30 results of symbols that have changed were removed and run again", "resumed by force");
            assertThat(store.verify(id, STUDY).isSound()).isTrue();
        }
    }

    @Test
    void aDamagedRecordIsShownAsDamagedAndNotOpened() throws SQLException {
        String id = Runs.store(home, STUDY);
        Runs.sql(home, "UPDATE runs SET seed = 5");
        try (RunStore store = RunStore.open(home)) {
            assertThat(store.find(id).state()).isEqualTo(RunState.DAMAGED);
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.read(id, STUDY)).withMessageContaining("damaged");
            assertThat(store.verify(id, STUDY).isSound()).isFalse();
            store.remove(id);
            assertThat(store.list()).isEmpty();
        }
    }

    @Test
    void aStoreOfALaterReleaseIsRefusedInOneLine() throws SQLException {
        Runs.store(home, STUDY);
        Runs.sql(home, "PRAGMA user_version=3");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> RunStore.open(home))
                .withMessageContaining("format 3 of a later Fastback")
                .withMessageNotContaining("\n");
    }

    @Test
    void otherFilesAreRefusedInOneLine() throws IOException, SQLException {
        Files.writeString(home.resolve("runs.db"), "date,open,high,low,close\n".repeat(100));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> RunStore.open(home)).withMessageContaining("no run store");
        Files.delete(home.resolve("runs.db"));
        Runs.sql(home, "CREATE TABLE other (x)");
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> RunStore.open(home)).withMessageContaining("no run store");
    }

    @Test
    void folderNamesMayHoldAnyCharacter() {
        Path odd = home.resolve("a ? b % # & ü");
        String id = Runs.store(odd, STUDY);
        try (RunStore store = RunStore.open(odd)) {
            assertThat(store.find("last").id()).isEqualTo(id);
        }
        assertThat(odd.resolve("runs.db")).exists();
    }

    @Test
    void manyMayMakeTheSameStoreAtOnce() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path folder = home.resolve("round-" + round);
            try (var threads = Executors.newFixedThreadPool(6)) {
                List<Future<?>> openings = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    openings.add(threads.submit(() -> RunStore.open(folder).close()));
                }
                for (Future<?> opening : openings) {
                    opening.get(30, TimeUnit.SECONDS);
                }
            }
        }
    }

    @Test
    void anExceptionInAStrategyIsKeptWithItsTrace() {
        Study study = Study.builder()
                .add(SyntheticMarket.bars("ETHUSD", 1, 60))
                .strategies(List.of(new FailingStrategy()))
                .walkForward(new WalkForward(3, 7, 1, 0))
                .build();
        String id = Runs.store(home, study);
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.read(id, study)) {
            assertThat(store.find(id).counts().failed()).isEqualTo(3);
            assertThat(((Failed) journal.results(1, 2).getFirst()).details()).contains("no such luck", "at dev.fastback.store.RunStoreTest");
        }
    }

    private static final class FailingStrategy implements RuleStrategy {
        @Override
        public StrategySpec spec() {
            return StrategySpec.of("nobody", "fails");
        }

        @Override
        public Evaluation score(Window window, Market market) {
            throw new IllegalStateException("no such luck");
        }

        @Override
        public Evaluation scoreOutOfSample(Window window, Market market) {
            throw new IllegalStateException("no such luck");
        }

        @Override
        public Side side(Window window, Market market) {
            return Side.NONE;
        }
    }

    @Test
    void lookingForAStoreMakesNone() {
        assertThat(RunStore.openExisting(home.resolve("new"))).isEmpty();
        assertThat(home.resolve("new")).doesNotExist();
    }
}
