package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README shows is what happens. */
@Timeout(120)
class ReadmeTest {
    @TempDir
    Path folder;

    @Test
    void theTableOfTheSampleRunIsTheOneThatIsPrinted() throws IOException {
        List<String> printed = CommandLineRun.of("optimize", "ETHUSD", "50", "8").out().lines().toList();
        List<String> shown = block("```\nETHUSD: ").lines().filter(line -> !line.startsWith("Run ") && !line.strip().equals("...")).toList();
        assertThat(shown).hasSizeGreaterThan(15);
        assertThat(printed).containsSubsequence(shown);
    }

    /** The program of the README, run by Python on reports of studies with small, large, shared and blended figures. */
    @ParameterizedTest
    @ValueSource(strings = {
        "optimize ETHUSD 50",
        "optimize ETHUSD BTCUSD CEDAR 10 --search direct --maxfun 60 --test-bars 3",
        "optimize ETHUSD 10 --original",
        "optimize ETHUSD 10 --share-batch 4 --bounds -1e-7,1e-7",
        "optimize ETHUSD 2000 --strategies simple"
    })
    void resultHashFollowsFromTheReportAsTheReadmeSays(String line) throws Exception {
        assumeThat(Stream.of("/usr/bin/python3", "/usr/local/bin/python3").map(Path::of)).anyMatch(Files::exists);
        CommandLineRun run = CommandLineRun.of((line + " --format json -o " + folder.resolve("result.json")).split(" "));
        assertThat(run.code()).as(run.err()).isZero();
        String program = block("```python\n");
        assertThat(python(program)).isEqualTo("True");
        String report = Files.readString(folder.resolve("result.json"));
        Files.writeString(folder.resolve("result.json"), report.replaceFirst("\"return\":(?<sign>-?)(?<first>\\d)", "\"return\":${sign}9${first}"));
        assertThat(python(program)).as("another report").isEqualTo("False");
    }

    @Test
    void theTablesOfWaysAreThoseOfTheCommittedComparisons() throws Exception {
        assumeThat(Stream.of("/usr/bin/python3", "/usr/local/bin/python3").map(Path::of)).anyMatch(Files::exists);
        Process tables = new ProcessBuilder("python3", "../bench/tables", "--check").redirectErrorStream(true).start();
        String said = new String(tables.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tables.waitFor()).as(said).isZero();
    }

    private String python(String program) throws IOException, InterruptedException {
        Process python = new ProcessBuilder("python3", "-c", program).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(python.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    /** Returns what stands in the block that begins so. */
    private static String block(String start) throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        int at = readme.indexOf(start);
        assertThat(at).as(start).isNotNegative();
        int from = readme.indexOf('\n', at) + 1;
        return readme.substring(from, readme.indexOf("\n```", from) + 1);
    }
}
