package dev.fastback.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fastback.codec.ResultFiles;
import dev.fastback.codec.SimulationCodec;
import dev.fastback.codec.UnknownFormatException;
import dev.fastback.journal.StudyView;
import dev.fastback.result.SimulationResult;
import dev.fastback.study.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Results that lie in files of a shared folder: read as if they were in the store, and named when a file is missing or damaged. */
@Timeout(60)
class ResultPlacesTest {
    private static final Study STUDY = Runs.study(146, 60);
    private static final List<SimulationResult> RESULTS = Runs.results(STUDY);
    private static final int A_FILE = 40;

    @TempDir
    Path folder;

    private Path home;
    private String id = "";
    private final List<Path> files = new ArrayList<>();

    /** Makes a whole run, two thirds of whose results lie in files. */
    @BeforeEach
    void run() throws IOException {
        home = folder.resolve("home");
        SimulationCodec codec = new SimulationCodec(STUDY);
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.create(Runs.run(STUDY), STUDY)) {
            for (int from = 0; from < 2 * A_FILE; from += A_FILE) {
                Path file = folder.resolve("shared").resolve(from + ResultFiles.SUFFIX);
                List<SimulationResult> part = RESULTS.subList(from, from + A_FILE);
                ResultFiles.write(
                        file,
                        part.stream().mapToInt(result -> result.simulation().index()).toArray(),
                        part.stream().map(codec::encode).toList());
                journal.append(part, ResultFiles.readAll(file).stream().map(ResultFiles.Entry::place).toList());
                files.add(file);
            }
            journal.append(RESULTS.subList(2 * A_FILE, RESULTS.size()));
            id = journal.record().id();
            Runs.finish(STUDY, journal);
            journal.finish(RunState.COMPLETED);
        }
    }

    @Test
    void readsAsIfTheStoreHeldThem() {
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.read(id, STUDY)) {
            assertThat(journal.results(0, RESULTS.size())).isEqualTo(RESULTS.stream().map(SimulationResult::withoutTrials).toList());
            assertThat(StudyView.of(STUDY, journal).resultHash()).isEqualTo(dev.fastback.run.StudyRunner.run(STUDY).resultHash());
            assertThat(journal.findings()).isEmpty();
            assertThat(store.verify(id, STUDY)).isEqualTo(new RunCheck(RESULTS.size(), 0, List.of()));
            assertThat(store.verify(id, null).isSound()).isTrue();
            assertThat(store.find(id).counts().finished()).isEqualTo(RESULTS.size());
        }
    }

    @Test
    void theStoreHoldsPlacesInsteadOfResults() throws IOException {
        String whole = "select sum(length(bytes)) from simulations where (key & 0xffffffff) < " + 2 * A_FILE;
        try (StoreFile file = StoreFile.open(home.resolve("runs.db"))) {
            int held = file.read(connection -> Schema.number(connection, whole));
            SimulationCodec codec = new SimulationCodec(STUDY);
            int results = RESULTS.subList(0, 2 * A_FILE).stream().mapToInt(result -> codec.encode(result).length).sum();
            assertThat(held).isLessThan(results).isLessThan(2 * A_FILE * (30 + files.getFirst().toString().length()));
        }
    }

    @Test
    void aMissingFileIsNamedAndItsResultsAreRunAgain() throws IOException {
        Files.delete(files.get(1));
        checkNamed("results file " + files.get(1) + " is missing", A_FILE);
    }

    @Test
    void aDamagedFileIsNamedAndOnlyWhatIsDamagedIsRunAgain() throws IOException {
        byte[] bytes = Files.readAllBytes(files.getFirst());
        bytes[bytes.length - 1] ^= 4;
        Files.write(files.getFirst(), bytes);
        checkNamed("results file " + files.getFirst() + " is damaged at byte ", 1);
    }

    private void checkNamed(String line, int lost) {
        try (RunStore store = RunStore.open(home)) {
            for (Study decoding : new Study[] {STUDY, null}) {
                RunCheck check = store.verify(id, decoding);
                assertThat(check.damaged()).isEqualTo(lost);
                assertThat(check.findings()).allMatch(finding -> finding.contains(line)).hasSize(Math.min(20, lost));
            }
            try (SqliteJournal reader = store.read(id, STUDY)) {
                assertThat(reader.findings()).hasSize(1).allMatch(finding -> finding.startsWith(line));
                assertThat(reader.finished().cardinality()).isEqualTo(RESULTS.size() - lost);
            }
            try (SqliteJournal journal = store.resume(id, Runs.run(STUDY), STUDY, null)) {
                assertThat(journal.damaged()).isEqualTo(lost);
                assertThat(Runs.finish(STUDY, journal).resultHash()).isEqualTo(dev.fastback.run.StudyRunner.run(STUDY).resultHash());
                journal.finish(RunState.COMPLETED);
                assertThat(journal.record().notes()).anyMatch(note -> note.startsWith(line));
            }
            assertThat(store.verify(id, STUDY).isSound()).isTrue();
        }
    }

    @Test
    void aBuildThatKnowsNoPlacesSaysThatAnotherWroteThem() throws IOException {
        byte[] place = ResultFiles.encode(ResultFiles.readAll(files.getFirst()).getFirst().place());
        assertThatExceptionOfType(UnknownFormatException.class).isThrownBy(() -> new SimulationCodec(STUDY).decode(0, place));
    }
}
