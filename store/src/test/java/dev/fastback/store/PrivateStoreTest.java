package dev.fastback.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fastback.study.Study;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a store makes is its owner's alone; what was there keeps its mode. */
@Timeout(60)
class PrivateStoreTest {
    private static final List<String> FILES = List.of("runs.db", "runs.db-wal", "runs.db-shm", "runs.lock");
    private static final Study STUDY = Runs.study(1, 30);

    @TempDir
    Path folder;

    @BeforeEach
    void requireModes() {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).as("files have modes here").contains("posix");
    }

    @Test
    void folderAndFilesAreForTheirOwnerAlone() throws IOException {
        Path home = folder.resolve("parent").resolve("home");
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.create(Runs.run(STUDY), STUDY)) {
            Runs.finish(STUDY, journal);
            assertThat(mode(home)).isEqualTo("rwx------");
            assertThat(mode(home.getParent())).isEqualTo("rwx------");
            for (String name : FILES) {
                assertThat(mode(home.resolve(name))).as(name).isEqualTo("rw-------");
            }
        }
    }

    @Test
    void whatWasThereKeepsItsMode() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-x---"));
        Path database = Files.createFile(home.resolve("runs.db"));
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-r-----"));
        try (RunStore store = RunStore.open(home)) {
            assertThat(store.list()).isEmpty();
            assertThat(mode(home)).isEqualTo("rwxr-x---");
            assertThat(mode(database)).isEqualTo("rw-r-----");
            assertThat(mode(home.resolve("runs.db-wal"))).as("SQLite gives it the mode of the file").isEqualTo("rw-r-----");
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
