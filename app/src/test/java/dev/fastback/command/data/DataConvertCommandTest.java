package dev.fastback.command.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.command.CommandLineRun;
import dev.fastback.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Price files written in other formats, and read back. */
class DataConvertCommandTest {
    @TempDir
    Path folder;

    private Path several;

    @BeforeEach
    void writeBars() throws IOException {
        several = Files.writeString(folder.resolve("all.csv"), "symbol,time,open,high,low,close,volume\n" + rows("AAA,", 1) + rows("B \"b\" é,", 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.parquet", "out.feather", "out.arrow", "out.csv", "out.csv.gz", "OUT.PARQUET"})
    void readsBackTheSameBarsOfEverySymbol(String name) {
        Path out = folder.resolve(name);
        CommandLineRun run = convert(several, out);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(out + ": wrote 120 bars of 2 symbols");
        assertThat(hashes(out)).hasSize(2).isEqualTo(hashes(several));
        assertThat(CommandLineRun.of("data", "check", out.toString()).out()).contains("AAA").contains("B \"b\" é");
    }

    @Test
    void aChainOfFormatsEndsWithTheFirstBytes() throws IOException {
        Path first = folder.resolve("first.csv");
        assertThat(convert(several, first).code()).isZero();
        Path last = first;
        for (String name : List.of("a.parquet", "b.feather", "c.csv.gz", "d.arrow", "e.parquet", "last.csv")) {
            Path next = folder.resolve(name);
            assertThat(convert(last, next).code()).as(name).isZero();
            last = next;
        }
        assertThat(last).hasSameBinaryContentAs(first);
    }

    @Test
    void aSymbolThatTheNameTellsNeedsNoColumn() throws IOException {
        Path in = Files.writeString(folder.resolve("ETHUSD.csv"), "time,open,high,low,close\n" + rows("", 1).replaceAll(",[^,\n]*\n", "\n"));
        Path out = folder.resolve("x").resolve("ETHUSD.csv");
        Files.createDirectory(folder.resolve("x"));
        assertThat(convert(in, out).code()).isZero();
        assertThat(Files.readString(out)).startsWith("time,open,high,low,close\n2024-01-02,");
        assertThat(hashes(out)).isEqualTo(hashes(in));
        Path renamed = folder.resolve("other.csv");
        assertThat(convert(in, renamed).code()).isZero();
        assertThat(Files.readString(renamed)).startsWith("symbol,time,open,high,low,close\nETHUSD,2024-01-02,");
        CommandLineRun piped = CommandLineRun.with(java.util.Map.of(), Files.readString(in),
                "data", "convert", "-", folder.resolve("piped.parquet").toString(), "--symbol", "ETHUSD", "--quiet");
        assertThat(piped.code()).as(piped.err()).isZero();
        assertThat(piped.err()).isEmpty();
        assertThat(hashes(folder.resolve("piped.parquet"))).isEqualTo(hashes(in));
    }

    @Test
    void aFolderBecomesOneFile() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("AAA.csv"), "time,open,high,low,close,volume\n" + rows("", 1));
        Files.writeString(data.resolve("BBB.csv"), "time,open,high,low,close,volume\n" + rows("", 2));
        Path out = folder.resolve("out.parquet");
        CommandLineRun run = convert(data, out);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(hashes(out)).isEqualTo(hashes(several));
        assertThat(convert(data, data.resolve("AAA.csv")).code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void neverReplacesWhatItReads() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), several);
        String before = Files.readString(several);
        for (Path out : List.of(several, link, folder.resolve("x/../all.csv").normalize())) {
            CommandLineRun run = convert(several, out);
            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("OUT: " + out + " is a file that is read; name another file");
        }
        assertThat(several).hasContent(before);
    }

    @Test
    void wrongBarsWriteNothing() throws IOException {
        Path in = Files.writeString(folder.resolve("bad.csv"), "time,open,high,low,close\n2024-01-02,1,1,1,1\n2024-01-03,1,2,3,1\n");
        Path out = folder.resolve("bad.parquet");
        CommandLineRun run = convert(in, out);
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("fastback: " + in + ": line 3");
        assertThat(out).doesNotExist();
        CommandLineRun dropped = CommandLineRun.of("data", "convert", in.toString(), out.toString(), "--on-bad-bars", "drop");
        assertThat(dropped.code()).as(dropped.err()).isZero();
        assertThat(dropped.err()).contains("1 row dropped").contains("wrote 1 bar of 1 symbol");
    }

    @Test
    void saysWhichFormatsThereAreAndWhichPlacesCannotBe() {
        CommandLineRun run = convert(several, folder.resolve("out.xlsx"));
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("OUT: the name must end in .csv, .csv.gz, .arrow, .feather or .parquet: ");
        CommandLineRun nowhere = convert(several, folder.resolve("no/such/folder.csv"));
        assertThat(nowhere.code()).isEqualTo(ExitCode.USAGE);
        assertThat(nowhere.err()).contains("OUT: cannot write ").contains("no such file or folder");
        assertThat(convert(folder.resolve("none.csv"), folder.resolve("out.csv")).code()).isEqualTo(ExitCode.USAGE);
        assertThat(CommandLineRun.of("data", "convert", several.toString()).code()).isEqualTo(ExitCode.USAGE);
    }

    private static String rows(String before, int seed) {
        Random random = new Random(seed);
        StringBuilder rows = new StringBuilder();
        double last = 100;
        for (int i = 0; i < 60; i++) {
            double close = last * (0.98 + 0.04 * random.nextDouble());
            rows.append(before.contains("\"") ? "\"" + before.replace("\"", "\"\"").replace(",", "\",") : before)
                    .append(java.time.LocalDate.of(2024, 1, 2).plusDays(i)).append(',').append(last).append(',')
                    .append(Math.max(last, close) * 1.01).append(',').append(Math.min(last, close) / 1.01).append(',')
                    .append(close).append(',').append(random.nextInt(1000) / 8.0).append('\n');
            last = close;
        }
        return rows.toString();
    }

    private static CommandLineRun convert(Path in, Path out) {
        return CommandLineRun.of("data", "convert", in.toString(), out.toString());
    }

    private static List<String> hashes(Path file) {
        CommandLineRun run = CommandLineRun.of("data", "check", file.toString());
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        return run.out().lines().filter(line -> line.contains("content hash")).map(line -> line.replaceFirst(".*content hash", "")).toList();
    }
}
