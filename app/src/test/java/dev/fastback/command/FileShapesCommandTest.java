package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the command line makes of tables of several symbols, of notes, and of what bars and options say about a market. */
class FileShapesCommandTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    void eachSymbolOfATableIsASeriesOfTheSameRun() throws IOException {
        Path file = Files.writeString(folder.resolve("all.csv"), header("symbol,date") + rows("AAA", 40) + rows("BBB", 30));
        JsonNode json = optimize(0, file, "--format", "json");
        assertThat(json.get("symbols").valueStream().map(symbol -> symbol.get("symbol").asString())).containsExactly("AAA", "BBB");
        assertThat(json.get("symbols").valueStream().map(symbol -> symbol.get("bars").asInt())).containsExactly(40, 30);
        assertThat(json.at("/symbols/0/notes")).isEmpty();
        assertThat(json.at("/symbols/0/warnings")).isEmpty();
        assertThat(optimize(0, file, "--format", "json", "--", "BBB").get("symbols")).hasSize(1);
        assertThat(optimize(0, file, "--format", "json", "--symbol", "AAA").at("/symbols/0/bars").asInt()).isEqualTo(40);
        CommandLineRun none = run(file, "--", "CCC");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("no symbol CCC in " + file + " (there are: AAA, BBB)");
        Path alone = Files.writeString(folder.resolve("AAA.csv"), header("date") + rows("", 40).replaceAll("(?m)^,", ""));
        JsonNode own = optimize(0, alone, "--format", "json");
        assertThat(json.at("/study/symbols/0/dataHash")).isEqualTo(own.at("/study/symbols/0/dataHash"));
    }

    @Test
    void aTableOfSeveralSymbolsHasTheResultHashOfTheirFiles() throws IOException {
        Path both = Files.createDirectories(folder.resolve("both"));
        Files.writeString(both.resolve("AAA.csv"), header("date") + rows("", 40).replaceAll("(?m)^,", ""));
        Files.writeString(both.resolve("BBB.csv"), header("date") + rows("", 30).replaceAll("(?m)^,", ""));
        Path table = Files.writeString(folder.resolve("table.csv"), header("symbol,date") + rows("AAA", 40) + rows("BBB", 30));
        String hash = optimize(0, both, "--format", "json").get("resultHash").asString();
        assertThat(optimize(0, table, "--format", "json").get("resultHash").asString()).isEqualTo(hash);
        String one = optimize(0, both, "--format", "json", "--", "BBB").get("resultHash").asString();
        assertThat(one).isNotEqualTo(hash);
        assertThat(optimize(0, table, "--format", "json", "--", "BBB").get("resultHash").asString()).isEqualTo(one);
        assertThat(optimize(0, table, "--format", "json", "--symbol", "BBB").get("resultHash").asString()).isEqualTo(one);
    }

    @Test
    void notesAreCoveredByTheHashAndEqualBarsHaveEqualData() throws IOException {
        Path bare = Files.writeString(folder.resolve("K.csv"), rows("", 40).replaceAll("(?m)^,", ""));
        JsonNode assumed = optimize(0, bare, "--format", "json");
        Files.writeString(bare, header("date") + rows("", 40).replaceAll("(?m)^,", ""));
        JsonNode plain = optimize(0, bare, "--format", "json");
        assertThat(plain.at("/symbols/0/notes")).isEmpty();
        assertThat(assumed.at("/symbols/0/notes")).hasSize(1);
        assertThat(assumed.at("/study/symbols/0/dataHash")).isEqualTo(plain.at("/study/symbols/0/dataHash"));
        assertThat(assumed.get("summary")).isEqualTo(plain.get("summary"));
        assertThat(assumed.get("resultHash")).isNotEqualTo(plain.get("resultHash"));
    }

    @Test
    void theHeadingCountsSimulationsThatCanRun() throws IOException {
        Path file = Files.writeString(folder.resolve("P.csv"), header("symbol,date") + rows("AAA", 60) + rows("BBB", 45));
        CommandLineRun run = CommandLineRun.of("optimize", "--data", file.toString(), "--sims", "1000", "--no-store");
        assertThat(run.out()).containsPattern("\n\\d+ to \\d+ simulations per symbol \\(of 1,000 asked for; the bars have no room for more\\), fitted");
        CommandLineRun few = CommandLineRun.of("optimize", "--data", file.toString(), "--sims", "2", "--no-store");
        assertThat(few.out()).contains("\n2 simulations per symbol, fitted on");
    }

    @Test
    void aSymbolWithErrorsIsLeftOutAndTheOthersRun() throws IOException {
        Path file = Files.writeString(
                folder.resolve("all.csv"), header("symbol,date") + rows("AAA", 40) + rows("BBB", 30) + "BBB,2024-01-01,1,1,1,1,1\n");
        CommandLineRun run = run(file, "--format", "json");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("left out: " + file + " (BBB): line 72");
        assertThat(MAPPER.readTree(run.out()).get("symbols")).hasSize(1);
    }

    @Test
    void aFolderGivesSymbolsByTheNamesOfItsFilesAndByColumns() throws IOException {
        Files.writeString(folder.resolve("all.csv"), header("symbol,date") + rows("AAA", 40) + rows("BBB", 30));
        Files.writeString(folder.resolve("CCC.csv"), header("date") + rows("", 40).replaceAll("(?m)^,", ""));
        Files.writeString(folder.resolve("broken.csv"), "nothing");
        JsonNode json = optimize(0, folder, "--format", "json", "--", "BBB", "CCC");
        assertThat(json.get("symbols").valueStream().map(symbol -> symbol.get("symbol").asString())).containsExactlyInAnyOrder("BBB", "CCC");
    }

    @Test
    void whatWasAssumedIsOneLineAndNoWarning() throws IOException {
        Path file = Files.writeString(folder.resolve("K.csv"), rows("", 40).replaceAll("(?m)^,", ""));
        CommandLineRun loud = CommandLineRun.of("optimize", "--data", file.toString(), "--sims", "2", "--no-store");
        assertThat(loud.err().lines().filter(line -> line.contains("by position")))
                .containsExactly("fastback: " + file + ": no header: date, open, high, low, close, volume by position");
        assertThat(loud.out()).contains("K: crypto, long only, 40 bars").doesNotContain("data warnings");
        CommandLineRun check = CommandLineRun.of("data", "check", file.toString());
        assertThat(check.code()).isZero();
        assertThat(check.out()).startsWith("note     " + file + ": no header: date, open, high, low, close, volume by position");
        Files.writeString(file, "2024-03-01,1,1,1,0,1\n", StandardOpenOption.APPEND);
        CommandLineRun json = CommandLineRun.of("data", "check", "--format", "json", file.toString());
        assertThat(json.code()).isEqualTo(2);
        JsonNode series = MAPPER.readTree(json.out()).at("/series/0");
        assertThat(series.get("symbol").asString()).isEqualTo("K");
        assertThat(series.at("/findings/0/kind").asString()).isEqualTo("not-positive");
        assertThat(series.at("/findings/0/line").asInt()).isEqualTo(41);
        assertThat(series.at("/notes")).hasSize(1);
        assertThat(CommandLineRun.of("data", "check", file.toString()).out()).doesNotContain("dropped");
    }

    @Test
    void saysTheFirstWarningAndWhatListsTheOthers() throws IOException {
        Path file = Files.writeString(folder.resolve("W.csv"), header("date") + rows("", 40).replaceAll("(?m)^,", "").replace("2024-01-20,", "2024-05-20,"));
        CommandLineRun run = run(file, "--on-bad-bars", "repair");
        assertThat(run.err()).contains("; the first: line ").contains("; fastback data check " + file + " lists all");
    }

    @Test
    void saturdaysDecideTheAssetAndADisagreementIsOneWarning() throws IOException {
        String text = header("date") + rows("", 40).replaceAll("(?m)^,", "");
        JsonNode crypto = optimize(0, Files.writeString(folder.resolve("prices.csv"), text), "--format", "json");
        assertThat(crypto.at("/symbols/0/asset").asString()).isEqualTo("crypto");
        assertThat(crypto.at("/study/symbols/0/periodsPerYear").asInt()).isEqualTo(365);
        CommandLineRun odd = CommandLineRun.of("optimize", "--data",
                Files.writeString(folder.resolve("EURUSD.csv"), text).toString(), "--sims", "2", "--no-store");
        assertThat(odd.err().lines().filter(line -> line.contains("is taken for crypto, but is named like fx"))).hasSize(1);
        JsonNode given = optimize(0, folder.resolve("EURUSD.csv"), "--format", "json", "--asset", "fx");
        assertThat(given.at("/symbols/0/asset").asString()).isEqualTo("fx");
        assertThat(given.at("/symbols/0/warnings")).isEmpty();
        assertThat(given.at("/study/symbols/0/longOnly").asBoolean()).isFalse();
    }

    @Test
    void sidesAreByAssetUnlessAnOptionSaysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("P.csv"), header("date") + rows("", 40).replaceAll("(?m)^,", ""));
        assertThat(optimize(0, file, "--format", "json").at("/study/symbols/0/longOnly").asBoolean()).isTrue();
        assertThat(optimize(0, file, "--format", "json", "--allow-short").at("/study/symbols/0/longOnly").asBoolean()).isFalse();
        assertThat(optimize(0, file, "--format", "json", "--asset", "stock", "--long-only").at("/study/symbols/0/longOnly").asBoolean()).isTrue();
        assertThat(run(file, "--long-only", "--allow-short").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"0.15%, 0.0015", "15bp, 0.0015", "0.0015, 0.0015", "15%, 0.15", "0.049, 0.049", "7.5bps, 0.00075"})
    void feesMayHaveAUnit(String fee, double fraction) throws IOException {
        Path file = Files.writeString(folder.resolve("P.csv"), header("date") + rows("", 40).replaceAll("(?m)^,", ""));
        assertThat(optimize(0, file, "--format", "json", "--fee", fee).at("/study/symbols/0/fee").asDouble()).isEqualTo(fraction);
    }

    @ParameterizedTest
    @CsvSource({"0.15, 15 %", "15, 1500 %", "0.05, 5 %"})
    void aFeeOfFivePerCentNeedsAUnit(String fee, String part) {
        CommandLineRun run = CommandLineRun.of("optimize", "--fee", fee);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("--fee " + fee + " is " + part);
    }

    @Test
    void aReportNeverReplacesBarsAndItsNameTellsTheFormat() throws IOException {
        Path file = Files.writeString(folder.resolve("P.csv"), header("date") + rows("", 40).replaceAll("(?m)^,", ""));
        String before = Files.readString(file);
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
        for (Path out : List.of(file, link)) {
            CommandLineRun run = run(file, "--out", out.toString());
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("--out: " + out + " is a file of --data");
        }
        assertThat(run(folder, "--out", file.toString()).code()).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo(before);
        Files.delete(link);
        Path json = folder.resolve("result.json");
        assertThat(run(file, "--out", json.toString()).code()).isZero();
        assertThat(MAPPER.readTree(Files.readString(json)).get("schemaVersion").asInt()).isEqualTo(2);
        Path csv = folder.resolve("result.csv");
        assertThat(run(file, "--out", csv.toString()).code()).isZero();
        assertThat(Files.readString(csv)).startsWith("symbol,");
    }

    @ParameterizedTest
    @CsvSource({
        "--tz Nowhere, --tz must be a zone", "--date-format qq, --date-format", "--date-format %Q, --date-format",
        "--date-format HH:mm, --date-format", "--decimal dot, --decimal must be point or comma"
    })
    void optionsForReadingAreChecked(String options, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("P.csv"), header("date") + rows("", 40).replaceAll("(?m)^,", ""));
        CommandLineRun run = run(file, options.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    private static String header(String first) {
        return first + ",open,high,low,close,volume\n";
    }

    /** Returns daily rows that begin with a symbol. */
    private static String rows(String symbol, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            double open = 100 + 5 * Math.sin(i * 0.7);
            double close = 100 + 5 * Math.sin(i * 0.7 + 0.5);
            text.append(symbol).append(',').append(LocalDate.of(2024, 1, 2).plusDays(i)).append(',').append(open).append(',')
                    .append(Math.max(open, close) + 1).append(',').append(Math.min(open, close) - 1).append(',').append(close).append(",1000\n");
        }
        return text.toString();
    }

    private static JsonNode optimize(int code, Path data, String... more) {
        CommandLineRun run = run(data, more);
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        return MAPPER.readTree(run.out());
    }

    private static CommandLineRun run(Path data, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("optimize", "--data", data.toString(), "--sims", "2", "--strategies", "maxdiff,simple", "--no-store"));
        arguments.addAll(Arrays.asList(more));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }
}
