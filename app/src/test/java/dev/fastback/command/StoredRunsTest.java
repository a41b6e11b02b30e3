package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fastback.command.arguments.EngineArguments;
import dev.fastback.command.arguments.MarketArguments;
import dev.fastback.command.arguments.SearchArguments;
import dev.fastback.command.arguments.StrategyArguments;
import dev.fastback.command.arguments.StudyArguments;
import dev.fastback.command.study.StoredStudy;
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
                assertThat(withoutTime(again.get(part))).as(other + ": " + part).isEqualTo(withoutTime(first.get(part)));
            }
            assertThat(again.at("/provenance/run").stringValue()).isEqualTo(id);
        }
        assertThat(run("runs", "verify", id).code()).isZero();
    }

    /** Returns a part of a report without the seconds that it took, which differ from run to run. */
    private static JsonNode withoutTime(JsonNode part) {
        return part.has("seconds") ? ((tools.jackson.databind.node.ObjectNode) part.deepCopy()).without("seconds") : part;
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
    void aResumeWhoseWorkersCannotStartLeavesARunThatCanBeResumed() throws Exception {
        for (String line : List.of("resume last", "optimize ETHUSD --sims 1400 --search direct --maxfun 2000 --resume")) {
            try (ProcessRun killed = ProcessRun.start(
                    folder, folder.resolve("out"), true, "optimize", "ETHUSD", "--sims", "1400", "--search", "direct", "--maxfun", "2000")) {
                killed.awaitError("simulations:");
                killed.process().destroyForcibly();
                killed.exitCode();
            }
            int there = list().at("/runs/0/completed").intValue();
            assertThat(there).isBetween(1, 1399);
            CommandLineRun failed = run((line + " --engine processes --workers 2 --memory-per-worker 900000g").split(" "));
            assertThat(failed.code()).as(failed.err()).isEqualTo(4);
            assertThat(failed.err().lines().filter(text -> !text.contains("resuming run"))).hasSize(1).allMatch(text -> text.contains("worker"));
            assertThat(list().at("/runs/0/state").stringValue()).isEqualTo("stopped");
            assertThat(list().at("/runs/0/completed").intValue()).isEqualTo(there);
            assertThat(run("resume", "last", "--format", "csv").code()).isZero();
        }
        CommandLineRun first = run("optimize --engine processes --workers 2 --memory-per-worker 900000g".split(" "));
        assertThat(first.code()).as("nothing was there").isEqualTo(3);
        assertThat(list().at("/runs/0/state").stringValue()).isEqualTo("failed");
    }

    @Test
    void storedArgumentsAreTextsWhateverTheyLookLike() throws IOException {
        Path bars = Files.writeString(folder.resolve("bars.csv"), ParquetInputTest.text("bars.csv"));
        Files.writeString(folder.resolve("args"), "--sims 1");
        for (String symbol : List.of(
                "@" + folder.resolve("args"), "@@x", "@", "-x", "-0.01", "--x", "a=b", "a,b", "\"q\"", "'q'", "a b", "\\", "%n%s", "${x}",
                "$HOME", "[x]", "#x", "ünï", "\uD83D\uDE80", "=1+1")) {
            CommandLineRun made = run("optimize", "--data", bars.toString(), "--symbol=" + symbol, "--sims", "3", "--format", "json");
            assertThat(made.code()).as(symbol + ": " + made.err()).isZero();
            JsonNode first = MAPPER.readTree(made.out());
            assertThat(first.at("/symbols/0/symbol").stringValue()).isEqualTo(symbol);
            JsonNode report = json("report last --format json");
            assertThat(report.get("resultHash")).as(symbol).isEqualTo(first.get("resultHash"));
            assertThat(report.at("/symbols/0/symbol").stringValue()).isEqualTo(symbol);
            assertThat(json("resume last --format json").get("resultHash")).isEqualTo(first.get("resultHash"));
            assertThat(MAPPER.readTree(run("runs", "show", "last", "--format", "json").out()).get("arguments").toString())
                    .contains(MAPPER.writeValueAsString(symbol));
        }
    }

    @Test
    void resumeStartsANewRunWhereThereIsNoneToGoOnWith() {
        run("optimize", "ETHUSD", "--sims", "4", "--resume");
        run("optimize", "ETHUSD", "--sims", "4", "--resume");
        assertThat(list().get("runs")).hasSize(2);
    }

    @Test
    void changedDataIsRefusedWithItsNameUnlessForced() throws IOException {
        Path data = bars("AAA.csv", 0).getParent();
        bars("BBB.csv", 1);
        run("optimize", "--data", data.toString(), "--sims", "5");
        String id = unfinishedCopyOfLast(0, 1, 2, 3, 4, 5, 6);
        bars("AAA.csv", 0.25);
        CommandLineRun refused = run("resume", id);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err().lines()).singleElement().asString().contains("symbols[AAA].dataHash", "--force");
        assertThat(run("report", id).code()).isEqualTo(2);
        CommandLineRun forced = run("resume", id, "--force", "--format", "json");
        assertThat(forced.code()).as(forced.err()).isZero();
        List<String> notes = MAPPER.readTree(forced.out()).at("/provenance/notes").valueStream().map(JsonNode::stringValue).toList();
        assertThat(notes).hasSize(2).first().isEqualTo("5 results of symbols that have changed were removed and run again");
        assertThat(notes.getLast()).contains("resumed with --force", "symbols[AAA].dataHash");
        assertThat(run("runs", "show", id).out()).contains("resumed with --force");
        assertThat(run("report", id).out()).contains("Note: resumed with --force");
        JsonNode fresh = json("optimize --data " + data + " --sims 5 --format json");
        JsonNode report = json("report " + id + " --format json");
        assertThat(report.get("resultHash")).as("no result of other bars is left").isEqualTo(fresh.get("resultHash"));
        assertThat(report.get("study")).isEqualTo(fresh.get("study"));
    }

    @Test
    void aFinishedRunStaysWhatItIsWhateverHasChanged() throws IOException {
        Path bars = bars("AAA.csv", 0);
        JsonNode made = json("optimize --data " + bars + " --sims 5 --format json");
        String shown = run("runs", "show", "last", "--format", "json").out();
        bars("AAA.csv", 0.25);
        for (String line : List.of("resume last", "resume last --force")) {
            CommandLineRun refused = run(line.split(" "));
            assertThat(refused.code()).as(line).isEqualTo(2);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err().lines()).singleElement().asString()
                    .contains("is finished and stays as it is, also with --force", "symbols[AAA].dataHash", "fastback optimize makes a new run");
        }
        assertThat(run("runs", "show", "last", "--format", "json").out()).isEqualTo(shown);
        bars("AAA.csv", 0);
        assertThat(json("report last --format json").get("symbols")).isEqualTo(made.get("symbols"));
        assertThat(json("report last --format json").get("study")).isEqualTo(made.get("study"));
    }

    @Test
    void aFinishedRunOfAnotherVersionKeepsItsVersionAlsoByForce() throws Exception {
        run("optimize", "ETHUSD", "--sims", "3");
        String id = list().at("/runs/0/id").stringValue();
        asOfVersion("0.0.9", id);
        assertThat(run("resume", id).code()).isEqualTo(2);
        CommandLineRun forced = run("resume", id, "--force");
        assertThat(forced.code()).as(forced.err()).isZero();
        assertThat(forced.out()).contains("Note: the run is of version 0.0.9, this report of ").doesNotContain("--force");
        assertThat(run("runs", "show", id).out()).contains("0.0.9").doesNotContain("--force");
        sql("UPDATE simulations SET crc = crc + 1 WHERE key % 4294967296 = 1");
        assertThat(run("resume", id, "--force").out())
                .contains("Note: 1 damaged result was removed and run again", "Note: resumed with --force: version was 0.0.9");
    }

    @Test
    void whatIsNotKnownIsNotTakenForNothing() throws Exception {
        JsonNode made = json("optimize ETHUSD --sims 9 --format json");
        sql("UPDATE documents SET crc = crc + 1");
        CommandLineRun table = run("report", "last");
        assertThat(table.code()).isZero();
        assertThat(table.out())
                .contains("mean5 forecasts: not known how many\n", "\nOrders for the bar after 2025-12-31: not known\n")
                .contains("Note: the run's forecasts: its checksum is wrong", "Note: the outcome of symbol 0: its checksum is wrong");
        JsonNode report = json("report last --format json");
        for (String number : List.of("asked", "distinct", "forOrders", "cached", "inferred", "scores")) {
            assertThat(report.at("/forecasts/" + number).isNull()).as(number).isTrue();
        }
        assertThat(report.at("/symbols/0/orders").isNull()).isTrue();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/optimize.schema.json")))
                        .validate(report.toString(), InputFormat.JSON))
                .isEmpty();
        JsonNode resumed = json("resume last --format json");
        assertThat(resumed.get("resultHash")).isEqualTo(made.get("resultHash"));
        assertThat(withoutSeconds(resumed.get("forecasts"))).isEqualTo(withoutSeconds(made.get("forecasts")));
        List<String> notes = resumed.at("/provenance/notes").valueStream().map(JsonNode::stringValue).toList();
        assertThat(notes).hasSize(3).allMatch(note -> note.startsWith("damaged and made again: "));
        assertThat(json("report last --format json").at("/provenance/notes")).isEqualTo(resumed.at("/provenance/notes"));
    }

    /** Returns what is told of forecasts without how long they took. */
    private static String withoutSeconds(JsonNode forecasts) {
        return forecasts.toString().replaceAll("\"seconds\":[0-9.E-]+", "");
    }

    @Test
    void aDamagedRecordIsNamedForWhatItIs() throws Exception {
        run("optimize", "ETHUSD", "--sims", "4");
        String id = list().at("/runs/0/id").stringValue();
        sql("UPDATE progress SET completed = 3");
        assertThat(run("runs").out()).contains("interrupted");
        assertThat(list().at("/runs/0/completed").intValue()).isEqualTo(4);
        assertThat(run("report", id).code()).isZero();
        CommandLineRun verify = run("runs", "verify", id);
        assertThat(verify.code()).isEqualTo(1);
        assertThat(verify.out()).contains("how it stands (table progress: state, counts, notes) is not as it was written")
                .endsWith("run " + id + ": 4 results looked at, 0 damaged\n");
        assertThat(run("resume", id).code()).isZero();
        assertThat(run("runs", "verify", id).code()).isZero();
        assertThat(list().at("/runs/0/state").stringValue()).isEqualTo("completed");
        sql("UPDATE runs SET version = 'x'");
        assertThat(run("report", id).err()).isEqualTo("fastback: the record of run " + id + " is damaged; fastback runs verify " + id + " says more\n");
        verify = run("runs", "verify", id);
        assertThat(verify.code()).isEqualTo(1);
        assertThat(verify.out())
                .isEqualTo("its settings (table runs) are not as they were written: it cannot be reported or resumed\nrun " + id
                        + ": 4 results looked at, 0 damaged (checksums only: the run's record is damaged)\n");
        assertThat(run("runs", "show", id).out()).contains("its settings (table runs)");
    }

    @Test
    void listsCountADamagedResultAsMissing() throws Exception {
        run("optimize", "ETHUSD", "--sims", "9");
        sql("UPDATE simulations SET bytes = x'00' WHERE key % 4294967296 = 4");
        assertThat(list().at("/runs/0/completed").intValue()).isEqualTo(8);
        assertThat(run("runs", "show", "last").out()).contains("9: 8 completed, 0 failed, 0 skipped");
        assertThat(run("resume", "last").code()).isZero();
        assertThat(list().at("/runs/0/completed").intValue()).isEqualTo(9);
    }

    @Test
    void aRunThatIsBeingWrittenIsReportedAndExportedAndNotOfferedForResuming() throws IOException {
        run("optimize", "ETHUSD", "--sims", "5");
        try (var store = dev.fastback.store.RunStore.open(folder.resolve("home"));
                var journal = copyOfLast(store, 0, 1, 2)) {
            String id = journal.record().id();
            for (String line : List.of("report " + id, "runs export " + id + " --format json", "runs export " + id + " --format csv")) {
                CommandLineRun read = run(line.split(" "));
                assertThat(read.code()).as(line).isZero();
                assertThat(read.err()).as(line)
                        .isEqualTo("fastback: 2 of 5 simulations are missing; process " + ProcessHandle.current().pid() + " is running them\n");
            }
            assertThat(list().at("/runs/0/state").stringValue()).isEqualTo("running");
            assertThat(run("resume", id).err()).contains("is being written by process");
            journal.finish(dev.fastback.store.RunState.STOPPED);
        }
        assertThat(run("report", "last").err()).contains("2 of 5 simulations are missing; resume with: fastback resume ");
    }

    /** Makes a run of the same study as the newest one, with some of its results, and returns its id. */
    private String unfinishedCopyOfLast(int... indices) {
        try (var store = dev.fastback.store.RunStore.open(folder.resolve("home"));
                var journal = copyOfLast(store, indices)) {
            journal.finish(dev.fastback.store.RunState.STOPPED);
            return journal.record().id();
        }
    }

    private static dev.fastback.store.SqliteJournal copyOfLast(dev.fastback.store.RunStore store, int... indices) {
        var terminal = new dev.fastback.terminal.Terminal(java.io.InputStream.nullInputStream(), System.out, System.err, Map.of(), false);
        var whole = store.find("last");
        var study = StoredStudy.loadToRead(whole, terminal, new Interruption(false), 0).loaded().study();
        List<dev.fastback.result.SimulationResult> results = new ArrayList<>();
        try (var journal = store.read(whole.id(), study)) {
            for (int index : indices) {
                results.add(journal.results(index, index + 1).getFirst());
            }
        }
        var copy = store.create(whole.run(), study);
        copy.append(results);
        return copy;
    }

    /** Lets a finished run of ETHUSD with three simulations be of another version. */
    private void asOfVersion(String version, String id) {
        try (var store = dev.fastback.store.RunStore.open(folder.resolve("home"))) {
            var run = store.find(id).run();
            var old = new dev.fastback.store.NewRun(
                    run.started(), version, run.java(), run.seed(), run.simulations(), run.study(), run.request());
            var study = dev.fastback.study.Study.builder()
                    .add(dev.fastback.data.synthetic.SyntheticMarket.bars("ETHUSD"))
                    .walkForward(new dev.fastback.walkforward.WalkForward(3, 7, 1, 0))
                    .build();
            try (var journal = store.resume(id, old, study, null)) {
                journal.finish(dev.fastback.store.RunState.COMPLETED);
            }
        }
    }

    private void sql(String change) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("home").resolve("runs.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
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
        dev.fastback.terminal.Terminal terminal = new dev.fastback.terminal.Terminal(
                java.io.InputStream.nullInputStream(), System.out, System.err, java.util.Map.of(), false);
        dev.fastback.input.StudySettings read = dev.fastback.input.StudySettings.toRead(
                new StudyArguments().options(new SearchArguments().options(), new StrategyArguments().options(terminal, new EngineArguments())),
                new MarketArguments().options(),
                terminal,
                new dev.fastback.forecast.NamedForecaster("a-model-that-is-gone", 0));
        assertThat(read.forecaster().id()).isEqualTo("a-model-that-is-gone");
        org.assertj.core.api.Assertions.assertThatIllegalStateException()
                .isThrownBy(() -> read.forecaster().forecast(java.util.List.of()))
                .withMessageContaining("known by name only");
    }
}
