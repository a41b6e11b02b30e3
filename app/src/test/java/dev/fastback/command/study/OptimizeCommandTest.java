package dev.fastback.command.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fastback.command.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class OptimizeCommandTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "optimize ETHUSD --sims 5 --format json",
        "optimize ETHUSD BTCUSD --sims 3 --format json --search direct --maxfun 60 --workers 2",
        "optimize ETHUSD --sims 3 --format json --original --strategies maxdiff,simple",
        "optimize ETHUSD --sims 3 --format json --test-bars 0 --validation 30 --close-at-eod true",
        "optimize ETHUSD --sims 3 --format json --test-bars 4 --mode ultra --forecaster ar --fee-rule original",
        "optimize ETHUSD --sims 3 --format json --strategies buy-hold --bounds -0.01,0.02 --fee 0 --spread 1.001",
        "optimize ETHUSD --sims 3 --format json --train 40 --test-bars 5 --step 5 --anchored --purge 2",
        "optimize ETHUSD --sims 4 --format json --original --share-batch 2",
        "optimize ETHUSD --sims 2 --format json --strategies simple --seed 9007199254740992",
        "optimize ETHUSD --sims 2 --format json --strategies simple --seed 9007199254740993",
        "optimize ETHUSD --sims 2 --format json --strategies simple --seed -9223372036854775808"
    })
    void jsonKeepsToItsSchema(String line) throws IOException {
        CommandLineRun run = CommandLineRun.of(line.split(" "));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(violations(run.out())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "resultHash"                     | "resultHush"
            "completed"                      | "done"
            "onThreshold"                    | "threshold"
            "schemaVersion" : 2              | "schemaVersion" : 1
            "reason":null                    | "reason":"none"
            "strategies":[{                  | "strategies":[],"others":[{
            "high":                          | "high":[],"upper":
            "closeAtEndOfDay":false          | "closeAtEndOfDay":null
            "profit":null                    | "profit":0.5
            "evaluations":null               | "evaluations":3
            "searchMicros":                  | "searchMicros":null,"micros":
            "sharpe":                        | "sharpe":"NaN","ratio":
            "trades":                        | "trades":0.5,"entries":
            "maxDrawdown":                   | "maxDrawdown":-0.5,"drawdown":
            "outOfSample":{"bars":1          | "outOfSample":{"bars":0
            "side":"none"                    | "side":"hold"
            "meanReturn" :                   | "meanReturn" : "Infinity", "return" :
            "bounds" :                       | "bounds" : 0.03, "box" :
            "sourceHash" : null              | "sourceHash" : "unknown"
            "seed" : 1                       | "seed" : 9007199254740993
            "seed" : 1                       | "seed" : "1"
            """)
    void theSchemaNoticesMistakes(String right, String wrong) throws IOException {
        String json = CommandLineRun.of("optimize", "ETHUSD", "--sims", "2", "--format", "json").out();
        assertThat(json).contains(right);
        assertThat(violations(json.replace(right, wrong))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "search" : "exact"               | "search" : "genetic"
            "forecaster" : "mean5"           | "forecaster" : "a model of one's own"
            "metric" : "return"              | "metric" : "sharpe"
            "engine" :                       | "cluster" : "spark", "engine" :
            "settings" : { }                 | "settings" : { "period" : "20" }
            "purge" :                        | "embargo" : 3, "purge" :
            "name":"maxdiff"                 | "name":"Bollinger bands"
            "high":                          | "period":20,"average":"ema","shortToo":true,"high":
            "sharpe":                        | "sortino":1.5,"isCapped":false,"turnover":{"perBar":0.1,"whole":null},"sharpe":
            "perBar":                        | "sharpe":null,"perBar":
            "meanSharpe" :                   | "meanSortino" : null, "meanSharpe" :
            "mean" :                         | "median" : 1.0, "mean" :
            "price":                         | "venue":"here","price":
            "failures" :                     | "history" : { }, "failures" :
            """)
    void theSchemaLeavesRoomForGrowth(String now, String later) throws IOException {
        String json = CommandLineRun.of("optimize", "ETHUSD", "--sims", "2", "--format", "json").out();
        assertThat(json).contains(now);
        assertThat(violations(json.replace(now, later))).isEmpty();
    }

    @Test
    void seedsThatNumbersWouldJoinAreText() {
        for (String seed : List.of("9007199254740993", "-9007199254740993", "-9223372036854775808")) {
            JsonNode study = json("optimize", "ETHUSD", "--sims", "1", "--strategies", "simple", "--format", "json", "--seed", seed).get("study");
            assertThat(study.get("seed").isString()).as(seed).isTrue();
            assertThat(study.get("seed").stringValue()).isEqualTo(seed);
        }
    }

    @Test
    void workersAndEnginesDoNotChangeTheHash() {
        String expected = hash("optimize", "ETHUSD", "--format", "json", "--engine", "sequential");
        for (String workers : List.of("1", "2", "8")) {
            assertThat(hash("optimize", "ETHUSD", "--format", "json", "--engine", "threads", "--workers", workers))
                    .isEqualTo(expected);
        }
        assertThat(hash("optimize", "ETHUSD", "--format", "json", "--forecaster", "previous")).isNotEqualTo(expected);
    }

    @Test
    void workerProcessesGiveTheSameBytesAndSayWhoTheyAre() throws IOException {
        String[] study = {"optimize", "ETHUSD", "BTCUSD", "--sims", "20", "--format", "json", "--search", "direct", "--maxfun", "80"};
        String expected = json(study).get("resultHash").stringValue();
        CommandLineRun run = CommandLineRun.of(with(
                study, "--engine", "processes", "--workers", "2", "--memory-per-worker", "64m", "--simulation-timeout", "90s"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(violations(run.out())).isEmpty();
        JsonNode json = MAPPER.readTree(run.out());
        assertThat(json.get("resultHash").stringValue()).isEqualTo(expected);
        assertThat(json.at("/provenance/engine").stringValue()).isEqualTo("processes");
        assertThat(json.at("/provenance/workers").intValue()).isEqualTo(2);
    }

    @Test
    void buyingAndHoldingIsSaidToReachOverBarsThatPathsLack() {
        String[] study = {"optimize", "ETHUSD", "--sims", "4", "--strategies", "maxdiff"};
        String whole = CommandLineRun.of(study).out();
        String shared = CommandLineRun.of(with(study, "--share-batch", "4")).out();
        String earned = whole.replaceAll("(?s).*ETHUSD: buying and holding over the same bars returns (-?[0-9.]+%)\\.\n.*", "$1");
        assertThat(earned).hasSizeLessThan(10);
        assertThat(shared)
                .contains("ETHUSD: buying and holding from the first bar of the paths to the last returns " + earned
                        + ", on up to 3 bars between that a path lacks as well.\n");
    }

    @Test
    void sharedMultipliersAreReportedWithWhatTheyCost() throws IOException {
        String[] study = {"optimize", "ETHUSD", "--sims", "20", "--strategies", "maxdiff,simple", "--format"};
        CommandLineRun run = CommandLineRun.of(with(study, "json", "--share-multipliers"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(violations(run.out())).isEmpty();
        JsonNode json = MAPPER.readTree(run.out());
        JsonNode alone = json(with(study, "json"));
        assertThat(json.at("/study/sharedBy").intValue()).isEqualTo(16);
        assertThat(alone.at("/study").has("sharedBy")).isFalse();
        double cost = 0;
        for (int k = 0; k < 20; k++) {
            JsonNode first = json.at("/symbols/0/simulations/" + (k < 16 ? 0 : 16) + "/strategies/0");
            JsonNode strategy = json.at("/symbols/0/simulations/" + k + "/strategies/0");
            assertThat(strategy.get("parameters")).isEqualTo(first.get("parameters"));
            assertThat(strategy.at("/sharing/simulations").intValue()).isEqualTo(k < 16 ? 16 : 4);
            assertThat(strategy.at("/sharing/aloneProfit")).isEqualTo(alone.at("/symbols/0/simulations/" + k + "/strategies/0/profit"));
            assertThat(strategy.at("/outOfSample/bars").intValue()).isEqualTo(k % 16 == 0 ? 1 : 0);
            cost += strategy.at("/sharing/cost").doubleValue();
            assertThat(json.at("/symbols/0/simulations/" + k + "/strategies/1")).isEqualTo(alone.at("/symbols/0/simulations/" + k + "/strategies/1"));
        }
        assertThat(json.at("/summary/0/sharing/meanCost").doubleValue()).isEqualTo(cost / 20).isPositive();
        assertThat(json(with(study, "json", "--share-batch", "16")).get("resultHash")).isEqualTo(json.get("resultHash"));
        assertThat(json(with(study, "json", "--share-batch", "5", "--workers", "3")).at("/study/sharedBy").intValue()).isEqualTo(5);
        assertThat(CommandLineRun.of(with(study, "table", "--share-batch", "8")).out())
                .contains("each 8 simulations share parameters", "ETHUSD maxdiff: sharing costs ");
        CommandLineRun refused = CommandLineRun.of("optimize", "ETHUSD", "--share-batch", "1");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--share-batch must be at least 2: 1");
    }

    @Test
    void pooledSymbolsHaveOneSetOfParametersAndAPortfolio() throws IOException {
        String[] study = {"optimize", "ETHUSD", "BTCUSD", "--sims", "12", "--strategies", "maxdiff,simple", "--pool", "--format"};
        CommandLineRun run = CommandLineRun.of(with(study, "json"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(violations(run.out())).isEmpty();
        JsonNode json = MAPPER.readTree(run.out());
        assertThat(json.at("/study/pooled").booleanValue()).isTrue();
        for (int k = 0; k < 12; k++) {
            JsonNode one = json.at("/symbols/0/simulations/" + k + "/strategies/0");
            JsonNode other = json.at("/symbols/1/simulations/" + k + "/strategies/0");
            assertThat(one.get("parameters")).isEqualTo(other.get("parameters"));
            assertThat(one.at("/sharing/simulations").intValue()).isEqualTo(2);
            assertThat(one.at("/sharing/meanProfit").doubleValue())
                    .isEqualTo((one.get("profit").doubleValue() + other.get("profit").doubleValue()) / 2);
        }
        JsonNode portfolio = json.at("/portfolio/0");
        assertThat(portfolio.get("strategy").stringValue()).isEqualTo("maxdiff");
        assertThat(portfolio.get("symbols").intValue()).isEqualTo(2);
        assertThat(portfolio.get("bars").intValue()).isEqualTo(12);
        double mean = (json.at("/symbols/0/paths/0/perBar").doubleValue() + json.at("/symbols/1/paths/0/perBar").doubleValue()) / 2;
        assertThat(portfolio.get("perBar").doubleValue()).isEqualTo(mean, within(1e-15));
        for (String where : new String[] {"--workers=3", "--engine=processes"}) {
            assertThat(json(with(study, "json", where)).get("resultHash")).as(where).isEqualTo(json.get("resultHash"));
        }
        assertThat(CommandLineRun.of(with(study, "table")).out())
                .contains("all symbols share parameters", "BTCUSD maxdiff: sharing costs ", "Unseen bars of all symbols in equal parts");
        CommandLineRun alone = CommandLineRun.of("optimize", "ETHUSD", "--pool");
        assertThat(alone.code()).isEqualTo(2);
        assertThat(alone.err()).contains("--pool is for several symbols, and there is ETHUSD alone");
        CommandLineRun unlike = CommandLineRun.of("optimize", "ETHUSD", "ALDER", "--pool");
        assertThat(unlike.code()).isEqualTo(2);
        assertThat(unlike.err()).contains("--pool: exact search joins symbols with one fee");
    }

    @Test
    void fitsThatSeeTheSimulatorsFillsAreSearchedByDirect() throws IOException {
        String[] study = {"optimize", "ETHUSD", "--sims", "6", "--strategies", "maxdiff,maxdiff-always-on,simple", "--fit-fills", "simulator", "--format"};
        CommandLineRun run = CommandLineRun.of(with(study, "json"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(violations(run.out())).isEmpty();
        JsonNode json = MAPPER.readTree(run.out());
        assertThat(json.at("/study/search").stringValue()).isEqualTo("direct");
        assertThat(json.at("/study/fitFills").stringValue()).isEqualTo("simulator");
        for (int k = 0; k < 6; k++) {
            JsonNode fitted = json.at("/symbols/0/simulations/" + k + "/strategies/0");
            assertThat(fitted.get("profit")).isEqualTo(fitted.get("return"));
            assertThat(fitted.get("quality").isNull()).isTrue();
        }
        for (String where : new String[] {"--workers=3", "--engine=processes"}) {
            assertThat(json(with(study, "json", where)).get("resultHash")).as(where).isEqualTo(json.get("resultHash"));
        }
        assertThat(CommandLineRun.of(with(study, "table")).out()).contains("search direct (500/240 evaluations), on fills by the simulator");
        for (String refused : new String[] {"--search=exact", "--original", "--fee-rule=original"}) {
            assertThat(CommandLineRun.of(with(study, "table", refused)).code()).as(refused).isEqualTo(2);
        }
        CommandLineRun own = CommandLineRun.of("optimize", "ETHUSD", "--strategy", "sma-cross", "--fit-fills", "level");
        assertThat(own.code()).isEqualTo(2);
        assertThat(own.err()).contains("--fit-fills level is about the built-in strategies");
    }

    @Test
    void equalStudiesHaveAnEqualStudyObject() {
        JsonNode one = json("optimize", "ETHUSD", "--sims", "4", "--format", "json", "--workers", "1");
        JsonNode two = json("optimize", "ETHUSD", "--num-sims", "4", "--format", "json", "--workers", "3");
        assertThat(one.get("study")).isEqualTo(two.get("study"));
    }

    @Test
    void theTableSaysWhatIsInSampleAndThatTheSampleIsSynthetic() {
        CommandLineRun run = CommandLineRun.of("optimize", "ETHUSD", "--sims", "10");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("synthetic", "in-sample", "unseen bars", "share of", "exact search", "per-fill", "Result hash");
        assertThat(run.out().lines()).anyMatch(line -> line.startsWith("maxdiff-always-on"));
        assertThat(run.err()).as("after the report").matches("Time: [\\d.]+ s = start [^\n]+\n");
        assertThat(run.out()).contains("Parameters (high, low, closeAtEndOfDay) are those of the newest simulation.");
    }

    @Test
    void csvHasARowForEachSimulationAndStrategy() {
        CommandLineRun run = CommandLineRun.of("optimize", "ETHUSD", "--sims", "4", "--format", "csv", "--strategies", "maxdiff,simple");
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(9);
        int columns = lines.getFirst().split(",", -1).length;
        assertThat(lines).allMatch(line -> line.split(",", -1).length == columns);
    }

    @Test
    void csvAndJsonShowTheSameNumbers() {
        String[] study = {"optimize", "ETHUSD", "--sims", "3", "--strategies", "maxdiff", "--workers", "1", "--format"};
        JsonNode json = json(with(study, "json"));
        List<String> lines = CommandLineRun.of(with(study, "csv")).out().lines().toList();
        List<String> header = List.of(lines.getFirst().split(","));
        for (int k = 0; k < 3; k++) {
            JsonNode strategy = json.at("/symbols/0/simulations/" + k + "/strategies/0");
            String[] cells = lines.get(k + 1).split(",", -1);
            assertThat(Double.parseDouble(cells[header.indexOf("profit")])).isEqualTo(strategy.get("profit").doubleValue());
            assertThat(Double.parseDouble(cells[header.indexOf("high")])).isEqualTo(strategy.at("/parameters/high").doubleValue());
            assertThat(Double.parseDouble(cells[header.indexOf("sharpe")])).isEqualTo(strategy.get("sharpe").doubleValue());
        }
    }

    @Test
    void scoresTheForecastsOfEveryColumn() {
        JsonNode scores = json("optimize", "ETHUSD", "--sims", "20", "--forecaster", "ewma-vol", "--format", "json").at("/forecasts/scores");
        for (String column : List.of("open", "high", "low", "close")) {
            JsonNode of = scores.get(column);
            assertThat(of.get("bars").intValue()).as(column).isEqualTo(27); // 20 folds of 7 bars and a test bar, each a bar apart
            assertThat(of.get("meanAbsoluteError").doubleValue()).as(column).isBetween(0.005, 0.1);
            assertThat(of.get("coverage").doubleValue()).as(column).isBetween(0.5, 1.0);
            assertThat(of.get("skillOverEwmaVol").doubleValue()).as(column).isZero();
        }
    }

    @Test
    void countsForecastsAskedAndDistinct() {
        JsonNode usual = json("optimize", "ETHUSD", "--format", "json");
        assertThat(usual.at("/forecasts/asked").intValue()).isEqualTo(1600);
        assertThat(usual.at("/forecasts/distinct").intValue()).isEqualTo(228);
        JsonNode original = json("optimize", "ETHUSD", "--format", "json", "--original");
        assertThat(original.at("/forecasts/asked").intValue()).isEqualTo(1400);
        assertThat(original.at("/forecasts/distinct").intValue()).isEqualTo(224);
    }

    @Test
    void originalSetsItsConventionsAtOnceAndExplicitOptionsWin() {
        JsonNode study = json("optimize", "ETHUSD", "--sims", "3", "--format", "json", "--original").get("study");
        assertThat(study.get("search").stringValue()).isEqualTo("direct");
        assertThat(study.at("/maxEvaluations/maxdiff").intValue()).isEqualTo(500);
        assertThat(study.at("/maxEvaluations/maxdiff-always-on").intValue()).isEqualTo(240);
        assertThat(study.get("feeRule").stringValue()).isEqualTo("original");
        assertThat(study.get("testBars").intValue()).isZero();
        assertThat(study.get("heldBackBars").intValue()).isEqualTo(1);
        JsonNode exact = json("optimize", "ETHUSD", "--sims", "3", "--format", "json", "--original", "--search", "exact", "--test-bars", "2").get("study");
        assertThat(exact.get("search").stringValue()).isEqualTo("exact");
        assertThat(exact.get("testBars").intValue()).isEqualTo(2);
    }

    @Test
    void variablesOfTheOriginalAreHeardAndOptionsWin() {
        Map<String, String> fast = Map.of("MARKETSIM_FAST_OPTIMIZE", "1", "MARKETSIM_FAST_SIMULATE", "1");
        JsonNode study = MAPPER.readTree(CommandLineRun.with(fast, "", "optimize", "--format", "json").out()).get("study");
        assertThat(study.get("simulations").intValue()).isEqualTo(35);
        assertThat(study.get("mode").stringValue()).isEqualTo("development");
        assertThat(study.at("/maxEvaluations/maxdiff-always-on").intValue()).isEqualTo(100);
        JsonNode explicit = MAPPER.readTree(CommandLineRun.with(
                                fast, "", "optimize", "--format", "json", "--sims", "40", "--search", "exact")
                        .out())
                .get("study");
        assertThat(explicit.get("simulations").intValue()).isEqualTo(40);
        assertThat(explicit.get("search").stringValue()).isEqualTo("exact");
        assertThat(explicit.get("mode").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "optimize --search exact --maxfun 100",
        "optimize --maxfun 100",
        "optimize --search exact --mode ultra",
        "optimize --search genetic",
        "optimize --mode warp",
        "optimize --sims 0",
        "optimize --validation 1",
        "optimize --test-bars -1",
        "optimize --workers 0",
        "optimize --engine sequential --workers 4",
        "optimize --engine spark-plugs",
        "optimize --memory-per-worker 1g",
        "optimize --engine threads --simulation-timeout 10m",
        "optimize --engine processes --memory-per-worker lots",
        "optimize --engine processes --memory-per-worker 1m",
        "optimize --engine processes --memory-per-worker 999999999999t",
        "optimize --engine processes --simulation-timeout soon",
        "optimize --engine processes --simulation-timeout 0s",
        "optimize --evaluator vector",
        "optimize --evaluator fast",
        "optimize --fee -1",
        "optimize --fee NaN",
        "optimize --bounds 0.1",
        "optimize --bounds 0.1,-0.1",
        "optimize --bounds a,b",
        "optimize --strategies maxdiff,nosuch",
        "optimize --strategies maxdiff,maxdiff",
        "optimize --forecaster oracle",
        "optimize --close-at-eod perhaps",
        "optimize --fee-rule none",
        "optimize --format xml",
        "optimize --periods-per-year 0",
        "optimize --spread 0",
        "optimize NOSUCH",
        "optimize --symbol ETHUSD",
        "optimize --data -",
        "optimize --data no/such/file.csv",
        "optimize --from yesterday",
        "optimize --from 2030-01-01",
        "optimize --out /no/such/folder/result.json",
        "optimize --no-such-option",
        "optimise",
        "data",
        "data check",
        "data check no/such/file.csv"
    })
    void badUsageIsOneLineWithExitTwo(String line) {
        CommandLineRun run = CommandLineRun.of(line.split(" "));
        assertThat(run.code()).isEqualTo(2);
        String said = run.err() + run.out();
        assertThat(said.lines().filter(l -> !l.startsWith("Try ")).count()).as(said).isEqualTo(1);
        assertThat(said).doesNotContain("Exception", "\tat ");
    }

    @Test
    void aFolderWithOneBadFileGoesOnWithTheOthers() throws IOException {
        sampleFile("AAA.csv", 60);
        sampleFile("BBB.csv", 60);
        Files.writeString(folder.resolve("BAD.csv"), "date,open,high,low,close\n2024-01-01,1,2,3,1\n");
        CommandLineRun run = CommandLineRun.of(
                "optimize", "--data", folder.toString(), "--sims", "5", "--format", "json", "--strategies", "maxdiff");
        assertThat(run.code()).isEqualTo(1);
        JsonNode json = MAPPER.readTree(run.out());
        assertThat(json.get("symbols")).hasSize(2);
        assertThat(json.get("failures")).hasSize(1);
        assertThat(json.at("/failures/0/reason").stringValue()).contains("BAD.csv", "line 2");
        assertThat(run.err()).contains("BAD.csv", "line 2");
        assertThat(violations(run.out())).isEmpty();
    }

    @Test
    void aSingleBadFileIsExitTwo() throws IOException {
        Path bad = Files.writeString(folder.resolve("BAD.csv"), "date,open,high,low,close\n2024-01-01,1,2,3,1\n");
        CommandLineRun run = CommandLineRun.of("optimize", "--data", bad.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("BAD.csv", "line 2");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void tooFewBarsAreExitThreeWithTheReason() throws IOException {
        Path file = sampleFile("SHORT.csv", 8);
        CommandLineRun run = CommandLineRun.of("optimize", "--data", file.toString());
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("SHORT", "needs 9 bars");
    }

    @Test
    void figuresThatOverflowFailTheirSimulationsAndTheJsonStaysValid() throws IOException {
        StringBuilder text = new StringBuilder("date,open,high,low,close\n");
        for (int i = 0; i < 60; i++) {
            String price = i % 2 == 0 ? "1e140" : "1e-140";
            text.append(LocalDate.of(2024, 1, 1).plusDays(i)).append(("," + price).repeat(4)).append('\n');
        }
        Path file = Files.writeString(folder.resolve("JUMPS.csv"), text);
        CommandLineRun run = CommandLineRun.of("optimize", "--data", file.toString(), "--format", "json");
        assertThat(run.code()).as(run.err()).isEqualTo(3);
        assertThat(violations(run.out())).isEmpty();
        JsonNode json = MAPPER.readTree(run.out());
        assertThat(json.get("failures")).isNotEmpty();
        assertThat(json.at("/failures/0/reason").stringValue()).contains("forecaster mean5 gave").doesNotContain("Exception");
        sampleFile("GOOD.csv", 60);
        CommandLineRun both = CommandLineRun.of("optimize", "--data", folder.toString(), "--sims", "4", "--format", "json");
        assertThat(both.code()).as(both.err()).isEqualTo(1);
        assertThat(both.err()).contains("JUMPS: simulation 0 failed: forecaster mean5 gave");
        assertThat(violations(both.out())).isEmpty();
        CommandLineRun none = CommandLineRun.of(
                "optimize", "--data", sampleFile("FEE.csv", 60).toString(), "--fee", "1e310%", "--format", "json");
        assertThat(none.code()).isEqualTo(3);
        assertThat(violations(none.out())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e140", "1e-140", "7"})
    void extremeAndFlatPricesRun(String price) throws IOException {
        StringBuilder text = new StringBuilder("date,open,high,low,close,volume\n");
        for (int i = 0; i < 60; i++) {
            text.append(LocalDate.of(2024, 1, 1).plusDays(i)).append(("," + price).repeat(4)).append(",0\n");
        }
        Path file = Files.writeString(folder.resolve("P.csv"), text);
        for (String search : List.of("exact", "direct")) {
            CommandLineRun run = CommandLineRun.of(
                    "optimize", "--data", file.toString(), "--sims", "5", "--search", search, "--format", "json");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(violations(run.out())).isEmpty();
        }
    }

    @Test
    void enormousTestBarsAndValidationAreSkippedAndDoNotOverflow() throws IOException {
        Path file = sampleFile("X.csv", 60);
        CommandLineRun run = CommandLineRun.of(
                "optimize", "--data", file.toString(), "--sims", "3", "--test-bars", "2147483647", "--validation", "2147483647");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("needs 2147483649 bars before its test bars, has 0");
    }

    @Test
    void aTableWithoutResultsHasNoEmptyRows() throws IOException {
        CommandLineRun run = CommandLineRun.of("optimize", "--data", sampleFile("SHORT.csv", 8).toString(), "--sims", "2");
        assertThat(run.out()).contains("2 skipped", "needs 9 bars").doesNotContain("mean return", "In-sample");
    }

    /** Such orders looked like those of strategies with evidence. */
    @Test
    void ordersSayWhetherTheirStrategyWasJudged() {
        for (String more : List.of("--test-bars 0", "--statistics off")) {
            String[] study = ("optimize ETHUSD --no-store --quiet --sims 5 --strategies maxdiff " + more).split(" ");
            String[] json = Stream.concat(Stream.of(study), Stream.of("--format", "json")).toArray(String[]::new);
            assertThat(MAPPER.readTree(CommandLineRun.of(json).out()).at("/symbols/0/orders/0/evidence").isNull()).isTrue();
            assertThat(CommandLineRun.of(study).out().lines().filter(line -> line.startsWith("  maxdiff ") && line.contains("limit")))
                    .singleElement()
                    .asString()
                    .endsWith("not judged");
        }
        assertThat(CommandLineRun.of("optimize", "ETHUSD", "--no-store", "--quiet", "--sims", "5", "--strategies", "maxdiff").out())
                .contains("no evidence")
                .doesNotContain("not judged");
    }

    @Test
    void anOrderWithoutASideShowsNoLevels() {
        CommandLineRun run = CommandLineRun.of("optimize", "ETHUSD", "--sims", "1", "--strategies", "high-low,entry-take-profit");
        assertThat(run.out().lines().dropWhile(line -> !line.startsWith("Orders")).filter(line -> line.matches("  (high-low|entry-take-profit) .*")))
                .hasSize(2)
                .allMatch(line -> line.contains(" no order") != line.contains(" at "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --sims abc          | --sims must be a whole number up to 2147483647: abc
            --num-sims=1e3      | --num-sims must be a whole number up to 2147483647: 1e3
            --fee 0,1           | --fee must be a number, with a point before its decimals: 0,1
            --sims 2 --sims 3   | --sims is given twice
            --sims 2 --num-sims=3 | --num-sims is given twice
            --out a --out b     | --out is given twice
            --data=             | --data: the name of the file is empty
            """)
    void usageErrorsSpeakOfWhatWasTyped(String line, String message) {
        CommandLineRun run = CommandLineRun.of(("optimize " + line).split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines().findFirst()).hasValue("fastback: " + message);
    }

    @Test
    void standardInputNeedsASymbol() throws IOException {
        String bars = Files.readString(sampleFile("X.csv", 60));
        CommandLineRun run = CommandLineRun.with(
                Map.of(), bars, "optimize", "--data", "-", "--symbol", "BTCUSD", "--sims", "3", "--format", "json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(MAPPER.readTree(run.out()).at("/study/symbols/0/asset").stringValue()).isEqualTo("crypto");
    }

    @Test
    void outIsWrittenWholeOrNotAtAll() throws IOException {
        Path out = folder.resolve("result.json");
        Files.writeString(out, "before");
        CommandLineRun bad = CommandLineRun.of("optimize", "--data", "no/such.csv", "--out", out.toString());
        assertThat(bad.code()).isEqualTo(2);
        assertThat(out).hasContent("before");
        CommandLineRun good = CommandLineRun.of("optimize", "--sims", "3", "--format", "json", "--out", out.toString());
        assertThat(good.code()).isZero();
        assertThat(good.out()).isEmpty();
        assertThat(violations(Files.readString(out))).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files.toList()).containsExactly(out);
        }
    }

    @Test
    void fromAndToCutTheBars() throws IOException {
        Path file = sampleFile("CUT.csv", 100);
        JsonNode symbol = json("optimize", "--data", file.toString(), "--from", "2024-01-11", "--to", "2024-02-29", "--sims", "2", "--format", "json")
                .at("/study/symbols/0");
        assertThat(symbol.get("bars").intValue()).isEqualTo(50);
        assertThat(symbol.get("from").stringValue()).isEqualTo("2024-01-11");
        assertThat(symbol.get("to").stringValue()).isEqualTo("2024-02-29");
    }

    /** The clocks of New York are put forward on 10 March 2024, so that its days begin at 05:00 UTC before and at 04:00 after. */
    @Test
    void daysOfTheRangeAreThoseOfTheFilesZone() throws IOException {
        StringBuilder text = new StringBuilder("time,open,high,low,close\n");
        for (LocalDateTime time = LocalDateTime.of(2024, 3, 1, 0, 30); time.getMonthValue() == 3; time = time.plusHours(1)) {
            if (!time.equals(LocalDateTime.of(2024, 3, 10, 2, 30))) {
                text.append(time).append(",10,11,9,10\n");
            }
        }
        Path file = Files.writeString(folder.resolve("HOURS.csv"), text);
        JsonNode local = json("optimize", "--data", file.toString(), "--tz", "America/New_York", "--from", "2024-03-09", "--to", "2024-03-10", "--sims", "2", "--format", "json")
                .at("/study/symbols/0");
        assertThat(local.get("bars").intValue()).isEqualTo(47);
        assertThat(local.get("from").stringValue()).isEqualTo("2024-03-09T05:30:00Z");
        assertThat(local.get("to").stringValue()).isEqualTo("2024-03-11T03:30:00Z");
        JsonNode utc = json("optimize", "--data", file.toString(), "--from", "2024-03-09", "--to", "2024-03-10T12:00:00Z", "--sims", "2", "--format", "json")
                .at("/study/symbols/0");
        assertThat(utc.get("from").stringValue()).isEqualTo("2024-03-09T00:30:00Z");
        assertThat(utc.get("to").stringValue()).isEqualTo("2024-03-10T11:30:00Z");
    }

    /** Times that say their own zone are cut by the days of --tz too, and compact dates are days wherever they are read. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2024-03-09T05:30:00Z, 2024-03-11T03:30:00Z",
        "UTC, 2024-03-09T00:30:00Z, 2024-03-10T23:30:00Z"
    })
    void daysOfTheRangeAreThoseOfTheZoneThatWasGiven(String zone, String from, String to) throws IOException {
        StringBuilder text = new StringBuilder("time,open,high,low,close\n");
        for (LocalDateTime time = LocalDateTime.of(2024, 3, 1, 0, 30); time.getMonthValue() == 3; time = time.plusHours(1)) {
            text.append(time).append("Z,10,11,9,10\n");
        }
        Path file = Files.writeString(folder.resolve("ZONED.csv"), text);
        JsonNode cut = json("optimize", "--data", file.toString(), "--tz", zone, "--from", "2024-03-09", "--to", "2024-03-10", "--sims", "2", "--format", "json")
                .at("/study/symbols/0");
        assertThat(cut.get("from").stringValue()).isEqualTo(from);
        assertThat(cut.get("to").stringValue()).isEqualTo(to);
    }

    @Test
    void compactDatesStayWhereTheyAre() throws IOException {
        StringBuilder text = new StringBuilder("date,open,high,low,close\n");
        for (LocalDate day = LocalDate.of(2024, 1, 1); day.getYear() == 2024; day = day.plusDays(1)) {
            text.append(day.toString().replace("-", "")).append(",10,11,9,10\n");
        }
        Path file = Files.writeString(folder.resolve("COMPACT.csv"), text);
        JsonNode cut = json("optimize", "--data", file.toString(), "--tz", "America/New_York", "--from", "2024-03-09", "--to", "2024-04-10", "--sims", "2", "--format", "json")
                .at("/study/symbols/0");
        assertThat(cut.get("from").stringValue()).isEqualTo("2024-03-09");
        assertThat(cut.get("to").stringValue()).isEqualTo("2024-04-10");
    }

    /** A row of the day under way, which a range or a holdout leaves out, is not seen in the texts of times either. */
    @Test
    void barsThatAreLeftOutChangeNoHash() throws IOException {
        Path whole = sampleFile("WHOLE.csv", 80);
        JsonNode alone = json("optimize", "--data", whole.toString(), "--sims", "3", "--format", "json");
        String live = alone.at("/study/symbols/0/to").stringValue() + "T15:32:00Z,10,11,9,10,5\n";
        Path folders = Files.createDirectory(folder.resolve("live"));
        Path file = Files.writeString(folders.resolve("WHOLE.csv"), Files.readString(whole) + live);
        JsonNode held = json("optimize", "--data", file.toString(), "--holdout", "1", "--sims", "3", "--format", "json");
        assertThat(held.at("/study/symbols/0/to")).isEqualTo(alone.at("/study/symbols/0/to"));
        assertThat(held.at("/resultHash").stringValue()).isEqualTo(alone.at("/resultHash").stringValue());
    }

    /** A column of dates and instants is read by pandas as texts. */
    @Test
    void timesOfIntradayBarsAreInstantsAtMidnightToo() throws IOException {
        StringBuilder text = new StringBuilder("time,open,high,low,close\n");
        for (LocalDateTime time = LocalDateTime.of(2024, 3, 1, 0, 0); time.getMonthValue() == 3; time = time.plusHours(12)) {
            text.append(time).append("Z,10,11,9,10\n");
        }
        Path file = Files.writeString(folder.resolve("HALVES.csv"), text);
        CommandLineRun run = CommandLineRun.of("optimize", "--quiet", "--data", file.toString(), "--sims", "4", "--format", "csv");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().skip(1).map(line -> line.split(",")[2]).distinct())
                .containsExactly("2024-03-31T00:00:00Z", "2024-03-30T12:00:00Z", "2024-03-30T00:00:00Z", "2024-03-29T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-02-30", "yesterday", "+123456-01-01", "+1000000000-12-31T23:59:59Z"})
    void anEndOfTheRangeThatIsNoTimeIsRefused(String text) {
        CommandLineRun run = CommandLineRun.of("optimize", "--from", text);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--from must be a date (2024-01-31) or an instant (2024-01-31T08:00:00Z): " + text);
    }

    @Test
    void dataCheckListsFindingsAndAHash() throws IOException {
        Path good = sampleFile("GOOD.csv", 30);
        CommandLineRun fine = CommandLineRun.of("data", "check", good.toString());
        assertThat(fine.code()).isZero();
        assertThat(fine.out()).containsPattern("content hash [0-9a-f]{64}");
        List<String> lines = new ArrayList<>(Files.readAllLines(good));
        lines.set(5, "2024-01-05,1,2,3,oops,4");
        lines.set(9, "2024-01-09,10,9,8,10,-4");
        Path bad = Files.write(folder.resolve("BAD.csv"), lines);
        CommandLineRun found = CommandLineRun.of("data", "check", bad.toString());
        assertThat(found.code()).isEqualTo(2);
        assertThat(found.out()).contains("line 6", "oops", "line 10");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --spread 0                  | --spread must be finite and positive: 0.0
            --spread=NaN                | --spread must be finite and positive: NaN
            --spread=3                  | --spread is the ask divided by the bid and must be below 3, where half of it is the price: 3.0
            --fee=-1                    | --fee must be finite and not negative: -1.0
            --fee=Infinity              | --fee must be finite and not negative: Infinity
            --fee=1e-2147483647%        | --fee must be a number of usual size: 1e-2147483647%
            --periods-per-year 0        | --periods-per-year must be finite and positive: 0.0
            --train 2147483647          | --train must be at most 2147483646: 2147483647
            --train 0                   | --train must be positive: 0
            --strategies simple,        | --strategies: a name is missing: simple,
            --strategies ,simple        | --strategies: a name is missing: ,simple
            --strategies simple,,maxdiff | --strategies: a name is missing: simple,,maxdiff
            --strategies=               | --strategies: a name is missing:
            --strategies simple,simple  | --strategies names simple twice
            """)
    void whatIsWrongWithAValueIsSaidWithItsOption(String options, String message) {
        List<String> line = new ArrayList<>(List.of("optimize", "ETHUSD", "--no-store"));
        line.addAll(List.of(options.split(" ")));
        CommandLineRun run = CommandLineRun.of(line.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().strip()).isEqualTo("fastback: " + message);
    }

    @Test
    void strategiesMayBeGivenInOneListOrSeveral() {
        assertThat(hash("optimize", "--sims", "2", "--no-store", "--format", "json", "--strategies", "simple", "--strategies", "maxdiff"))
                .isEqualTo(hash("optimize", "--sims", "2", "--no-store", "--format", "json", "--strategies", "simple, maxdiff"));
    }

    @Test
    void theHeaderNamesHowFoldsLieWhereThatIsNotTheUsualWay() {
        assertThat(header("")).contains("3 simulations per symbol, fitted on 6 bars; exact search;");
        assertThat(header("--step 5")).contains("fitted on 6 bars (step 5); exact search;");
        assertThat(header("--train 20 --purge 2")).contains("fitted on 18 bars (purge 2); exact search;");
        assertThat(header("--train 20 --anchored --step 1 --purge 0")).contains("fitted on at least 20 bars (anchored); exact search;");
        assertThat(header("--train 20 --anchored --step 1000 --purge 2"))
                .contains("fitted on at least 18 bars (anchored, step 1,000, purge 2); exact search;");
    }

    private static String header(String options) {
        CommandLineRun run = CommandLineRun.of(
                ("optimize ETHUSD --sims 3 --no-store --strategies simple " + options).strip().split(" "));
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void figuresBeyondAHundredPercentHaveALegend() throws IOException {
        String legend = "Beyond 100%: strategies with levels add bar returns, signal strategies compound them; drawdowns are of added returns.\n";
        assertThat(header("")).doesNotContain("Beyond 100%");
        StringBuilder text = new StringBuilder("date,open,high,low,close\n");
        LocalDate day = LocalDate.of(2024, 1, 1);
        for (int i = 0; i < 40; i++) {
            int close = i % 2 == 0 ? 10 : 100;
            text.append(day.plusDays(i)).append(",50,120,5,").append(close).append('\n');
        }
        Path file = Files.writeString(folder.resolve("WILD.csv"), text);
        CommandLineRun run = CommandLineRun.of("optimize", "--data", file.toString(), "--sims", "3", "--no-store");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains(legend);
    }

    @Test
    void debugShowsTheStackTrace() {
        assertThat(CommandLineRun.of("optimize", "--data", "no/such.csv", "--debug").err()).contains("\tat ");
        assertThat(CommandLineRun.of("optimize", "--data", "no/such.csv").err()).doesNotContain("\tat ");
    }

    @Test
    void helpAndVersionAreExitZero() {
        for (String line : List.of("--help", "optimize --help", "data --help", "data check --help", "--version")) {
            CommandLineRun run = CommandLineRun.of(line.split(" "));
            assertThat(run.code()).as(line).isZero();
            assertThat(run.out()).as(line).isNotBlank();
        }
        assertThat(CommandLineRun.of("--version").out()).startsWith("fastback 0.");
    }

    private Path sampleFile(String name, int bars) throws IOException {
        StringBuilder text = new StringBuilder("date,open,high,low,close,volume\n");
        LocalDate day = LocalDate.of(2024, 1, 1);
        for (int i = 0; i < bars; i++) {
            double open = 100 + 5 * Math.sin(i * 0.7);
            double close = 100 + 5 * Math.sin(i * 0.7 + 0.5);
            text.append(day.plusDays(i)).append(',').append(open).append(',').append(Math.max(open, close) + 1).append(',')
                    .append(Math.min(open, close) - 1).append(',').append(close).append(",1000\n");
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<Error> violations(String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/optimize.schema.json")));
        return schema.validate(json, InputFormat.JSON);
    }

    private static String hash(String... args) {
        return json(args).get("resultHash").stringValue();
    }

    private static JsonNode json(String... args) {
        CommandLineRun run = CommandLineRun.of(args);
        assertThat(run.code()).as(run.err()).isZero();
        return MAPPER.readTree(run.out());
    }

    private static String[] with(String[] args, String... last) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(last));
        return all.toArray(String[]::new);
    }
}
