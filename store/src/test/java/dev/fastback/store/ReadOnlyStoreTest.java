package dev.fastback.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fastback.journal.StudyView;
import dev.fastback.result.SimulationResult;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.Study;
import dev.fastback.testkit.fault.OtherUser;
import dev.fastback.testkit.fault.SmallDisk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stores that cannot be written are read as they are. Permissions do not stop root, so what is tested with them runs as another
 * user then; disks are mounted read-only, which needs root. What cannot be done is skipped.
 */
@Timeout(60)
class ReadOnlyStoreTest {
    private static final Study STUDY = ReadOnlyChecks.STUDY;

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @TempDir
    Path program;

    @Test
    void aStoreThatWasClosedIsRead() throws IOException, InterruptedException {
        try (SmallDisk disk = SmallDisk.mount(folder, "size=20m")) {
            String id = Runs.store(folder, STUDY);
            assertThat(folder.resolve("runs.db-wal")).doesNotExist();
            disk.remount("ro");
            ReadOnlyChecks.requireReadable(folder, id, RunState.COMPLETED);
        }
    }

    /** What a killed process leaves: results in the log alone, with the index of the log or without it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStoreWhoseWriterWasKilledIsReadWithItsLog(boolean hasSharedMemory) throws IOException, InterruptedException {
        try (SmallDisk disk = SmallDisk.mount(folder, "size=20m")) {
            String id = leaveAsIfKilled(elsewhere, folder);
            if (!hasSharedMemory) {
                Files.delete(folder.resolve("runs.db-shm"));
            }
            assertThat(Files.size(folder.resolve("runs.db-wal"))).isGreaterThan(Files.size(folder.resolve("runs.db")));
            disk.remount("ro");
            ReadOnlyChecks.requireReadable(folder, id, RunState.INTERRUPTED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // Not a killed writer's files in such a folder: they are all there, so they can be written.
        "r-x------, rw-------, false",
        "rwx------, r--------, false",
        "rwx------, r--------, true",
        "r-x------, r--------, false",
        "r-x------, r--------, true"
    })
    void aStoreThatMayNotBeWrittenIsRead(String folderMode, String fileMode, boolean killed) throws IOException, InterruptedException {
        Optional<OtherUser> user = Optional.empty();
        if (OtherUser.isNeeded()) {
            user = OtherUser.find();
            assumeThat(user).as("a user other than root").isPresent();
        }
        Path home = Files.createDirectory(elsewhere.resolve("home"));
        Path copy = Files.createDirectory(elsewhere.resolve("copy"));
        String id = killed ? leaveAsIfKilled(home, copy) : Runs.store(copy, STUDY);
        RunState state = killed ? RunState.INTERRUPTED : RunState.COMPLETED;
        setModes(copy, folderMode, fileMode);
        try {
            if (user.isPresent()) {
                user.get().own(elsewhere);
                requireReadableAs(user.get(), copy, id, state);
            } else {
                ReadOnlyChecks.requireReadable(copy, id, state);
            }
        } finally {
            setModes(copy, "rwx------", "rw-------");
        }
    }

    /** Runs the checks in a JVM of that user. */
    private void requireReadableAs(OtherUser user, Path home, String id, RunState state) throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> checks = List.of(
                java.toString(), "--enable-native-access=ALL-UNNAMED", "-cp", user.copyOfClassPath(program),
                ReadOnlyChecks.class.getName(), home.toString(), id, state.name());
        Process process = new ProcessBuilder(user.command(checks))
                .directory(elsewhere.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(40, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("the checks end").isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        assertThat(said).content().contains(ReadOnlyChecks.PASSED);
    }

    private static void setModes(Path home, String folderMode, String fileMode) throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        try (var files = Files.list(home)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(fileMode));
            }
        }
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString(folderMode));
    }

    /** Returns the id of a run whose files were taken while it was written, with all of its results in the log. */
    private static String leaveAsIfKilled(Path home, Path copy) throws IOException {
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.create(Runs.run(STUDY), STUDY)) {
            Runs.finish(STUDY, journal);
            for (String name : List.of("runs.db", "runs.db-wal", "runs.db-shm", "runs.lock")) {
                Files.copy(home.resolve(name), copy.resolve(name));
            }
            return journal.record().id();
        }
    }

    @Test
    void aRunThatIsBeingWrittenIsReadWhereItCannotBeWritten() throws IOException, InterruptedException {
        List<SimulationResult> all = Runs.results(STUDY);
        // The mirror goes last: SQLite closes what it opened there when the writer is closed.
        try (SmallDisk disk = SmallDisk.mirrorReadOnly(elsewhere, folder);
                RunStore writing = RunStore.open(elsewhere);
                SqliteJournal journal = writing.create(Runs.run(STUDY), STUDY);
                RunStore reading = RunStore.openToRead(folder).orElseThrow()) {
            String id = journal.record().id();
            for (int i = 0; i < 10; i++) {
                journal.append(all.subList(i, i + 1));
                assertThat(reading.find("last").state()).isEqualTo(RunState.RUNNING);
                try (SqliteJournal seen = reading.read(id, STUDY)) {
                    assertThat(seen.finished().cardinality()).isEqualTo(i + 1);
                }
            }
            assertThat(reading.isReadOnly()).isTrue();
        }
    }

    @Test
    void aStoreOnAFullDiskIsRead() throws IOException, InterruptedException {
        try (SmallDisk disk = SmallDisk.mount(folder, "size=2m")) {
            String id = Runs.store(folder, STUDY);
            byte[] rest = new byte[4096];
            try (var filler = Files.newOutputStream(folder.resolve("filler"))) {
                for (int i = 0; i < 4096; i++) {
                    filler.write(rest);
                }
            } catch (IOException full) {
                assertThat(full).hasMessageContaining("No space left");
            }
            try (RunStore store = RunStore.openToRead(folder).orElseThrow();
                    SqliteJournal journal = store.read(id, STUDY)) {
                assertThat(StudyView.of(STUDY, journal).resultHash()).isEqualTo(StudyRunner.run(STUDY).resultHash());
            }
            disk.remount("size=20m");
            try (RunStore store = RunStore.open(folder)) {
                store.remove(id);
                assertThat(store.list()).isEmpty();
            }
        }
    }

    @Test
    void aStoreOfAnEarlierReleaseThatCannotBeWrittenIsRefusedInOneLine() throws IOException, InterruptedException {
        try (SmallDisk disk = SmallDisk.mount(folder, "size=20m")) {
            try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("runs-0.1.0.db"))) {
                Files.copy(in, folder.resolve("runs.db"));
            }
            disk.remount("ro");
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> RunStore.openToRead(folder))
                    .withMessageContaining("format 1 of an earlier Fastback and cannot be brought to format 2");
        }
    }

    @Test
    void aStoreThatCanBeWrittenIsOpenedAsUsualAndADamagedOneIsRefused() throws IOException {
        assertThat(RunStore.openToRead(elsewhere)).isEqualTo(Optional.empty());
        Runs.store(elsewhere, STUDY);
        List<SimulationResult> all = Runs.results(STUDY);
        try (RunStore store = RunStore.openToRead(elsewhere).orElseThrow();
                SqliteJournal journal = store.create(Runs.run(STUDY), STUDY)) {
            assertThat(store.isReadOnly()).isFalse();
            journal.append(all);
        }
        Files.writeString(elsewhere.resolve("runs.db"), "date,open,high,low,close\n".repeat(100));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> RunStore.openToRead(elsewhere)).withMessageContaining("no run store");
    }
}
