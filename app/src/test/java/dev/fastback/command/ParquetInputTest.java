package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.terminal.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line on Parquet files; {@code bars.parquet} holds the bars of {@code bars.csv} as DuckDB writes them. */
class ParquetInputTest {
    @TempDir
    Path folder;

    @Test
    void aParquetFileGivesTheSameHashesAsTheCsvFileOfEqualBars() throws IOException {
        Path csv = copy("bars.csv", "ETHUSD.csv");
        Path parquet = copy("bars.parquet", "ETHUSD.parquet");
        CommandLineRun check = CommandLineRun.of("data", "check", parquet.toString());
        assertThat(check.code()).isZero();
        assertThat(check.out()).contains("80 rows, 80 bars, 0 errors, 0 warnings");
        assertThat(lineWith("content hash", check.out()))
                .isEqualTo(lineWith("content hash", CommandLineRun.of("data", "check", csv.toString()).out()));
        CommandLineRun run = optimize(parquet);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(lineWith("resultHash", run.out())).isEqualTo(lineWith("resultHash", optimize(csv).out()));
        assertThat(lineWith("\"bars\"", optimize(parquet, "--from", "2024-02-01").out())).contains("49");
    }

    @Test
    void aFolderMayHoldBothAndItsRunCanBeResumed() throws IOException {
        copy("bars.csv", "ABC.csv");
        copy("bars.parquet", "DEF.parquet");
        Map<String, String> home = Map.of("FASTBACK_HOME", folder.resolve("home").toString());
        CommandLineRun stopped;
        int millis = 5;
        do { // until the time is enough to read the bars, and hardly for more
            millis *= 2;
            stopped = CommandLineRun.with(
                    home, "", "optimize", "--data", folder.toString(), "--max-time", millis + "ms", "--quiet", "--format", "json");
        } while (stopped.err().contains("while bars were being read"));
        assertThat(stopped.code()).isIn(ExitCode.STOPPED, ExitCode.DONE);
        CommandLineRun resumed = CommandLineRun.with(home, "", "resume", "last", "--quiet", "--format", "json");
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(lineWith("resultHash", resumed.out())).isEqualTo(lineWith("resultHash", optimize(folder).out()));
    }

    @Test
    void aDamagedFileIsExitTwoWithOneLine() throws IOException {
        Path whole = copy("bars.parquet", "ETHUSD.parquet");
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(bytes, bytes.length / 2));
        CommandLineRun run = optimize(cut);
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err().lines()).singleElement().asString().startsWith("fastback: " + cut + ": is damaged or no Parquet file");
        assertThat(CommandLineRun.of("data", "check", cut.toString()).code()).isEqualTo(ExitCode.USAGE);
    }

    /** Returns a file of bars that lies beside this class. */
    static String text(String asset) throws IOException {
        try (InputStream in = Objects.requireNonNull(ParquetInputTest.class.getResourceAsStream(asset), asset)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static CommandLineRun optimize(Path data, String... more) {
        String[] arguments = {"optimize", "--data", data.toString(), "--no-store", "--quiet", "--format", "json"};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return CommandLineRun.of(all);
    }

    private Path copy(String asset, String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ParquetInputTest.class.getResourceAsStream(asset), asset)) {
            return Files.write(folder.resolve(name), in.readAllBytes());
        }
    }

    private static String lineWith(String part, String text) {
        return text.lines().filter(line -> line.contains(part)).findFirst().orElseThrow();
    }
}
