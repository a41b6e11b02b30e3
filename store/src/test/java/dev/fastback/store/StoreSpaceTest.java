package dev.fastback.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fastback.result.SimulationResult;
import dev.fastback.study.Study;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How much a store writes and keeps. */
@Timeout(60)
class StoreSpaceTest {
    private static final Study STUDY = Runs.study(1, 30);

    @TempDir
    Path home;

    @Test
    void textsAreWrittenOnceAndNotWithEachBatch() throws IOException {
        int text = 1 << 20;
        NewRun plain = Runs.run(STUDY);
        NewRun large = new NewRun(
                plain.started(), plain.version(), plain.java(), plain.seed(), plain.simulations(), "s".repeat(text), "r".repeat(text));
        List<SimulationResult> all = Runs.results(STUDY);
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.create(large, STUDY)) {
            long begun = written();
            assertThat(begun).isGreaterThan(2 * text);
            for (SimulationResult result : all) {
                journal.append(List.of(result));
            }
            assertThat(written() - begun).as("60 batches").isLessThan(text);
            journal.note("a note");
            journal.finish(RunState.COMPLETED);
            assertThat(store.find("last").run()).isEqualTo(large);
        }
    }

    /** What is in the log, which nothing was moved from yet: all that was written. */
    private long written() throws IOException {
        return Files.size(home.resolve("runs.db-wal"));
    }

    @Test
    void removingARunGivesItsSpaceBack() throws IOException {
        String first = Runs.store(home, STUDY);
        long one = Files.size(home.resolve("runs.db"));
        String second = Runs.store(home, Runs.study(2, 1500));
        long two = Files.size(home.resolve("runs.db"));
        assertThat(two).isGreaterThan(one * 5);
        try (RunStore store = RunStore.open(home)) {
            store.remove(second);
            assertThat(Files.size(home.resolve("runs.db"))).isLessThan(one + 10 * 4096);
            assertThat(store.verify(first, STUDY).isSound()).isTrue();
        }
    }

    @Test
    void whatAReaderStillNeedsIsGivenBackByCompact() throws IOException {
        Runs.store(home, STUDY);
        Study large = Runs.study(2, 1500);
        String id = Runs.store(home, large);
        long two = Files.size(home.resolve("runs.db"));
        try (RunStore store = RunStore.open(home)) {
            try (SqliteJournal reader = store.read(id, large)) {
                store.remove(id);
                assertThat(reader.results(0, 1).getFirst()).as("of the moment it was opened").isNotNull();
                assertThat(Files.size(home.resolve("runs.db"))).isEqualTo(two);
            }
            assertThat(store.compact()).isGreaterThan(two / 2);
            assertThat(Files.size(home.resolve("runs.db"))).isLessThan(two / 2);
            assertThat(store.compact()).isZero();
        }
    }

    @Test
    void aStoreOfAnEarlierReleaseIsWrittenAnewByCompactWhileNobodyWrites() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("runs-0.1.0.db"))) {
            Files.copy(in, home.resolve("runs.db"));
        }
        Study large = Runs.study(2, 1500);
        String id = Runs.store(home, large);
        long full = Files.size(home.resolve("runs.db"));
        try (RunStore store = RunStore.open(home)) {
            store.remove(id);
            assertThat(Files.size(home.resolve("runs.db"))).as("its pages are kept for later").isEqualTo(full);
            try (SqliteJournal journal = store.create(Runs.run(STUDY), STUDY)) {
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(store::compact)
                        .withMessageContaining("run " + journal.record().id() + " is being written by process");
            }
            List<RunRecord> before = store.list();
            assertThat(store.compact()).isGreaterThan(full / 2);
            assertThat(store.list()).isEqualTo(before);
            String again = Runs.store(home, large);
            store.remove(again);
            assertThat(Files.size(home.resolve("runs.db"))).as("from now on at once").isLessThan(full / 2);
        }
    }
}
