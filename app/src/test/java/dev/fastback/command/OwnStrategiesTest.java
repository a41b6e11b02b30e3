package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fastback.classics.Classics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Strategies of users, from a blank file to a walk-forward result. */
@Timeout(180)
class OwnStrategiesTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String SMALL = " --param fast=3..6 --param slow=10..20:5 --param stop=0.05..0.1:0.05 --sims 3";

    @TempDir
    Path folder;

    private CommandLineRun run(String line) {
        List<String> words = new ArrayList<>();
        Stream.of(line.split(" ")).filter(word -> !word.isEmpty()).forEach(words::add);
        return CommandLineRun.with(Map.of("FASTBACK_HOME", folder.resolve("home").toString()), "", words.toArray(String[]::new));
    }

    private JsonNode json(String line) {
        CommandLineRun run = run(line);
        assertThat(run.code()).as(line + ": " + run.err()).isZero();
        return MAPPER.readTree(run.out());
    }

    /** Begins a strategy and returns its file. */
    private String begun() {
        Path file = folder.resolve("Mine.java");
        CommandLineRun run = run("strategies --new " + file);
        assertThat(run.code()).as(run.err()).isZero();
        return file.toString();
    }

    @Test
    void aNewFileRunsAndIsOptimizedOnEveryEngineToTheSameHash() throws IOException {
        String file = begun();
        CommandLineRun single = run("run --strategy " + file + " ETHUSD");
        assertThat(single.code()).as(single.err()).isZero();
        assertThat(single.out()).contains("Mine on ETHUSD", "fast=10 slow=40 stop=0.1", "sharpe", "buy-and-hold", "left by");
        String study = "optimize ETHUSD --format json --strategy " + file + SMALL;
        CommandLineRun whole = run(study + " --workers 1");
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("..", "docs", "optimize.schema.json")), InputFormat.JSON);
        assertThat(schema.validate(whole.out(), InputFormat.JSON)).isEmpty();
        JsonNode one = MAPPER.readTree(whole.out());
        assertThat(one.at("/study/strategies/0/sourceHash").stringValue()).hasSize(64);
        assertThat(one.at("/study/strategies/0/settings/fast").stringValue()).isEqualTo("3..6");
        assertThat(one.at("/study/metric").stringValue()).isEqualTo("sharpe where trades>=1");
        assertThat(one.at("/study/search").stringValue()).isEqualTo("grid");
        assertThat(one.at("/study/train").intValue()).isEqualTo(750);
        assertThat(one.at("/study/testBars").intValue()).isEqualTo(75);
        assertThat(one.at("/study/step").intValue()).isEqualTo(75);
        for (JsonNode simulation : one.at("/symbols/0/simulations")) {
            assertThat(simulation.get("status").stringValue()).isEqualTo("completed");
            assertThat(simulation.at("/strategies/0/evaluations").intValue()).isEqualTo(4 * 3 * 2);
        }
        assertThat(one.at("/symbols/0/paths")).hasSize(1);
        for (String where : List.of("--workers 2", "--engine processes --workers 2")) {
            assertThat(json(study + " " + where).get("resultHash")).as(where).isEqualTo(one.get("resultHash"));
        }
        assertThat(json("report last --format json").get("resultHash")).isEqualTo(one.get("resultHash"));
        assertThat(json("resume last --format json").get("resultHash")).isEqualTo(one.get("resultHash"));
    }

    @Test
    void asManyFoldsAsFitAreRunUnlessSaidOtherwise() {
        JsonNode study = json("optimize ETHUSD --format json --strategy sma-cross --param fast=2..3 --param slow=5..6").get("study");
        // 1,500 bars: 8 to warm up, 750 to fit, 75 unseen, and each fold 75 earlier.
        assertThat(study.get("simulations").intValue()).isEqualTo((1500 - 75 - 750 - 7) / 75 + 1);
    }

    @Test
    void errorsOfTheSourceHaveALineEachWithTheirPlace() throws IOException {
        String file = begun();
        Path path = Path.of(file);
        Files.writeString(path, Files.readString(path).replace("in.ema(fast)", "in.emaa(fast)").replace("return fast < slow", "return fast < slo"));
        for (String command : List.of("run --strategy " + file, "optimize --strategy " + file, "strategies " + file)) {
            CommandLineRun run = run(command);
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err().lines()).hasSize(2);
            assertThat(run.err()).contains("fastback: " + file + ":16:23: cannot find symbol", "fastback: " + file + ":21:24: cannot find symbol");
        }
    }

    /** It never traded, and nothing said why. */
    @Test
    void aStrategyThatLooksAtVolumesIsToldWhereThereAreNone() throws IOException {
        Path file = folder.resolve("Flow.java");
        Files.writeString(file, """
                public record Flow(@Range(min = 2, max = 4) int n) implements SignalStrategy {
                    public Signals signals(Indicators in) {
                        return Signals.longWhile(in.obv().above(in.obv().sma(n)));
                    }
                }
                """);
        for (String volume : List.of("", ",volume")) {
            StringBuilder bars = new StringBuilder("date,open,high,low,close").append(volume).append('\n');
            for (int i = 0; i < 60; i++) {
                double price = 100 + i % 7;
                bars.append(LocalDate.of(2024, 1, 1).plusDays(i)).append(String.format(Locale.ROOT, ",%s,%s,%s,%s", price, price + 1, price - 1, price));
                bars.append(volume.isEmpty() ? "\n" : ",10\n");
            }
            Path data = folder.resolve("AAA.csv");
            Files.writeString(data, bars.toString());
            for (String command : List.of("run", "optimize --no-store --train 20 --test-bars 5")) {
                CommandLineRun run = run(command + " --format json --strategy " + file + " --data " + data);
                assertThat(run.code()).as(run.err()).isZero();
                String note = "Flow looks at volumes, of which the bars have none: each counts as 0";
                assertThat(run.err().contains("fastback: AAA: " + note)).as(command + volume + run.err()).isEqualTo(volume.isEmpty());
                if (command.startsWith("optimize")) {
                    assertThat(MAPPER.readTree(run.out()).at("/symbols/0/notes").toString().contains(note)).isEqualTo(volume.isEmpty());
                }
            }
        }
    }

    @Test
    void classesAreKeptForTheirOwnerAloneAndMadeAgainWhenDamaged() throws IOException {
        String file = begun();
        String first = run("run --strategy " + file + " ETHUSD").out();
        Path classes = folder.resolve("home").resolve("classes");
        Path kept;
        try (Stream<Path> files = Files.list(classes)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            kept = all.getFirst();
        }
        if (Files.getFileStore(kept).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(classes))).isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept))).isEqualTo("rw-------");
        }
        byte[] bytes = Files.readAllBytes(kept);
        assertThat(run("run --strategy " + file + " ETHUSD").out()).isEqualTo(first);
        assertThat(Files.readAllBytes(kept)).isEqualTo(bytes);
        byte[] damaged = bytes.clone();
        damaged[bytes.length / 2] ^= 1;
        Files.write(kept, damaged);
        assertThat(run("run --strategy " + file + " ETHUSD").out()).isEqualTo(first);
        assertThat(Files.readAllBytes(kept)).isEqualTo(bytes);
    }

    @Test
    void aRunIsNotResumedWithAnotherSource() throws IOException {
        String file = begun();
        assertThat(run("optimize ETHUSD --strategy " + file + SMALL).code()).isZero();
        Path path = Path.of(file);
        Files.writeString(path, Files.readString(path).replace("in.ema(fast)", "in.sma(fast)"));
        CommandLineRun resumed = run("resume last");
        assertThat(resumed.code()).isEqualTo(2);
        assertThat(resumed.err()).contains("sourceHash");
        Files.delete(path);
        CommandLineRun gone = run("resume last");
        assertThat(gone.code()).isEqualTo(2);
        assertThat(gone.err()).contains("cannot read " + file + ": no such file or folder");
    }

    /** At the level nothing of it is filled: it is an account of orders in each fold, and no verdict is explained where there is none. */
    @Test
    void foldsByThemselvesAreCalledWhatTheyAre() {
        CommandLineRun run = run("optimize ETHUSD --strategy " + begun() + SMALL + " --fills level --no-store");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("Unseen bars: what the same parameters earn on the test bars after each fold, from flat to flat, each an account of orders.")
                .doesNotContain("whatever the open", "Weak: p at most");
    }

    /** A strategy that is mostly flat: its quantile is 0 and no loss of -0, and its worst bars are a twentieth and not all that lost nothing. */
    @Test
    void tailsOfAnAccountThatIsMostlyFlatAreThoseOfItsWorstBars() {
        JsonNode figures = json("run --strategy rsi-reversion ETHUSD --format json").at("/symbols/0/statistics");
        assertThat(figures.get("exposure").doubleValue()).isBetween(0.01, 0.2);
        assertThat(figures.get("var").toString()).isNotEqualTo("-0.0");
        assertThat(figures.get("cvar").doubleValue()).isGreaterThan(0.005);
        assertThat(run("run --strategy rsi-reversion ETHUSD").out()).doesNotContain("-0.00%");
    }

    @Test
    void aBacktestReplacesNoPrices() throws IOException {
        Path prices = Files.writeString(folder.resolve("P.csv"), "date,open,high,low,close\n2024-01-01,1,1,1,1\n2024-01-02,1,1,1,1\n");
        String before = Files.readString(prices);
        for (String option : List.of("--out", "--equity")) {
            CommandLineRun run = run("run --strategy sma-cross --data " + prices + " " + option + " " + prices);
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains(prices + " is a file of --data; name another file for --out or --equity");
        }
        Path same = folder.resolve("both.csv");
        assertThat(run("run --strategy sma-cross ETHUSD --out " + same + " --equity " + same).err())
                .contains("--out and --equity name the same file: " + same);
        assertThat(Files.readString(prices)).isEqualTo(before);
    }

    @Test
    void aBacktestIsWrittenAsJsonAndCsv() throws IOException {
        Path curve = folder.resolve("curve.csv");
        JsonNode json = json("run --strategy sma-cross --set fast=5 --set slow=20 ETHUSD --format json --equity " + curve);
        assertThat(json.at("/strategy/parameters/fast").intValue()).isEqualTo(5);
        JsonNode symbol = json.at("/symbols/0");
        int bars = symbol.get("equity").size();
        assertThat(bars).isEqualTo(1500 - 21);
        double last = symbol.at("/equity/" + (bars - 1) + "/equity").doubleValue();
        assertThat(symbol.at("/statistics/return").doubleValue()).isEqualTo(last - 1);
        List<String> rows = Files.readAllLines(curve);
        assertThat(rows).hasSize(bars + 1);
        assertThat(rows.getLast()).startsWith("ETHUSD,2025-12-31," + last + ",");
        List<String> trades = run("run --strategy sma-cross --set fast=5 --set slow=20 ETHUSD --format csv").out().lines().toList();
        assertThat(trades).hasSize(symbol.get("trades").size() + 1);
        assertThat(trades.getFirst()).isEqualTo("symbol,side,entryTime,exitTime,bars,units,entryPrice,exitPrice,profit,return,reason");
        assertThat(symbol.at("/statistics/trades").intValue()).isEqualTo(symbol.get("trades").size());
    }

    @Test
    void theListHasEveryClassicWithItsSource() {
        CommandLineRun list = run("strategies");
        assertThat(list.out()).contains(Classics.names());
        for (String name : Classics.names()) {
            assertThat(run("strategies " + name).out()).contains("public record").contains("in a single run");
        }
        assertThat(json("strategies --format json").get("strategies")).hasSize(Classics.names().size());
        assertThat(json("strategies macd --format json").get("source").stringValue()).contains("macdSignal");
        assertThat(run("strategies --metrics").out()).contains("profit-factor", "drawdown");
    }

    @Test
    void whatCannotBeDoneIsSaidInOneLine() throws IOException {
        String file = begun();
        says("strategies --new " + file, file + " is there already and is not replaced");
        says("strategies --new " + folder.resolve("my-first.java"), "a file is named as its strategy");
        says("run --strategy nosuch ETHUSD", "there is no strategy nosuch; known: sma-cross");
        says("run --strategy rsi2 ETHUSD", "parabolic, and what others provide (fastback components lists it); a file ends with .java");
        assertThat(CommandLineRun.of("components").out()).contains("ta4j-rsi2");
        says("run --strategy maxdiff ETHUSD", "maxdiff is a strategy of forecasts; name it with --strategies");
        says("run --strategy sma-cross --set fast=60 ETHUSD", "these parameters do not go together");
        says("run --strategy sma-cross --set speed=1 ETHUSD", "no strategy has a parameter speed; there are: fast, slow");
        says("run --strategy sma-cross --set fast=2..4 ETHUSD", "--set takes one value");
        says("optimize --strategy sma-cross --param fast=4 ETHUSD", "--param: expected --param name=from..to");
        says("optimize --strategy sma-cross --param fast=4..x ETHUSD", "the range of fast is from..to");
        says("optimize --strategy sma-cross --strategies simple ETHUSD", "--strategy and --strategies exclude each other");
        says("optimize --strategy sma-cross --metric speed ETHUSD", "unknown metric speed; known: return, sharpe");
        says("optimize --strategy sma-cross --where trades>3 ETHUSD", "a condition is NAME>=NUMBER or NAME<=NUMBER");
        says("optimize --metric sharpe ETHUSD", "--param, --set, --metric and --where are for strategies of --strategy");
        says("optimize --strategy sma-cross --train 1400 ETHUSD", "no fold fits: the longest symbol has 1500 bars, and 201 to warm up, 1400 to fit and 75 unseen are needed");
        says("optimize --strategy sma-cross --original ETHUSD", "--original is about the built-in strategies");
        Path gone = folder.resolve("Gone.java");
        says("run --strategy " + gone, "cannot read " + gone + ": no such file or folder");
    }

    @Test
    void whatFailsInTheCodeOfAStrategyIsSaidInOneLineWithItsPlace() throws IOException {
        String fine = "return Signals.longWhile(in.sma(n).above(in.sma(20)));";
        says("run ETHUSD --strategy " + source("Peek", "5", fine.replace("sma(n)", "close().lag(-n)")),
                "Peek.java:3: Peek fails on ETHUSD: lag must not be negative, which would look ahead: -5");
        says("run ETHUSD --strategy " + source("Least", "5", fine.replace("sma(n)", "sma(n - 9)")),
                "Least.java:3: Least fails on ETHUSD: an indicator needs at least 1 bar: -4");
        says("run ETHUSD --strategy " + source("Deep", "5", "return signals(in);"), "Deep.java:3: Deep fails on ETHUSD: StackOverflowError");
        says("run ETHUSD --strategy " + source("Thrown", "5", "throw new IllegalStateException(\"no \" + n);"),
                "Thrown.java:3: Thrown fails on ETHUSD: IllegalStateException: no 5");
        says("run ETHUSD --strategy " + source("Nothing", "5", "return null;"), "Nothing fails on ETHUSD: signals() returned null");
        String usual = source("Usual", "x5", fine);
        says("run ETHUSD --strategy " + usual, usual + ": @Default of n must be a whole number: x5");
        says("optimize ETHUSD --strategy " + usual, usual + ": @Default of n must be a whole number: x5");
        CommandLineRun deep = run("optimize ETHUSD --sims 2 --strategy " + folder.resolve("Deep.java"));
        assertThat(deep.code()).as(deep.err()).isEqualTo(3);
        assertThat(deep.err()).contains("no simulation could run: ETHUSD Deep.java:3: StackOverflowError").doesNotContain("internal fault");
    }

    /** Writes a strategy of one parameter, whose signals are made in line 3, and returns its file. */
    private String source(String name, String usual, String body) throws IOException {
        String text = "public record " + name + "(@Range(min = 2, max = 20) @Default(\"" + usual + "\") int n) implements SignalStrategy {\n"
                + "    public Signals signals(Indicators in) {\n        " + body + "\n    }\n}\n";
        return Files.writeString(folder.resolve(name + ".java"), text).toString();
    }

    @Test
    void ownStrategiesCompoundSoThatNoLineSaysThatTheyAdd() {
        String study = "optimize ETHUSD --strategy sma-cross --sims 2 --fee 0 --metric return";
        assertThat(json(study + " --format json").at("/summary/0/meanReturn").doubleValue()).isGreaterThan(1);
        CommandLineRun run = run(study);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).doesNotContain("drawdowns are of added returns");
    }

    private void says(String line, String message) {
        CommandLineRun run = run(line);
        assertThat(run.code()).as(line + ": " + run.err()).isEqualTo(2);
        assertThat(run.err().lines().filter(each -> !each.startsWith("Try "))).as(line).hasSize(1);
        assertThat(run.err()).contains(message);
    }

    /** Each simulation failed by itself. */
    @Test
    void aSearchThatCannotWorkOnAParameterIsRefusedBeforeTheRun() throws IOException {
        Path file = folder.resolve("Kinds.java");
        Files.writeString(file, """
                public record Kinds(@Range(min = 2, max = 9) int bars, @Range Kind kind) implements SignalStrategy {
                    public enum Kind { SMA, EMA, WMA }

                    public Signals signals(Indicators in) {
                        return Signals.longWhile(in.close().above(kind == Kind.SMA ? in.sma(bars) : kind == Kind.EMA ? in.ema(bars) : in.wma(bars)));
                    }
                }
                """);
        says("optimize --strategy " + file + " --search cmaes ETHUSD", "--search: Kinds (sharpe where trades>=1): search cmaes needs an order of values, and kind is a choice of several; use de or tpe");
        says("optimize --strategy sma-cross --forecaster nano ETHUSD", "--forecaster is for strategies of forecasts, and those of --strategy ask for none");
        says("optimize --strategy sma-cross --search halving --maxfun 12 ETHUSD", "--maxfun must be at least 13 for halving search: 12");
        says("optimize --strategies maxdiff --search halving --maxfun 12 ETHUSD", "--maxfun must be at least 13 for halving search: 12");
        says("optimize --strategy " + file + " --search direct ETHUSD", "--search: Kinds (sharpe where trades>=1): search direct knows no conditions on outcomes; use tpe or de");
        says("optimize --strategy sma-cross --search direct --metric return,-drawdown ETHUSD", "search direct weighs one metric, and there are 2; use nsga2 or grid");
    }

    /** It was taken in silence. */
    @Test
    void conditionsThatNothingMeetsAreNamed() {
        String study = "optimize ETHUSD --no-store --quiet --strategy sma-cross --param fast=2..4 --param slow=5..6 --sims 2 --where trades>=100000";
        String unmet = "in 2 of 2 simulations no trial meets trades>=100000: the one that misses least was taken";
        assertThat(run(study).out()).contains("ETHUSD sma-cross: " + unmet + ".");
        assertThat(run(study + " BTCUSD ALDER ASPEN").out())
                .contains("In 4 of 4 lines no trial meets the conditions (--where, and trades>=1) in some simulations; the reasons in --format json say in how many.");
        JsonNode line = json(study + " --format json").at("/summary/0");
        assertThat(line.at("/trials/reason").stringValue()).isEqualTo(unmet);
        assertThat(line.get("reasons").toString()).contains(unmet);
    }

    @Test
    void conditionsDecideWhoWins() {
        JsonNode free = json("optimize ETHUSD --format json --strategy sma-cross --param fast=2..10 --param slow=20..60:5 --sims 2 --metric return");
        JsonNode bound = json("optimize ETHUSD --format json --strategy sma-cross --param fast=2..10 --param slow=20..60:5 --sims 2 --metric return --where drawdown<=0.2 --where trades>=5");
        assertThat(bound.at("/study/metric").stringValue()).isEqualTo("return where drawdown<=0.2,trades>=5");
        for (int k = 0; k < 2; k++) {
            JsonNode chosen = bound.at("/symbols/0/simulations/" + k + "/strategies/0");
            JsonNode best = free.at("/symbols/0/simulations/" + k + "/strategies/0");
            assertThat(chosen.get("return").doubleValue()).isLessThanOrEqualTo(best.get("return").doubleValue());
        }
    }

    @Test
    void aPooledRunThatWasStoppedResumesToTheSameResult() {
        String study = "optimize --strategy sma-cross --pool --param fast=3..6 --param slow=10..20:5 --sims 6 --format json ETHUSD BTCUSD";
        JsonNode whole = json(study + " --workers 1 --no-store");
        assertThat(run(study + " --max-time 1ms").code()).isEqualTo(4);
        JsonNode resumed = json("resume last --format json --workers 2");
        assertThat(resumed.get("resultHash")).isEqualTo(whole.get("resultHash"));
        assertThat(resumed.get("portfolio")).isEqualTo(whole.get("portfolio"));
        assertThat(run("report last --format html").out()).contains("Equity of the portfolio");
        assertThat(run("report last --format table").out())
                .contains("ETHUSD sma-cross: sharing costs ", " of sharpe per simulation, at most ", "alone each would have ")
                .doesNotContain("would earn");
        assertThat(json(study + " --engine processes --workers 2").get("resultHash")).isEqualTo(whole.get("resultHash"));
    }

    @Test
    void severalMetricsGiveAFront() throws IOException {
        String study = "optimize ETHUSD --strategy sma-cross --metric sharpe,-drawdown --sims 2 --param fast=3..9 --param slow=10..40:2";
        CommandLineRun run = run(study + " --format json");
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("..", "docs", "optimize.schema.json")), InputFormat.JSON);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(schema.validate(run.out(), InputFormat.JSON)).isEmpty();
        JsonNode json = MAPPER.readTree(run.out());
        assertThat(json.at("/study/metric").stringValue()).isEqualTo("sharpe,-drawdown where trades>=1");
        assertThat(json.at("/study/search").stringValue()).isEqualTo("grid");
        JsonNode newest = json.at("/symbols/0/simulations/0/strategies/0");
        assertThat(newest.at("/front/0/parameters")).isEqualTo(newest.get("parameters"));
        assertThat(newest.at("/front/0/values/sharpe")).isEqualTo(newest.get("sharpe"));
        assertThat(newest.at("/front/0/values/drawdown")).isEqualTo(newest.get("maxDrawdown"));
        double before = Double.POSITIVE_INFINITY;
        for (JsonNode point : newest.get("front")) {
            assertThat(point.at("/values/drawdown").doubleValue()).isLessThan(before);
            before = point.at("/values/drawdown").doubleValue();
        }
        assertThat(run("runs export last --format csv --trials").out().lines().findFirst().orElseThrow())
                .isEqualTo("symbol,index,date,strategy,trial,fast,slow,sharpe,drawdown,violation");
        List<String> rows = run("runs export last --format csv --front").out().lines().toList();
        assertThat(rows.getFirst()).isEqualTo("symbol,index,date,strategy,point,fast,slow,sharpe,drawdown");
        int count = 0;
        for (JsonNode simulation : json.at("/symbols/0/simulations")) {
            int number = 0;
            for (JsonNode point : simulation.at("/strategies/0/front")) {
                assertThat(rows.get(++count)).isEqualTo(String.join(",", "ETHUSD", simulation.get("index").asString(), simulation.get("date").stringValue(), "sma-cross",
                        String.valueOf(number++), point.at("/parameters/fast").asString(), point.at("/parameters/slow").asString(),
                        String.valueOf(point.at("/values/sharpe").doubleValue()), String.valueOf(point.at("/values/drawdown").doubleValue())));
            }
        }
        assertThat(rows).hasSize(count + 1).hasSizeGreaterThan(3);
        assertThat(run("runs export last --format json --front").err()).contains("--front is written as CSV or Parquet");
        assertThat(json("report last --format json").get("symbols")).isEqualTo(json.get("symbols"));
        assertThat(json(study + " --format json --engine processes --workers 2").get("resultHash")).isEqualTo(json.get("resultHash"));
        assertThat(json(study + " --format json --grid-time 0").at("/study/search").stringValue()).isEqualTo("nsga2");
        assertThat(run("report last --format table").out()).contains("sma-cross, newest simulation, in sample: ", "the first was chosen");
        CommandLineRun refused = run(study + " --search tpe");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("trades several metrics off, and tpe search weighs one");
    }

    @Test
    void refusesASearchThatNoFoldCouldRunBeforeTheRun() {
        CommandLineRun exact = run("optimize --strategy sma-cross ETHUSD --sims 3 --search exact");
        assertThat(exact.code()).isEqualTo(2);
        assertThat(exact.err()).contains("--search exact is for strategies of forecasts").contains("--search grid");
        CommandLineRun direct = run("optimize --strategy sma-cross ETHUSD --sims 3 --search direct");
        assertThat(direct.code()).isEqualTo(2);
        assertThat(direct.err()).contains("--search: sma-cross (sharpe where trades>=1): search direct knows no conditions on outcomes; use tpe or de");
    }
}
