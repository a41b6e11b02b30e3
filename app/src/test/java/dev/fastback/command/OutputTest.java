package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fastback.terminal.AtomicOutput;
import dev.fastback.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where reports go: full devices, closed pipes, links, permissions. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "devices, links and permissions of a Unix system")
class OutputTest {
    private static final Path FULL = Path.of("/dev/full");

    private static final Terminal SILENT = new Terminal(
            InputStream.nullInputStream(),
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream()),
            Map.of(),
            false);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"optimize --sims 2", "optimize --sims 300 --format json", "--help"})
    void aFullStandardOutputIsExitFour(String line) throws Exception {
        assumeTrue(Files.exists(FULL), "no /dev/full");
        try (ProcessRun run = ProcessRun.start(folder, FULL, false, line.split(" "))) {
            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(saidBesideTheTime(run.err()))
                    .singleElement()
                    .asString()
                    .startsWith("fastback: cannot write to standard output: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "json", "csv"})
    void aFullDeviceAsOutIsExitFourAndNotReplaced(String format) {
        assumeTrue(Files.exists(FULL), "no /dev/full");
        CommandLineRun run = CommandLineRun.of("optimize", "--sims", "300", "--format", format, "--out", FULL.toString());
        assertThat(run.code()).as(run.err()).isEqualTo(4);
        assertThat(run.err()).startsWith("fastback: --out: cannot write /dev/full: ").hasLineCount(1);
        assertThat(Files.isRegularFile(FULL)).isFalse();
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoFault() throws Exception {
        Path err = folder.resolve("stderr");
        Process process = ProcessRun.builder(folder, false, "optimize", "--sims", "2000", "--strategies", "simple", "--format", "json")
                .redirectError(err.toFile())
                .start();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(reader.readLine()).isEqualTo("{");
        }
        assertThat(process.waitFor()).isZero();
        assertThat(saidBesideTheTime(err)).isEmpty();
    }

    private static List<String> saidBesideTheTime(Path err) throws IOException {
        return Files.readAllLines(err).stream().filter(line -> !line.startsWith("Time: ")).toList();
    }

    @Test
    void progressIsShownOnATerminalOnly() throws Exception {
        String[] study = {"optimize", "--sims", "500", "--validation", "60", "--search", "direct"};
        try (ProcessRun quiet = ProcessRun.start(folder, folder.resolve("out"), false, study)) {
            assertThat(quiet.exitCode()).isZero();
            assertThat(Files.readString(quiet.err())).containsPattern("^Time: [\\d.]+ s = start [^\n]+\n$");
        }
        try (ProcessRun shown = ProcessRun.start(folder, folder.resolve("out"), true, study)) {
            assertThat(shown.exitCode()).isZero();
            assertThat(Files.readString(shown.err())).containsPattern("simulations: [\\d,]+ of 500, [\\d,]+ per second, .* left");
        }
    }

    @Test
    void outFollowsALinkAndKeepsPermissions() throws IOException {
        Path target = Files.writeString(folder.resolve("target.json"), "before");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), target);
        assertThat(small(link).code()).isZero();
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.readString(target)).startsWith("{");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target))).isEqualTo("rw-r-----");
    }

    @Test
    void outNeverReplacesADatabaseOrAFileOfPrices() throws IOException {
        Path store = Files.writeString(folder.resolve("any"), "SQLite format 3\0and pages");
        CommandLineRun onStore = small(store);
        assertThat(onStore.code()).isEqualTo(2);
        assertThat(onStore.err()).contains("--out: " + store + " is a database, such as the run store; name another file");
        assertThat(Files.readString(store)).endsWith("and pages");
        Path prices = Files.writeString(folder.resolve("A.csv"), "date,open,high,low,close\n2024-01-01,1,1,1,1\n");
        Path link = Files.createSymbolicLink(folder.resolve("link"), prices);
        for (Path data : List.of(prices, folder, link)) {
            CommandLineRun run = CommandLineRun.of(
                    "optimize", "--sims", "1", "--no-store", "--data", data.toString(), "--out", prices.toString());
            assertThat(run.code()).as("%s", data).isEqualTo(2);
            assertThat(run.err()).contains("--out: " + prices + " is a file of --data; name another file");
        }
        assertThat(Files.readString(prices)).startsWith("date,open");
    }

    @Test
    void reportsOfStoredRunsNeverReplaceTheirBars() throws IOException {
        Path prices = folder.resolve("A.csv");
        StringBuilder rows = new StringBuilder("date,open,high,low,close\n");
        for (int day = 10; day < 28; day++) {
            rows.append("2024-01-").append(day).append(",10,").append(day).append(",9,10\n");
        }
        Files.writeString(prices, rows);
        Map<String, String> home = Map.of("FASTBACK_HOME", folder.resolve("home").toString());
        CommandLineRun made = CommandLineRun.with(home, "", "optimize", "--sims", "1", "--strategies", "simple", "--data", prices.toString());
        assertThat(made.code()).as(made.err()).isZero();
        for (List<String> command : List.of(
                List.of("report", "last"), List.of("resume", "last"), List.of("runs", "export", "last", "--format", "csv"))) {
            List<String> arguments = new ArrayList<>(command);
            arguments.addAll(List.of("--out", prices.toString()));
            CommandLineRun run = CommandLineRun.with(home, "", arguments.toArray(String[]::new));
            assertThat(run.code()).as("%s", command).isEqualTo(2);
            assertThat(run.err()).contains("--out: " + prices + " is a file of --data; name another file");
            assertThat(prices).hasContent(rows.toString());
        }
    }

    @Test
    void aNewReportHasThePermissionsOfAnyNewFile() throws IOException {
        Path usual = Files.writeString(folder.resolve("usual"), "");
        Path report = folder.resolve("report.json");
        assertThat(small(report).code()).isZero();
        assertThat(Files.getPosixFilePermissions(report)).isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    void aFailedWriteLeavesNothingBesideTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), "before");
        AtomicOutput output = AtomicOutput.to(SILENT, file);
        assertThatExceptionOfType(AtomicOutput.StorageException.class)
                .isThrownBy(() -> output.write(OutputTest::writeHalf))
                .withMessage("--out: cannot write " + file.toRealPath() + ": disk full");
        assertThat(file).hasContent("before");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aDanglingLinkStaysAndItsTargetIsMade() throws IOException {
        Path target = folder.resolve("deep/target.json");
        Files.createDirectory(target.getParent());
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("deep/target.json"));
        Path first = Files.createSymbolicLink(folder.resolve("first"), second);
        for (int round = 0; round < 2; round++) {
            assertThat(small(first).code()).isZero();
            assertThat(Files.readSymbolicLink(first)).isEqualTo(second);
            assertThat(Files.readSymbolicLink(second)).isEqualTo(Path.of("deep/target.json"));
            assertThat(Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)).isTrue();
            assertThat(Files.readString(target)).startsWith("{").endsWith("}\n");
        }
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("no/such/folder/file"));
        assertThat(small(nowhere).err()).isEqualTo("fastback: --out: cannot write " + nowhere + ": no such file or folder\n");
    }

    @Test
    void aNameMayBeAsLongAsTheFileSystemTakes() throws IOException {
        Path file = folder.resolve("n".repeat(250) + ".json");
        for (int round = 0; round < 2; round++) {
            CommandLineRun run = small(file);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(Files.readString(file)).endsWith("}\n");
        }
        assertThat(beside(file)).isEmpty();
    }

    @Test
    void aLoopOfLinksIsFoundBeforeTheRun() throws IOException {
        Path one = folder.resolve("one");
        Path two = Files.createSymbolicLink(folder.resolve("two"), one);
        Files.createSymbolicLink(one, two);
        Path self = Files.createSymbolicLink(folder.resolve("self"), Path.of("self"));
        Map<String, String> home = Map.of("FASTBACK_HOME", folder.resolve("home").toString());
        for (Path loop : List.of(one, two, self)) {
            CommandLineRun run = CommandLineRun.with(home, "", "optimize", "--sims", "1", "--out", loop.toString());
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).isEqualTo("fastback: --out: cannot write " + loop + ": its links go round in a loop\n");
            assertThat(Files.isSymbolicLink(loop)).isTrue();
        }
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void aFailingStandardErrorIsCalledSo() {
        assumeTrue(Files.exists(Path.of("/dev/stderr")), "no /dev/stderr");
        PrintStream full = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        Terminal terminal = new Terminal(InputStream.nullInputStream(), new PrintStream(OutputStream.nullOutputStream()), full, Map.of(), false);
        assertThatExceptionOfType(AtomicOutput.StorageException.class).isThrownBy(() -> AtomicOutput.to(terminal, Path.of("/dev/stderr")).write(out -> out.write('x')))
                .withMessageStartingWith("cannot write to standard error: ");
    }

    @Test
    void theProcesssOwnFilesAreWrittenWhereTheyStand() throws Exception {
        for (String name : List.of("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")) {
            if (Files.exists(Path.of(name))) {
                CommandLineRun run = small(Path.of(name));
                assertThat(run.code()).as(run.err()).isZero();
                assertThat(run.out()).as(name).startsWith("{").endsWith("}\n");
            }
        }
        assumeTrue(Files.exists(Path.of("/dev/stderr")), "no /dev/stderr");
        assertThat(small(Path.of("/dev/stderr")).err()).contains("\"resultHash\"");
        Path shared = Files.writeString(folder.resolve("shared"), "before\n");
        Object inode = Files.getAttribute(shared, "unix:ino");
        for (String name : List.of("/dev/stdout", "/dev/fd/3")) {
            List<String> command = new ArrayList<>(
                    List.of("sh", "-c", "{ \"$@\"; echo after; } >>'" + shared + "' 3>>'" + shared + "'", "sh"));
            command.addAll(ProcessRun.builder(
                            folder, false, "optimize", "--sims", "1", "--strategies", "simple", "--no-store", "--quiet", "--format", "csv", "--out", name)
                    .command());
            assertThat(new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start().waitFor()).isZero();
            assertThat(folder.resolve("err")).as(name).isEmptyFile();
        }
        assertThat(Files.getAttribute(shared, "unix:ino")).as("the file itself, not another in its place").isEqualTo(inode);
        List<String> lines = Files.readAllLines(shared);
        assertThat(lines).hasSize(7).startsWith("before").endsWith("after");
        assertThat(lines.subList(1, 4)).isEqualTo(lines.subList(4, 7)).last().isEqualTo("after");
    }

    @Test
    void aNamedPipeIsWrittenDirectlyAndNothingBesideIt() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Path link = Files.createSymbolicLink(folder.resolve("link"), pipe);
        for (Path out : List.of(pipe, link)) {
            FutureTask<String> reader = new FutureTask<>(() -> Files.readString(pipe));
            Thread.ofPlatform().daemon(true).start(reader);
            CommandLineRun run = small(out);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(reader.get(60, TimeUnit.SECONDS)).startsWith("{").endsWith("}\n");
            assertThat(Files.isRegularFile(pipe)).isFalse();
        }
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(pipe, link);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-rw-rw-", "r--r-----"})
    void whatIsWrittenHasThePermissionsOfTheFileFromItsFirstByteOn(String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), "before");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        assumeTrue(Files.isWritable(file), "only root may replace it");
        List<String> seen = new ArrayList<>();
        AtomicOutput.to(SILENT, file).write(out -> {
            out.write(new byte[1 << 20]);
            for (Path path : beside(file)) {
                seen.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
        });
        assertThat(seen).containsExactly(mode);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo(mode);
        assertThat(beside(file)).isEmpty();
    }

    @Test
    void whatAKilledProcessLeftIsRemovedByTheNextRunAndNothingElseIs() throws Exception {
        Path file = Files.writeString(folder.resolve("report.json"), "before");
        Path ready = folder.resolve("ready");
        Path foreign = Files.writeString(folder.resolve(".notes.tmp"), "of somebody else");
        Path named = Files.writeString(folder.resolve(".report.json.fastback-x-1.tmp"), "of somebody else");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HangingReport.class.getName(),
                        file.toString(),
                        ready.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("hanging").toFile())
                .start();
        try {
            while (!Files.exists(ready)) {
                assertThat(process.isAlive()).as(Files.readString(folder.resolve("hanging"))).isTrue();
                Thread.sleep(20);
            }
            List<Path> written = beside(file);
            assertThat(written).hasSize(1);
            Path other = folder.resolve("other.json");
            assertThat(small(other).code()).isZero();
            assertThat(beside(file)).as("of a process that is writing").isEqualTo(written);
            process.destroyForcibly().waitFor();
            assertThat(beside(file)).as("left behind").isEqualTo(written);
            assertThat(small(other).code()).isZero();
            assertThat(beside(file)).isEmpty();
            assertThat(file).hasContent("before");
            assertThat(foreign).exists();
            assertThat(named).exists();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Begins a report and never ends it: the file, and one to make when it has begun. */
    static final class HangingReport {
        private HangingReport() {}

        public static void main(String[] args) {
            AtomicOutput.to(SILENT, Path.of(args[0])).write(out -> {
                out.write(new byte[1 << 20]);
                out.flush();
                Files.createFile(Path.of(args[1]));
                try {
                    Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private static List<Path> beside(Path file) throws IOException {
        try (var files = Files.list(file.toAbsolutePath().getParent())) {
            return files.filter(path -> path.getFileName().toString().matches("\\..*\\.fastback-\\d+-\\d+\\.tmp")).toList();
        }
    }

    private static void writeHalf(OutputStream out) throws IOException {
        out.write(new byte[1 << 20]);
        throw new IOException("disk full");
    }

    private static CommandLineRun small(Path out) {
        return CommandLineRun.of("optimize", "--sims", "1", "--strategies", "simple", "--format", "json", "--out", out.toString());
    }
}
