package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** SQLite's library is kept where the launcher says; where that cannot be, it is unpacked elsewhere, or one line names the way out. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a library in use cannot be deleted there")
class NativeLibraryTest {
    @TempDir
    Path folder;

    @Test
    void isUnpackedOnceIntoItsFolder() throws Exception {
        Path kept = folder.resolve("native");
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        assertThat(optimize(kept, temporary)).isZero();
        assertThat(error()).isEmpty();
        Path library = libraries(kept).getFirst();
        var made = Files.getLastModifiedTime(library);
        assertThat(optimize(kept, temporary)).isZero();
        assertThat(libraries(kept)).containsExactly(library);
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(made);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void isUnpackedForOneRunWhereItsFolderCannotHoldIt() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        assertThat(optimize(file.resolve("native"), temporary)).isZero();
        assertThat(error()).isEmpty();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void whereNoFolderHoldsItOneLineNamesTheWayOut() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Path nowhere = Path.of("/proc");
        assumeThat(nowhere).as("a folder that nobody can write to").isDirectory();
        assertThat(optimize(file.resolve("native"), nowhere)).isEqualTo(2);
        assertThat(error())
                .hasLineCount(1)
                .startsWith("fastback: SQLite's library can be loaded neither from " + file.resolve("native") + " (")
                .contains(" nor from /proc (", "FASTBACK_JAVA_OPTS=-Dfastback.native.dir=FOLDER", "--no-store");
        assertThat(optimize(file.resolve("native"), nowhere, "--no-store")).isZero();
        assertThat(optimize(folder.resolve("native"), nowhere)).isZero();
    }

    @Test
    void whereNothingMayRunOrAllIsFullOneLineSaysSo() throws Exception {
        for (String options : List.of("noexec,size=20m", "size=100k", "ro")) {
            Path disk = Files.createDirectory(folder.resolve(options));
            int mounted = new ProcessBuilder("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString()).start().waitFor();
            assumeThat(mounted).as("this user may mount file systems").isZero();
            try {
                assertThat(optimize(disk.resolve("native"), disk)).as(options).isEqualTo(2);
                assertThat(error()).as(options).hasLineCount(1).contains("can be loaded neither from", "--no-store");
                Path temporary = Files.createDirectories(folder.resolve("tmp"));
                assertThat(optimize(disk.resolve("native"), temporary)).as(options).isZero();
            } finally {
                assertThat(new ProcessBuilder("umount", disk.toString()).start().waitFor()).isZero();
            }
        }
    }

    private int optimize(Path kept, Path temporary, String... more) throws Exception {
        ProcessBuilder builder = ProcessRun.builder(
                folder, false,
                Stream.concat(Stream.of("optimize", "--sims", "2", "--strategies", "simple", "--quiet"), Stream.of(more)).toArray(String[]::new));
        builder.command().addAll(1, List.of("-Dfastback.native.dir=" + kept, "-Djava.io.tmpdir=" + temporary));
        Process process = builder.redirectOutput(folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String error() throws Exception {
        return Files.readString(folder.resolve("err"));
    }

    private static List<Path> libraries(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
