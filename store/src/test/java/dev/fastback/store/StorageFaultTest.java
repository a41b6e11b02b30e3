package dev.fastback.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fastback.engine.SequentialEngine;
import dev.fastback.journal.JournalException;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.study.Study;
import dev.fastback.testkit.fault.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Full disks and read-only folders, made with small file systems in memory; skipped where those cannot be mounted. */
@Timeout(60)
class StorageFaultTest {
    @TempDir
    Path folder;

    private SmallDisk disk;

    @Test
    void aFullDiskStopsTheRunAndLosesNothing() throws IOException, InterruptedException {
        disk = SmallDisk.mount(folder, "size=600k");
        Path home = folder.resolve("home");
        Study study = Runs.study(3, 900);
        String id;
        try (RunStore store = RunStore.open(home);
                SqliteJournal journal = store.create(Runs.run(study), study)) {
            id = journal.record().id();
            assertThatExceptionOfType(JournalException.class)
                    .isThrownBy(() -> StudyRunner.run(study, RunOptions.of(new SequentialEngine()).withJournal(journal)))
                    .withMessageContaining("the disk is full")
                    .withMessageNotContaining("\n");
        }
        disk.remount("size=20m");
        try (RunStore store = RunStore.open(home)) {
            int kept = store.find(id).counts().finished();
            assertThat(kept).isBetween(100, 1799);
            try (SqliteJournal journal = store.resume(id, Runs.run(study), study, null)) {
                assertThat(journal.finished().cardinality()).isEqualTo(kept);
                assertThat(Runs.finish(study, journal).resultHash()).isEqualTo(StudyRunner.run(study).resultHash());
            }
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsOneLine() throws IOException, InterruptedException {
        disk = SmallDisk.mount(folder, "size=600k,ro");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> RunStore.open(folder.resolve("home")))
                .withMessageContaining("ead-only")
                .withMessageNotContaining("\n");
    }

    @Test
    void aStoreThatBecomesReadOnlyStopsTheRun() throws IOException, InterruptedException {
        disk = SmallDisk.mount(folder, "size=20m");
        Study study = Runs.study(3, 30);
        Path home = folder.resolve("home");
        String id = Runs.store(home, study);
        disk.remount("ro");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> {
                    try (RunStore store = RunStore.open(home)) {
                        store.create(Runs.run(study), study);
                    }
                })
                .withMessageNotContaining("\n");
        disk.remount("rw");
        try (RunStore store = RunStore.open(home)) {
            assertThat(store.find("last").id()).isEqualTo(id);
        }
    }

    @Test
    void aFileInThePlaceOfTheFolderIsOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> RunStore.open(file.resolve("home")))
                .withMessageNotContaining("\n");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> RunStore.open(file))
                .withMessageContaining("a file where its folder should be");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (disk != null) {
            disk.close();
        }
    }
}
