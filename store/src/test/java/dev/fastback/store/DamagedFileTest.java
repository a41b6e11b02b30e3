package dev.fastback.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.codec.SimulationCodec;
import dev.fastback.journal.JournalException;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.study.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts and flips a store's files: whatever is read afterwards is what was written, or nothing, or a named error. The number of cases
 * grows with the system property {@code fastback.damages}.
 */
@Timeout(300)
class DamagedFileTest {
    private static final int CASES = Integer.getInteger("fastback.damages", 250);
    private static final Study FIRST = Runs.study(1, 30);
    private static final Study SECOND = Runs.study(2, 12);

    /** The results of both runs as bytes, and the whole records. */
    private static final Map<String, List<byte[]>> TRUTH = new HashMap<>();

    private static final Map<String, RunRecord> RECORDS = new HashMap<>();

    /** What is known of each symbol of both runs. */
    private static final Map<String, List<SymbolOutcome>> OUTCOMES = new HashMap<>();
    private static byte[] closed;
    private static byte[] open;
    private static byte[] log;

    @TempDir
    static Path folder;

    private int errors;
    private int losses;

    @BeforeAll
    static void writeAStore() throws IOException {
        String first = Runs.store(folder, FIRST);
        String second = Runs.store(folder, SECOND);
        closed = Files.readAllBytes(folder.resolve("runs.db"));
        try (RunStore store = RunStore.open(folder);
                SqliteJournal journal = store.resume(first, Runs.run(FIRST), FIRST, "resumed in a test")) {
            journal.finish(RunState.STOPPED);
            open = Files.readAllBytes(folder.resolve("runs.db"));
            log = Files.readAllBytes(folder.resolve("runs.db-wal"));
            assertThat(log).isNotEmpty();
            remember(store, first, FIRST);
            remember(store, second, SECOND);
        }
    }

    private static void remember(RunStore store, String id, Study study) {
        SimulationCodec codec = new SimulationCodec(study);
        try (SqliteJournal journal = store.read(id, study)) {
            OUTCOMES.put(id, List.of(journal.symbol(0), journal.symbol(1)));
            assertThat(journal.symbol(1).orders()).isNotEmpty();
            TRUTH.put(id, journal.results(0, study.simulationCount()).stream().map(codec::encode).toList());
        }
        RECORDS.put(id, store.find(id));
    }

    @Test
    void aFileCutAnywhereIsAnEarlierStateOrAnError() throws IOException {
        for (int length : lengths(closed.length, Runs.random("cut", 11))) {
            check(Arrays.copyOf(closed, length), new byte[0], "cut at " + length);
        }
        assertThat(errors).isPositive();
    }

    @Test
    void aLogCutAnywhereIsAnEarlierStateOrAnError() throws IOException {
        for (int length : lengths(log.length, Runs.random("log cut", 12))) {
            check(open, Arrays.copyOf(log, length), "log cut at " + length);
        }
        assertThat(errors).as("a log has checksums of its own").isZero();
    }

    @Test
    void aFlippedByteIsNeverBelieved() throws IOException {
        SplittableRandom random = Runs.random("flip", 13);
        for (int position : positions(closed.length, random)) {
            byte[] bytes = closed.clone();
            bytes[position] ^= (byte) (1 + random.nextInt(255));
            check(bytes, new byte[0], "byte " + position + " is " + bytes[position]);
        }
        assertThat(errors + losses).isPositive();
    }

    @Test
    void aFlippedByteOfTheLogIsNeverBelieved() throws IOException {
        SplittableRandom random = Runs.random("log flip", 14);
        for (int position : positions(log.length, random)) {
            byte[] bytes = log.clone();
            bytes[position] ^= (byte) (1 + random.nextInt(255));
            check(open, bytes, "log byte " + position + " is " + bytes[position]);
        }
    }

    /** Lengths around the ends of pages and anywhere else. */
    private static TreeSet<Integer> lengths(int size, SplittableRandom random) {
        TreeSet<Integer> lengths = new TreeSet<>(List.of(0, 1, 15, 16, 17, 99, 100, 101, 4095, 4096, size - 4096, size - 1));
        for (int i = 0; i < CASES; i++) {
            lengths.add(random.nextInt(4) == 0 ? random.nextInt(size / 4096) * 4096 : random.nextInt(size));
        }
        lengths.removeIf(l -> l > size);
        return lengths;
    }

    /** Positions in headers, where the structure is, and anywhere else. */
    private static TreeSet<Integer> positions(int size, SplittableRandom random) {
        TreeSet<Integer> positions = new TreeSet<>();
        for (int i = 0; i < CASES; i++) {
            positions.add(
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt(Math.min(size, 120));
                        case 1 -> Math.min(size - 1, random.nextInt(size / 4096 + 1) * 4096 + random.nextInt(60));
                        default -> random.nextInt(size);
                    });
        }
        return positions;
    }

    private void check(byte[] database, byte[] writeAheadLog, String what) throws IOException {
        Path home = Files.createDirectories(folder.resolve("damaged"));
        Files.deleteIfExists(home.resolve("runs.db-shm"));
        Files.deleteIfExists(home.resolve("runs.db-wal"));
        Files.write(home.resolve("runs.db"), database);
        if (writeAheadLog.length > 0) {
            Files.write(home.resolve("runs.db-wal"), writeAheadLog);
        }
        try (RunStore store = RunStore.open(home)) {
            List<RunRecord> records = store.list();
            losses += records.size() < 2 ? 1 : 0;
            for (RunRecord record : records) {
                if (record.state() != RunState.DAMAGED) {
                    RunRecord known = RECORDS.get(record.id());
                    assertThat(known).as(what).isNotNull();
                    assertThat(record.run()).as(what).isEqualTo(known.run());
                    readAndFinish(store, record, what);
                }
            }
        } catch (StoreException | JournalException e) {
            errors++;
            assertThat(e.getMessage()).as(what).matches("(run store |there is no run ).*");
        }
    }

    private void readAndFinish(RunStore store, RunRecord record, String what) {
        Study study = record.run().simulations() == FIRST.simulationCount() ? FIRST : SECOND;
        SimulationCodec codec = new SimulationCodec(study);
        List<byte[]> truth = TRUTH.get(record.id());
        store.verify(record.id(), study);
        try (SqliteJournal journal = store.resume(record.id(), record.run(), study, null)) {
            for (int s = 0; s < 2; s++) {
                assertThat(journal.symbol(s)).as(what).isIn(OUTCOMES.get(record.id()).get(s), SymbolOutcome.UNKNOWN);
            }
            List<SimulationResult> results = journal.results(0, study.simulationCount());
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i) == null) {
                    losses++;
                } else {
                    assertThat(codec.encode(results.get(i))).as(what).isEqualTo(truth.get(i));
                }
            }
            journal.append(study == FIRST ? missing(FIRST, journal) : missing(SECOND, journal));
        }
        try (SqliteJournal journal = store.read(record.id(), study)) {
            List<SimulationResult> results = journal.results(0, study.simulationCount());
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i) != null) {
                    assertThat(codec.encode(results.get(i))).as(what).isEqualTo(truth.get(i));
                }
            }
        }
    }

    private static List<SimulationResult> missing(Study study, SqliteJournal journal) {
        SimulationCodec codec = new SimulationCodec(study);
        List<byte[]> truth = TRUTH.get(journal.record().id());
        return java.util.stream.IntStream.range(0, truth.size())
                .filter(i -> !journal.finished().get(i))
                .mapToObj(i -> codec.decode(i, truth.get(i)))
                .toList();
    }
}
