package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The searches that sample, as a user meets them: on every engine, in the store, resumed, with their trials. */
@Timeout(180)
class SampledSearchTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "--search de --maxfun 300", "--search tpe --maxfun 60", "--search grid", "--search cmaes --maxfun 90", "--search halving --maxfun 130",
        "--search nsga2 --maxfun 120 --share-batch 3", "--search sobol --maxfun 100 --search-batch 7 --patience 30"
    })
    void oneHashForAnyEngineAndNumberOfWorkers(String search) {
        String study = "optimize ETHUSD --sims 6 --strategies maxdiff,maxdiff-always-on --format json " + search;
        JsonNode one = json(study + " --workers 1");
        for (String where : List.of("--workers 2", "--workers 4", "--workers 16", "--engine processes --workers 1", "--engine processes --workers 2", "--engine processes --workers 4")) {
            JsonNode other = json(study + " " + where);
            assertThat(other.get("resultHash")).as(where).isEqualTo(one.get("resultHash"));
            assertThat(other.get("study")).isEqualTo(one.get("study"));
        }
        assertThat(json("report last --format json").get("symbols")).isEqualTo(json("resume last --format json").get("symbols"));
    }

    @Test
    void theJsonIsThatOfTheSchemaAndSaysWhatWasKept() throws IOException {
        CommandLineRun run = run("optimize ETHUSD --sims 3 --search de --maxfun 300 --patience 250 --target 9 --search-batch 8 --format json");
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("..", "docs", "optimize.schema.json")), InputFormat.JSON);
        assertThat(schema.validate(run.out(), InputFormat.JSON)).isEmpty();
        JsonNode json = MAPPER.readTree(run.out());
        JsonNode study = json.get("study");
        assertThat(study.get("search").stringValue()).isEqualTo("de");
        assertThat(study.get("searchBatch").intValue()).isEqualTo(8);
        assertThat(study.get("patience").intValue()).isEqualTo(250);
        assertThat(study.get("target").intValue()).isEqualTo(9);
        assertThat(study.get("keepTrials").stringValue()).isEqualTo("values");
        JsonNode maxdiff = json.at("/symbols/0/simulations/0/strategies/0");
        assertThat(maxdiff.at("/trials/evaluated").intValue()).isEqualTo(maxdiff.get("evaluations").intValue()).isBetween(1, 300);
        assertThat(maxdiff.at("/trials/kept")).isEqualTo(maxdiff.at("/trials/evaluated"));
        assertThat(maxdiff.get("quality").doubleValue()).isBetween(0.0, 1.0);
        JsonNode exact = json("optimize ETHUSD --sims 3 --format json");
        assertThat(exact.at("/symbols/0/simulations/0/strategies/0").has("trials")).isFalse();
        assertThat(exact.get("study").has("keepTrials")).isFalse();
        JsonNode none = json("optimize ETHUSD --sims 3 --search de --maxfun 300 --keep-trials none --format json");
        assertThat(none.at("/symbols/0/simulations/0/strategies/0").has("trials")).isFalse();
    }

    @Test
    void trialsAreExportedAndTheirBestIsTheResult() {
        JsonNode json = json("optimize ETHUSD BTCUSD --sims 3 --strategies maxdiff,simple,maxdiff-always-on --search tpe --maxfun 50 --format json");
        List<String> lines = run("runs export last --format csv --trials").out().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("symbol,index,date,strategy,trial,high,low,closeAtEndOfDay,value,violation");
        assertThat(lines).hasSize(1 + 2 * 3 * 2 * 50);
        Map<String, Double> best = lines.stream()
                .skip(1)
                .map(line -> line.split(","))
                .collect(Collectors.toMap(row -> row[0] + row[1] + row[3], row -> Double.parseDouble(row[8]), Math::max));
        int checked = 0;
        for (JsonNode symbol : json.get("symbols")) {
            for (JsonNode simulation : symbol.get("simulations")) {
                for (JsonNode strategy : simulation.get("strategies")) {
                    if (strategy.has("trials")) {
                        String key = symbol.get("symbol").stringValue() + simulation.get("index").intValue() + strategy.get("name").stringValue();
                        assertThat(strategy.get("profit").doubleValue()).isEqualTo(best.get(key));
                        checked++;
                    }
                }
            }
        }
        assertThat(checked).isEqualTo(12);
        json("optimize ETHUSD --sims 2 --format json");
        CommandLineRun nothing = run("runs export last --format csv --trials");
        assertThat(nothing.code()).isEqualTo(2);
        assertThat(nothing.err()).contains("--keep-trials values");
        assertThat(run("runs export last --format json --trials").code()).isEqualTo(2);
    }

    @Test
    void blocksOfBarsAreKeptAndExportedFromEveryEngineAlike() {
        String study = "optimize ETHUSD --sims 3 --strategies maxdiff --search random --maxfun 12 --keep-trials blocks --format json";
        String hash = json(study).get("resultHash").stringValue();
        List<String> rows = run("runs export last --format csv --trials").out().lines().toList();
        assertThat(rows.getFirst()).endsWith("value,violation,sum1,squares1,sum2,squares2,sum3,squares3");
        assertThat(rows).hasSize(1 + 3 * 12);
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",");
            int value = cells.length - 8;
            double sum = Double.parseDouble(cells[value + 2]) + Double.parseDouble(cells[value + 4]) + Double.parseDouble(cells[value + 6]);
            assertThat(sum).isCloseTo(Double.parseDouble(cells[value]), org.assertj.core.api.Assertions.within(1e-12));
        }
        assertThat(json(study + " --engine processes --workers 2").get("resultHash").stringValue()).isEqualTo(hash);
        assertThat(run("runs export last --format csv --trials").out().lines().toList()).isEqualTo(rows);
    }

    @Test
    void aStoppedRunIsResumedToTheHashOfAWholeOneWithItsTrials() {
        String study = " ETHUSD --sims 300 --strategies maxdiff --search tpe --maxfun 400 --format json";
        String whole = json("optimize" + study).get("resultHash").stringValue();
        String trials = run("runs export last --format csv --trials").out();
        CommandLineRun stopped = run("optimize" + study + " --max-time 400ms --workers 1");
        assertThat(stopped.code()).as(stopped.err()).isIn(0, 4);
        assertThat(json("resume last --format json --workers 2").get("resultHash").stringValue()).isEqualTo(whole);
        assertThat(run("runs export last --format csv --trials").out()).isEqualTo(trials);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent with kill")
    void aKilledRunIsResumedToTheHashOfAWholeOne() throws IOException, InterruptedException {
        String[] study = "optimize BTCUSD --sims 1400 --strategies maxdiff --search de --maxfun 2000 --keep-trials none --format json".split(" ");
        Process process = ProcessRun.builder(folder, false, study).redirectError(folder.resolve("err.txt").toFile()).start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (MAPPER.readTree(run("runs --format json").out()).at("/runs/0/completed").asInt(0) == 0) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            assertThat(process.isAlive()).as(Files.readString(folder.resolve("err.txt"))).isTrue();
            Thread.sleep(20);
        }
        ProcessRun.signal(process, "KILL");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        int kept = MAPPER.readTree(run("runs --format json").out()).at("/runs/0/completed").intValue();
        assertThat(kept).isBetween(1, 1399);
        String resumed = json("resume last --format json").get("resultHash").stringValue();
        List<String> again = new ArrayList<>(List.of(study));
        again.add("--no-store");
        assertThat(json(String.join(" ", again)).get("resultHash").stringValue()).isEqualTo(resumed);
    }

    @Test
    void optionsThatMakeNoSenseAreRefusedInALine() {
        for (String[] wrong : new String[][] {
            {"--patience 5", "--patience", "tpe"},
            {"--target 0.1", "--target", "tpe"},
            {"--search tpe --patience 0", "--patience"},
            {"--search tpe --search-batch 0", "--search-batch"},
            {"--search tpe --target NaN", "--target"},
            {"--search tpe --keep-trials all", "--keep-trials", "values"},
            {"--search grid --maxfun 5", "--maxfun", "grid"},
            {"--search annealing", "annealing", "halving"}
        }) {
            CommandLineRun run = run("optimize --sims 2 " + wrong[0]);
            assertThat(run.code()).as(wrong[0]).isEqualTo(2);
            assertThat(run.err().lines()).as(run.err()).hasSize(1);
            assertThat(run.err()).contains(java.util.Arrays.copyOfRange(wrong, 1, wrong.length));
        }
    }

    @Test
    void aSearchThatRunsOutOfTimeTellsItsBest() {
        CommandLineRun run = run("optimize ETHUSD --sims 1 --strategies maxdiff --search de --maxfun 100000000 --keep-trials none --max-time 3s --quiet");
        assertThat(run.code()).as(run.err()).isEqualTo(4);
        assertThat(run.err()).containsPattern("ETHUSD, simulation 0, maxdiff: the search was given up after [0-9]+ evaluations; its best so far is "
                + "-?[0-9.E-]+ at \\{high=-?[0-9.E-]+, low=-?[0-9.E-]+, closeAtEndOfDay=(true|false)}");
        assertThat(run.err()).contains("fastback resume");
    }

    @Test
    void theTableSaysHowItWasSearched() {
        CommandLineRun run = run("optimize ETHUSD --sims 2 --search tpe --maxfun 90 --patience 40 --target 0.5 --search-batch 4");
        assertThat(run.out()).contains("tpe (90 evaluations), ended after 40 without a better point, ended at 0.5, 4 points at a time");
    }

    private JsonNode json(String line) {
        CommandLineRun run = run(line);
        assertThat(run.code()).as(line + ": " + run.err()).isZero();
        return MAPPER.readTree(run.out());
    }

    private CommandLineRun run(String line) {
        return CommandLineRun.with(Map.of("FASTBACK_HOME", folder.resolve("home").toString()), "", line.split(" "));
    }
}
