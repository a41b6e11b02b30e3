package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fastback.terminal.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class StoredRunsTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @Test
    void optimizeRecordsItsRunAndSaysWhich() throws IOException {
        CommandLineRun table = run("optimize", "ETHUSD", "--sims", "5");
        assertThat(table.code()).as(table.err()).isZero();
        JsonNode runs = list();
        String id = runs.at("/runs/0/id").stringValue();
        assertThat(table.out()).contains("Run " + id);
        assertThat(runs.at("/runs/0/state").stringValue()).isEqualTo("completed");
        assertThat(runs.at("/runs/0/completed").intValue()).isEqualTo(5);
        assertThat(runs.at("/runs/0/symbols/0").stringValue()).isEqualTo("ETHUSD");
        JsonNode json = MAPPER.readTree(run("optimize", "ETHUSD", "--sims", "5", "--format", "json").out());
        assertThat(json.at("/provenance/run").stringValue()).isEqualTo(list().at("/runs/0/id").stringValue());
        assertThat(run("runs").out().lines()).hasSize(3);
    }

    @Test
    void noStoreKeepsNothing() {
        JsonNode json = MAPPER.readTree(run("optimize", "--sims", "3", "--no-store", "--format", "json").out());
        assertThat(json.at("/provenance/run").isNull()).isTrue();
        assertThat(folder.resolve("home")).doesNotExist();
        assertThat(run("runs").out()).contains("No runs yet");
        assertThat(run("report", "last").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "optimize ETHUSD --sims 8",
        "optimize ETHUSD BTCUSD --sims 4 --search direct --maxfun 60 --seed 9007199254740993",
        "optimize ETHUSD --sims 4 --original --strategies maxdiff,simple",
        "optimize ETHUSD --num-sims 3 --test-bars 4 --mode ultra --forecaster ar --bounds -0.01,0.02 --close-at-eod true"
    })
    void reportAndResumeAgreeWithOptimize(String line) {
        JsonNode first = json(line + " --format json");
        String id = first.at("/provenance/run").stringValue();
        for (String other : List.of("report " + id + " --format json", "resume " + id + " --format json --workers 1", "runs export last --format json")) {
            JsonNode again = json(other);
            for (String part : List.of("resultHash", "study", "summary", "symbols", "forecasts", "failures")) {
                assertThat(again.get(part)).as(other + ": " + part).isEqualTo(first.get(part));
            }
            assertThat(again.at("/provenance/run").stringValue()).isEqualTo(id);
        }
        assertThat(run("runs", "verify", id).code()).isZero();
    }

    @Test
    void whatTheEnvironmentDecidedIsKept() {
        Map<String, String> fast = Map.of(
                "FASTBACK_HOME", folder.resolve("home").toString(), "MARKETSIM_FAST_SIMULATE", "1", "MARKETSIM_FAST_OPTIMIZE", "1");
        JsonNode first = MAPPER.readTree(CommandLineRun.with(fast, "", "optimize", "--format", "json").out());
        assertThat(json("report last --format json").get("study")).isEqualTo(first.get("study"));
        json("optimize --sims 40 --format json");
        assertThat(CommandLineRun.with(fast, "", "report", "last", "--format", "json").code()).isZero();
    }

    @Test
    void aStoppedRunIsResumedToTheHashOfAWholeOne() {
        String whole = json("optimize BTCUSD --sims 1200 --mode thorough --strategies maxdiff --no-store --format json").get("resultHash").stringValue();
        CommandLineRun stopped = run("optimize", "BTCUSD", "--sims", "1200", "--mode", "thorough", "--strategies", "maxdiff", "--max-time", "50ms");
        assertThat(stopped.code()).as(stopped.err()).isEqualTo(4);
        assertThat(stopped.err()).contains("--max-time", "fastback resume ");
        JsonNode runs = list();
        assertThat(runs.at("/runs/0/state").stringValue()).isEqualTo("stopped");
        assertThat(runs.at("/runs/0/completed").intValue()).isLessThan(1200);
        CommandLineRun partial = run("report", "last", "--format", "json");
        assertThat(partial.code()).isZero();
        assertThat(partial.err()).contains("missing");
        assertThat(partial.out()).contains("interrupted");
        JsonNode again = json("optimize BTCUSD --sims 1200 --mode thorough --strategies maxdiff --resume --format json --quiet");
        assertThat(again.get("resultHash").stringValue()).isEqualTo(whole);
        assertThat(again.at("/provenance/run").stringValue()).isEqualTo(runs.at("/runs/0/id").stringValue());
        assertThat(list().get("runs")).hasSize(1);
        assertThat(list().at("/runs/0/state").stringValue()).isEqualTo("completed");
        assertThat(json("report last --format json").get("resultHash").stringValue()).isEqualTo(whole);
    }

    @Test
    void anInterruptedRunSaysHowToGoOn() {
        Interruption interruption = new Interruption(false);
        interruption.stop().request();
        CommandLineRun run = CommandLineRun.with(
                interruption, Map.of("FASTBACK_HOME", folder.resolve("home").toString()), "", "optimize", "ETHUSD");
        assertThat(run.code()).isEqualTo(130);
        assertThat(run.err()).contains("interrupted: 0 of 50", "fastback resume ");
        assertThat(list().at("/runs/0/state").stringValue()).isEqualTo("interrupted");
        assertThat(run("resume", "last").out()).contains(json("optimize --no-store --format json").get("resultHash").stringValue());
    }

    @Test
    void resumeStartsANewRunWhereThereIsNoneToGoOnWith() {
        run("optimize", "ETHUSD", "--sims", "4", "--resume");
        run("optimize", "ETHUSD", "--sims", "4", "--resume");
        assertThat(list().get("runs")).hasSize(2);
    }

    @Test
    void changedDataIsRefusedWithItsNameUnlessForced() throws IOException {
        Path bars = bars("AAA.csv", 0);
        run("optimize", "--data", bars.toString(), "--sims", "5");
        bars("AAA.csv", 0.25);
        CommandLineRun refused = run("resume", "last");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err().lines()).singleElement().asString().contains("symbols[AAA].dataHash", "--force");
        assertThat(run("report", "last").code()).isEqualTo(2);
        CommandLineRun forced = run("resume", "last", "--force", "--format", "json");
        assertThat(forced.code()).as(forced.err()).isZero();
        assertThat(MAPPER.readTree(forced.out()).at("/provenance/notes/0").stringValue()).contains("resumed with --force", "dataHash");
        assertThat(run("runs", "show", "last").out()).contains("resumed with --force");
        assertThat(run("report", "last").out()).contains("Note: resumed with --force");
    }

    @Test
    void otherSymbolsCannotBeForced() throws IOException {
        bars("AAA.csv", 0);
        run("optimize", "--data", folder.resolve("data").toString(), "--sims", "5");
        bars("BBB.csv", 0);
        CommandLineRun refused = run("resume", "last", "--force");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err().lines()).singleElement().asString().contains("symbols");
    }

    @Test
    void anotherVersionIsRefusedWithItsName() throws SQLException, IOException {
        run("optimize", "ETHUSD", "--sims", "3");
        String id = list().at("/runs/0/id").stringValue();
        try (var store = dev.fastback.store.RunStore.open(folder.resolve("home"))) {
            var run = store.find(id).run();
            var old = new dev.fastback.store.NewRun(
                    run.started(), "0.0.9", run.java(), run.seed(), run.simulations(), run.study(), run.request());
            var study = dev.fastback.study.Study.builder()
                    .add(dev.fastback.data.synthetic.SyntheticMarket.bars("ETHUSD"))
                    .walkForward(new dev.fastback.walkforward.WalkForward(3, 7, 1, 0))
                    .build();
            store.resume(id, old, study, null).close();
        }
        CommandLineRun refused = run("resume", id);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err().lines()).singleElement().asString().contains("version was 0.0.9");
        CommandLineRun report = run("report", id);
        assertThat(report.code()).isZero();
        assertThat(report.out()).contains("the run is of version 0.0.9, this report of ");
        assertThat(run("report", id, "--format", "json").out()).contains("the run is of version 0.0.9");
    }

    @Test
    void aRunOfABuildWithOtherSettingsIsRefusedByName() {
        run("optimize", "ETHUSD", "--sims", "3");
        String id = list().at("/runs/0/id").stringValue();
        try (var store = dev.fastback.store.RunStore.open(folder.resolve("home"))) {
            var run = store.find(id).run();
            assertThat(run.study()).contains("\"purge\":0,");
            var old = new dev.fastback.store.NewRun(
                    run.started(), "0.0.9", run.java(), run.seed(), run.simulations(), run.study().replace("\"purge\":0,", ""), run.request());
            var study = dev.fastback.study.Study.builder()
                    .add(dev.fastback.data.synthetic.SyntheticMarket.bars("ETHUSD"))
                    .walkForward(new dev.fastback.walkforward.WalkForward(3, 7, 1, 0))
                    .build();
            store.resume(id, old, study, null).close();
        }
        for (String line : List.of("resume last", "resume last --force", "report last", "runs export last --format csv")) {
            CommandLineRun refused = run(line.split(" "));
            assertThat(refused.code()).as(line).isEqualTo(2);
            assertThat(refused.err()).as(line)
                    .isEqualTo("fastback: run " + id + " was written by another build (version 0.0.9), whose studies have other settings\n");
        }
        assertThat(list().at("/runs/0/id").stringValue()).isEqualTo(id);
        assertThat(run("runs", "verify", "last").out()).contains("3 results looked at, 0 damaged (checksums only: ");
    }

    @Test
    void relativePathsAreFoundAgainAndStandardInputIsReadAgain() throws IOException {
        Path bars = bars("AAA.csv", 0);
        Path relative = Path.of("").toAbsolutePath().relativize(bars);
        run("optimize", "--data", relative.toString(), "--sims", "3");
        assertThat(run("runs", "show", "last").out()).contains(bars.toString());
        Map<String, String> environment = Map.of("FASTBACK_HOME", folder.resolve("home").toString());
        String text = Files.readString(bars);
        CommandLineRun piped = CommandLineRun.with(environment, text, "optimize", "--data", "-", "--symbol", "ZZZ", "--sims", "3", "--format", "json");
        assertThat(piped.code()).as(piped.err()).isZero();
        CommandLineRun again = CommandLineRun.with(environment, text, "resume", "last", "--format", "json");
        assertThat(MAPPER.readTree(again.out()).get("resultHash")).isEqualTo(MAPPER.readTree(piped.out()).get("resultHash"));
        assertThat(run("runs", "verify", "last").out()).contains("checksums only");
        CommandLineRun without = CommandLineRun.with(environment, "", "report", "last");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).contains("got its bars from standard input, and needs them there again (-: is empty");
    }

    @Test
    void damagedResultsAreListedReportedAsMissingAndRunAgain() throws SQLException {
        String hash = json("optimize ETHUSD --sims 9 --format json").get("resultHash").stringValue();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("home").resolve("runs.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE simulations SET crc = crc + 1 WHERE key % 4294967296 = 4");
        }
        CommandLineRun verify = run("runs", "verify", "last");
        assertThat(verify.code()).isEqualTo(1);
        assertThat(verify.out()).contains("simulation 4", "9 results looked at, 1 damaged");
        assertThat(run("report", "last").err()).contains("1 of 9 simulations are missing");
        assertThat(json("resume last --format json").get("resultHash").stringValue()).isEqualTo(hash);
        assertThat(run("runs", "verify", "last").code()).isZero();
    }

    @Test
    void removedRunsAreGone() {
        run("optimize", "--sims", "2");
        run("optimize", "--sims", "3");
        String older = list().at("/runs/1/id").stringValue();
        assertThat(run("runs", "remove", "last").code()).isZero();
        assertThat(list().get("runs")).hasSize(1);
        assertThat(list().at("/runs/0/id").stringValue()).isEqualTo(older);
        assertThat(run("runs", "remove", "nosuch").code()).isEqualTo(2);
    }

    @Test
    void aHomeThatCannotBeWrittenIsExitTwo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        CommandLineRun run = CommandLineRun.with(Map.of("FASTBACK_HOME", file.resolve("home").toString()), "", "optimize", "--sims", "2");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
        assertThat(CommandLineRun.with(Map.of("FASTBACK_HOME", file.toString()), "", "optimize", "--sims", "2", "--no-store").code()).isZero();
    }

    @Test
    void listingsKeepToTheirSchema() throws IOException {
        run("optimize", "--sims", "2");
        for (String line : List.of("runs --format json", "runs show last --format json")) {
            String json = run(line.split(" ")).out();
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(Files.readString(Path.of("../docs/runs.schema.json")))
                            .validate(json, InputFormat.JSON))
                    .as(line)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "optimize --max-time 5",
        "optimize --max-time 0s",
        "optimize --max-failures 0",
        "optimize --no-store --resume",
        "resume nosuch",
        "report nosuch",
        "runs show nosuch",
        "runs export last",
        "runs export last --format table",
        "runs verify nosuch",
        "runs --format csv"
    })
    void badUsageIsOneLineWithExitTwo(String line) {
        run("optimize", "--sims", "2");
        CommandLineRun run = run(line.split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines().filter(l -> !l.startsWith("Try "))).as(run.err()).hasSize(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void helpIsThereForEveryCommand() {
        for (String line : List.of("resume --help", "report --help", "runs --help", "runs show --help", "runs export --help", "runs remove --help", "runs verify --help")) {
            assertThat(run(line.split(" ")).code()).as(line).isZero();
        }
    }

    private Path bars(String name, double shift) throws IOException {
        List<String> lines = new ArrayList<>(Collections.singleton("date,open,high,low,close,volume"));
        java.time.LocalDate day = java.time.LocalDate.of(2024, 1, 1);
        for (int i = 0; i < 60; i++) {
            double open = 100 + shift + 5 * Math.sin(i * 0.7);
            double close = 100 + shift + 5 * Math.sin(i * 0.7 + 0.5);
            lines.add(day.plusDays(i) + "," + open + "," + (Math.max(open, close) + 1) + "," + (Math.min(open, close) - 1) + "," + close + ",1000");
        }
        Files.createDirectories(folder.resolve("data"));
        return Files.write(folder.resolve("data").resolve(name), lines);
    }

    private JsonNode list() {
        return json("runs --format json");
    }

    private JsonNode json(String line) {
        CommandLineRun run = run(line.split(" "));
        assertThat(run.code()).as(line + ": " + run.err()).isZero();
        return MAPPER.readTree(run.out());
    }

    private CommandLineRun run(String... args) {
        return CommandLineRun.with(Map.of("FASTBACK_HOME", folder.resolve("home").toString()), "", args);
    }

    @Test
    void settingsOfAReportNeedNoForecaster() {
        dev.fastback.input.StudySettings read = dev.fastback.input.StudySettings.toRead(
                new StudyArguments().options(),
                new MarketArguments().options(),
                new dev.fastback.terminal.Terminal(
                        java.io.InputStream.nullInputStream(), System.out, System.err, java.util.Map.of(), false),
                "a-model-that-is-gone");
        assertThat(read.forecaster().id()).isEqualTo("a-model-that-is-gone");
        org.assertj.core.api.Assertions.assertThatIllegalStateException()
                .isThrownBy(() -> read.forecaster().forecast(java.util.List.of()))
                .withMessageContaining("known by name only");
    }
}
