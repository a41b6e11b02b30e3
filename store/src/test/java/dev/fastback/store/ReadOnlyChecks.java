package dev.fastback.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fastback.journal.StudyView;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a store that can only be read must do; also a program, for a user whom permissions stop. */
final class ReadOnlyChecks {
    /** The last line of the program when all is as it must be. */
    static final String PASSED = "read as it must be";

    /** What the stores hold a run of. */
    static final Study STUDY = Runs.study(1, 30);

    private ReadOnlyChecks() {}

    public static void main(String[] args) throws IOException {
        requireReadable(Path.of(args[0]), args[1], RunState.valueOf(args[2]));
        System.out.println(PASSED);
    }

    /** Requires that the one run of {@link #STUDY} is read, that nothing can be written, and that no file changes. */
    static void requireReadable(Path home, String id, RunState state) throws IOException {
        List<String> before = files(home);
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> RunStore.openExisting(home)).withMessageNotContaining("\n");
        try (RunStore store = RunStore.openToRead(home).orElseThrow()) {
            assertThat(store.isReadOnly()).isTrue();
            assertThat(store.list()).extracting(RunRecord::id).containsExactly(id);
            assertThat(store.find("last").state()).isEqualTo(state);
            assertThat(store.verify(id, STUDY).isSound()).isTrue();
            try (SqliteJournal journal = store.read(id, STUDY);
                    SqliteJournal another = store.read(id, STUDY)) {
                assertThat(StudyView.of(STUDY, journal).resultHash())
                        .isEqualTo(StudyView.of(STUDY, another).resultHash())
                        .isEqualTo(StudyRunner.run(STUDY).resultHash());
            }
            requireUnwritable(home, store, id);
        }
        assertThat(files(home)).isEqualTo(before);
    }

    private static void requireUnwritable(Path home, RunStore store, String id) {
        String line = "run store " + home.resolve("runs.db") + ": it cannot be written here, only read";
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.create(Runs.run(STUDY), STUDY)).withMessage(line);
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.resume(id, Runs.run(STUDY), STUDY, null)).withMessage(line);
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> store.remove(id)).withMessage(line);
        assertThatExceptionOfType(StoreException.class).isThrownBy(store::compact).withMessage(line);
    }

    private static List<String> files(Path home) throws IOException {
        try (var files = Files.list(home)) {
            return files.map(file -> file.getFileName() + " " + file.toFile().length()).sorted().toList();
        }
    }
}
