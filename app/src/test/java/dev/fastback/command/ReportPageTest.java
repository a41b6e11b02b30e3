package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.report.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reports as pages: what they say is what CSV and JSON say, they are small, and a browser shows them without a complaint. */
@Timeout(300)
class ReportPageTest {
    private static final String[] SAMPLE = {"optimize", "ETHUSD", "50", "2", "--quiet"};
    private static final String[] OWN = {
        "optimize", "BTCUSD", "--strategy", "sma-cross", "--param", "fast=5..30:5", "--param", "slow=40..120:10", "--search", "grid", "--keep-trials", "values", "--quiet"
    };
    private static final String[] FRONT = {
        "optimize", "BTCUSD", "--strategy", "sma-cross", "--param", "fast=5..30:5", "--param", "slow=40..120:10", "--search", "grid", "--metric", "sharpe,-drawdown", "--quiet"
    };
    private static final long MEGABYTE = 1_000_000;

    @TempDir
    static Path folder;

    static Path sample;
    static Path own;
    static Path front;

    @BeforeAll
    static void write() {
        sample = page("sample", SAMPLE);
        own = page("own", OWN);
        front = page("front", FRONT);
    }

    private static Path page(String name, String... optimize) {
        Path file = folder.resolve(name + ".html");
        List<String> args = new ArrayList<>(Arrays.asList(optimize));
        args.addAll(List.of("--report", file.toString(), "--out", folder.resolve(name + ".csv").toString()));
        CommandLineRun run = CommandLineRun.with(home(), "", args.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return file;
    }

    private static Map<String, String> home() {
        return Map.of("FASTBACK_HOME", folder.resolve("home").toString());
    }

    @ParameterizedTest
    @CsvSource({"390, true", "820, false", "1400, false"})
    void theSampleIsShownWithoutAComplaint(int width, boolean dark) {
        try (Browser.Look look = Browser.open(sample, width, dark)) {
            int charts = look.page().querySelectorAll("figure.chart").size();
            assertThat(charts).isGreaterThanOrEqualTo(8);
            look.drawAll().isDrawn(charts).picture("report-" + width);
            if (width != 820) {
                look.isAccessible();
            }
            look.isClean();
        }
    }

    @ParameterizedTest
    @CsvSource({"390, false", "1400, true"})
    void aSearchedStrategyIsShownWithItsTrials(int width, boolean dark) {
        try (Browser.Look look = Browser.open(own, width, dark)) {
            int charts = look.page().querySelectorAll("figure.chart").size();
            look.drawAll().isDrawn(charts).isClean().picture("own-" + width);
            assertThat(look.page().locator("select").count()).isEqualTo(2);
            look.page().locator("select").first().selectOption("1");
            assertThat(look.page().locator("select").nth(1).inputValue()).isEqualTo("0");
            look.isDrawn(charts).isClean();
            if (width == 390) {
                look.isAccessible();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"390, false", "390, true", "820, false", "820, true", "1400, false", "1400, true"})
    void theFrontOfSeveralMetricsIsDrawnWithWhatWasChosen(int width, boolean dark) throws IOException {
        CommandLineRun json = CommandLineRun.with(home(), "", "report", "--format", "json", run(front));
        JsonNode points = null;
        for (JsonNode simulation : JsonMapper.shared().readTree(json.out()).get("symbols").get(0).get("simulations")) {
            if (points == null && simulation.get("status").asString().equals("completed")) {
                points = simulation.get("strategies").get(0).get("front");
            }
        }
        String html = Files.readString(front);
        List<List<String>> rows = rows(html, "Front of sma-cross");
        assertThat(rows).hasSize(points.size()).hasSizeGreaterThan(1);
        assertThat(html).contains("sma-cross: sharpe against drawdown", "Large is better for sharpe, small for drawdown.");
        try (Browser.Look look = Browser.open(front, width, dark)) {
            int charts = look.page().querySelectorAll("figure.chart").size();
            look.drawAll().isDrawn(charts).isAccessible().isClean().picture("front-" + width + (dark ? "-dark" : ""));
        }
    }

    @Test
    void theSummaryOfThePageIsTheSummaryOfTheJson() throws IOException {
        CommandLineRun json = CommandLineRun.with(home(), "", "report", "--format", "json", run(sample));
        JsonNode summary = JsonMapper.shared().readTree(json.out()).get("summary");
        String html = Files.readString(sample);
        List<List<String>> rows = rows(html, "Symbols and strategies");
        assertThat(rows).hasSize(summary.size());
        List<String> heads = heads(html, "Symbols and strategies");
        for (int i = 0; i < rows.size(); i++) {
            JsonNode line = summary.get(i);
            assertThat(rows.get(i).get(heads.indexOf("strategy"))).isEqualTo(line.get("strategy").asString());
            assertThat(value(rows.get(i), heads, "in-sample return")).isEqualTo(line.get("meanReturn").asDouble());
            assertThat(rows.get(i).get(heads.indexOf("verdict"))).isEqualTo(line.get("verdict").asString());
            assertThat(value(rows.get(i), heads, "in-sample per bar")).isEqualTo(line.get("inSample").get("perBar").asDouble());
            assertThat(value(rows.get(i), heads, "against holding")).isEqualTo(line.get("outOfSample").get("excessPerBar").asDouble());
            assertThat(value(rows.get(i), heads, "unseen per bar")).isEqualTo(line.get("outOfSample").get("perBar").asDouble());
            assertThat(value(rows.get(i), heads, "unseen return")).isEqualTo(line.get("outOfSample").get("return").asDouble());
            assertThat(value(rows.get(i), heads, "buy and hold")).isEqualTo(line.get("outOfSample").get("buyAndHold").asDouble());
            assertThat(value(rows.get(i), heads, "max drawdown")).isEqualTo(line.get("outOfSample").get("maxDrawdown").asDouble());
        }
        assertThat(html).contains(JsonMapper.shared().readTree(json.out()).get("resultHash").asString());
    }

    @Test
    void linesWithTheBetterVerdictStandFirstAsInTheTable() throws IOException {
        StringBuilder csv = new StringBuilder("date,open,high,low,close\n");
        double before = 100;
        for (int t = 0; t < 150; t++) {
            double close = 100 * Math.exp(0.004 * t + 0.003 * Math.sin(1.7 * t));
            csv.append(java.time.LocalDate.of(2025, 1, 1).plusDays(t)).append(',').append(before).append(',').append(1.002 * Math.max(before, close)).append(',')
                    .append(Math.min(before, close) / 1.002).append(',').append(close).append('\n');
            before = close;
        }
        Path data = Files.writeString(folder.resolve("RISING.csv"), csv);
        Path file = folder.resolve("rising.html");
        CommandLineRun table = CommandLineRun.with(home(), "", "optimize", "--data", data.toString(), "--sims", "50", "--wide", "--report", file.toString());
        assertThat(table.code()).as(table.err()).isZero();
        String html = Files.readString(file);
        List<String> heads = heads(html, "Symbols and strategies");
        List<List<String>> rows = rows(html, "Symbols and strategies");
        List<String> verdicts = rows.stream().map(row -> row.get(heads.indexOf("verdict"))).toList();
        assertThat(verdicts).contains("consistent", "none").isSortedAccordingTo(java.util.Comparator.comparingInt(List.of("consistent", "weak", "none")::indexOf));
        assertThat(rows(html, "Verdicts").stream().map(row -> row.get(1))).as("the symbol's own").containsExactlyElementsOf(verdicts);
        List<String> strategies = rows.stream().map(row -> row.get(heads.indexOf("strategy"))).toList();
        assertThat(table.out().lines().filter(line -> line.matches("[a-z-]+ .*(none|weak|consistent) .*")).map(line -> line.replaceFirst(" .*", "")))
                .startsWith(strategies.toArray(String[]::new));
        long consistent = verdicts.stream().filter("consistent"::equals).count();
        assertThat(html).contains("<dt>Verdicts</dt><dd><b>" + consistent + " consistent</b>");
    }

    @Test
    void equityAndDrawdownOfThePageEndWithTheFiguresOfTheJson() throws IOException {
        CommandLineRun json = CommandLineRun.with(home(), "", "report", "--format", "json", run(sample));
        JsonNode paths = JsonMapper.shared().readTree(json.out()).get("symbols").get(0).get("paths");
        JsonNode equity = chart(sample, "Equity");
        JsonNode drawdown = chart(sample, "Drawdown");
        for (int i = 0; i < paths.size(); i++) {
            String name = paths.get(i).get("strategy").asString();
            double[] worth = series(equity, name);
            assertThat(worth).hasSize(paths.get(i).get("bars").asInt());
            assertThat(worth[worth.length - 1] - 1).as(name).isCloseTo(paths.get(i).get("return").asDouble(), within(1e-7));
            assertThat(-Arrays.stream(series(drawdown, name)).min().orElseThrow()).as(name).isCloseTo(paths.get(i).get("maxDrawdown").asDouble(), within(1e-7));
            double[] months = rowsOf(chart(sample, "Monthly returns"), i);
            assertThat(Arrays.stream(months).map(r -> 1 + r).reduce(1, (a, b) -> a * b)).as(name).isCloseTo(worth[worth.length - 1], within(1e-6));
        }
        double[] held = series(equity, "buy and hold");
        assertThat(held[held.length - 1] - 1).isCloseTo(paths.get(0).get("buyAndHold").asDouble(), within(1e-7));
    }

    @Test
    void stretchesInTheMarketHaveAllBarsOnWhichSomethingWasHeld() throws IOException {
        CommandLineRun json = CommandLineRun.with(home(), "", "report", "--format", "json", run(sample));
        JsonNode chart = chart(sample, "Price and time in the market");
        for (JsonNode path : JsonMapper.shared().readTree(json.out()).get("symbols").get(0).get("paths")) {
            String name = path.get("strategy").asString();
            if (path.get("barsInMarket").asInt() == 0) {
                continue;
            }
            double[] rows = series(chart, name);
            int bars = 0;
            double worth = 1;
            for (int i = 0; i < rows.length; i += 5) {
                bars += (int) rows[i + 2] - (int) rows[i] + 1;
                worth *= 1 + rows[i + 4];
            }
            assertThat(bars).as(name).isEqualTo(path.get("barsInMarket").asInt());
            assertThat(worth - 1).as(name).isCloseTo(path.get("return").asDouble(), within(1e-3));
        }
    }

    @Test
    void tradesAndForecastsAreThoseOfTheJson() throws IOException {
        CommandLineRun json = CommandLineRun.with(home(), "", "report", "--format", "json", run(sample));
        JsonNode details = JsonMapper.shared().readTree(json.out()).get("details").get(0);
        JsonNode chart = chart(sample, "Price and time in the market");
        int compared = 0;
        for (JsonNode detail : details.get("strategies")) {
            JsonNode trades = detail.get("trades");
            if (trades.size() > 0) {
                double[] rows = series(chart, detail.get("strategy").asString() + " trades");
                assertThat(rows).hasSize(5 * trades.size());
                for (int i = 0; i < trades.size(); i++) {
                    assertThat(rows[5 * i + 1]).isCloseTo(trades.get(i).get("entryPrice").asDouble(), within(1e-4));
                    assertThat(rows[5 * i + 3]).isCloseTo(trades.get(i).get("exitPrice").asDouble(), within(1e-4));
                    assertThat(rows[5 * i + 4]).isCloseTo(trades.get(i).get("return").asDouble(), within(1e-7));
                    compared++;
                }
            }
        }
        assertThat(compared).isPositive();
        JsonNode forecasts = details.get("closeForecasts");
        double[] points = series(chart(sample, "Forecast against actual"), "forecast");
        assertThat(points).hasSize(forecasts.get("point").size());
        for (int i = 0; i < points.length; i++) {
            assertThat(points[i]).isCloseTo(forecasts.get("point").get(i).asDouble(), within(1e-7));
        }
    }

    @Test
    void whatAnExactSearchFoundStandsOnItsSurface() throws IOException {
        CommandLineRun json = CommandLineRun.with(home(), "", "report", "--format", "json", run(sample));
        for (JsonNode detail : JsonMapper.shared().readTree(json.out()).get("details").get(0).get("strategies")) {
            JsonNode surface = detail.get("surface");
            if (!surface.isNull()) {
                JsonNode chart = chart(sample, detail.get("strategy").asString());
                assertThat(series(chart, "found")[0]).isCloseTo(surface.get("best").get("x").asDouble(), within(1e-8));
                assertThat(series(chart, "middle of the cell")).hasSize(5 * (surface.get("xEdges").size() - 1) * (surface.get("yEdges").size() - 1));
            }
        }
    }

    @Test
    void theTableDrawsWhatASearchFoundOverTwoParameters() {
        CommandLineRun exact = CommandLineRun.with(home(), "", "report", run(sample), "--heat", "high,low");
        assertThat(exact.code()).as(exact.err()).isZero();
        assertThat(exact.out()).contains("over high (across) and low (up)").contains("\u25c6");
        CommandLineRun grid = CommandLineRun.with(home(), "", "report", run(own), "--heat", "slow,fast");
        List<String> rows = grid.out().lines().filter(line -> line.matches(" +(5|10|15|20|25|30)  \\S+")).toList();
        assertThat(rows).as(grid.out()).hasSize(6).allMatch(row -> row.strip().replaceFirst("\\S+ +", "").length() == 18);
        assertThat(rows.stream().filter(row -> row.contains("\u25c6"))).hasSize(1);
        assertThat(CommandLineRun.with(home(), "", "report", run(own), "--heat", "high,low").err()).contains("parameters are fast, slow");
        assertThat(CommandLineRun.with(home(), "", "report", run(own), "--heat", "fast").err()).contains("two parameters");
        assertThat(CommandLineRun.with(home(), "", "report", run(own), "--heat", "fast,slow", "--format", "json").err()).contains("draws in the table");
    }

    /** What is made small is called by its name and shown as people read it, and the best is the smallest. */
    @Test
    void aHeatMapOfADrawdownHasDrawdowns() throws IOException {
        Path file = page("drawdown", "optimize", "BTCUSD", "--strategy", "sma-cross", "--param", "fast=5..30:5", "--param", "slow=40..120:10", "--search", "grid", "--metric", "drawdown", "--quiet");
        String html = Files.readString(file);
        assertThat(html).contains("Best drawdown in sample over any two parameters").doesNotContain("-drawdown");
        JsonNode land = chart(file, "sma-cross");
        assertThat(land.get("value").asString()).isEqualTo("drawdown");
        assertThat(land.get("isSmallBest").asBoolean()).isTrue();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 2; i < land.get("rows").size(); i += 3) {
            JsonNode value = land.get("rows").get(i);
            least = value.isNull() ? least : Math.min(least, value.asDouble());
        }
        CommandLineRun json = CommandLineRun.with(home(), "", "report", "--format", "json", run(file));
        JsonNode newest = JsonMapper.shared().readTree(json.out()).get("symbols").get(0).get("simulations").get(0).get("strategies").get(0);
        assertThat(least).isPositive().isCloseTo(newest.get("maxDrawdown").asDouble(), within(1e-8));
        assertThat(newest.get("profit").asDouble()).as("what was made as large as possible").isEqualTo(-newest.get("maxDrawdown").asDouble());
        try (Browser.Look look = Browser.open(file, 1400, false)) {
            look.drawAll().isClean().picture("drawdown-1400");
        }
    }

    /** Returns the values of the cells in a row of a heat map. */
    private static double[] rowsOf(JsonNode chart, int row) {
        JsonNode cells = chart.get("series").get(0).get("rows");
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < cells.size(); i += 5) {
            if (cells.get(i + 2).asInt() == row) {
                values.add(cells.get(i + 4).asDouble());
            }
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Test
    void parametersOverFoldsAreThoseOfTheCsvOldestFirst() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("sample.csv"));
        List<String> heads = List.of(lines.getFirst().split(","));
        Map<String, List<Double>> chosen = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = List.of(line.split(",", -1));
            if (!cells.get(heads.indexOf("high")).isEmpty()) {
                chosen.computeIfAbsent(cells.get(heads.indexOf("strategy")), name -> new ArrayList<>()).addFirst(Double.valueOf(cells.get(heads.indexOf("high"))));
            }
        }
        assertThat(chosen).isNotEmpty();
        chosen.forEach((strategy, values) -> {
            double[] shown = series(chart(sample, "high"), strategy);
            assertThat(shown).hasSize(values.size());
            for (int i = 0; i < shown.length; i++) {
                assertThat(shown[i]).isCloseTo(values.get(i), within(1e-8));
            }
        });
    }

    @Test
    void aStoredRunGivesThePageAgain() throws IOException {
        Path again = folder.resolve("again.html");
        CommandLineRun run = CommandLineRun.with(home(), "", "report", run(sample), "--out", again.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(withoutProvenance(Files.readString(again))).isEqualTo(withoutProvenance(Files.readString(sample)));
    }

    private static String withoutProvenance(String html) {
        return html.substring(0, html.indexOf("<section id=\"provenance\">"));
    }

    @Test
    void aSymbolThatIsMarkupStaysText() throws IOException {
        Path prices = folder.resolve("evil.csv");
        String symbol = "<script>alert(1)</script>";
        StringBuilder rows = new StringBuilder("date,symbol,open,high,low,close\n");
        for (int i = 0; i < 80; i++) {
            double price = 100 + 10 * Math.sin(i / 4.0);
            rows.append(java.time.LocalDate.of(2026, 1, 1).plusDays(i)).append(',').append(symbol).append(',')
                    .append(price).append(',').append(price + 2).append(',').append(price - 2).append(',').append(price + 1).append('\n');
        }
        Files.writeString(prices, rows);
        Path page = folder.resolve("evil.html");
        CommandLineRun run = CommandLineRun.with(home(), "", "optimize", "--data", prices.toString(), "--sims", "20", "--quiet", "--format", "html", "--out", page.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(page)).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        try (Browser.Look look = Browser.open(page, 820, false)) {
            look.drawAll().isClean();
            assertThat(look.page().title()).startsWith(symbol);
        }
    }

    @Test
    void pagesStaySmall() throws IOException {
        assertThat(Files.size(sample)).isLessThan(3 * MEGABYTE);
        Path ten = folder.resolve("all.html");
        CommandLineRun run = CommandLineRun.with(home(), "", 
                "optimize", "BTCUSD", "ETHUSD", "ALDER", "ASPEN", "BIRCH", "CEDAR", "HAZEL", "LARCH", "MAPLE", "ROWAN", "--sims", "50", "--quiet", "--no-store",
                "--report", ten.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.size(ten)).isLessThan(3 * MEGABYTE);
        assertThat(Files.readString(ten)).contains("<details id=\"symbol-0\">");
    }

    @Test
    void whatCannotBeOpenedIsSaidAndWritten() {
        Path page = folder.resolve("open.html");
        Map<String, String> environment = new HashMap<>(home());
        environment.put("BROWSER", folder.resolve("no-browser").toString());
        CommandLineRun run = CommandLineRun.with(environment, "", "report", run(sample), "--out", page.toString(), "--open");
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("could not be opened");
        assertThat(page).exists();
        assertThat(CommandLineRun.with(home(), "", "report", "--open").err()).contains("--out FILE.html");
        assertThat(CommandLineRun.with(home(), "", "optimize", "ETHUSD", "--open").err()).contains("--report FILE.html");
    }

    /** Returns the run that a page says it is of. */
    private static String run(Path page) {
        try {
            var found = Pattern.compile("<p>Run ([0-9a-f-]+),").matcher(Files.readString(page));
            assertThat(found.find()).isTrue();
            return found.group(1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode chart(Path page, String title) {
        try {
            return Pattern.compile("<script type=\"application/json\">(.*?)</script>")
                    .matcher(Files.readString(page))
                    .results()
                    .map(match -> JsonMapper.shared().readTree(match.group(1)))
                    .filter(chart -> chart.get("title").asString().equals(title))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static double[] series(JsonNode chart, String name) {
        return chart.get("series").valueStream()
                .filter(one -> one.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .get("rows")
                .valueStream()
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static String table(String html, String title) {
        int caption = html.indexOf("<caption class=\"hidden\">" + title + "<");
        assertThat(caption).as(title).isPositive();
        return html.substring(caption, html.indexOf("</table>", caption));
    }

    private static List<String> heads(String html, String title) {
        return Pattern.compile("<th scope=\"col\"[^>]*>(.*?)</th>").matcher(table(html, title)).results().map(m -> m.group(1)).toList();
    }

    /** Returns the rows of a table: numbers with all digits, texts without their links. */
    private static List<List<String>> rows(String html, String title) {
        String body = table(html, title);
        body = body.substring(body.indexOf("<tbody>"));
        return Pattern.compile("<tr>(.*?)</tr>").matcher(body).results()
                .map(row -> Pattern.compile("<t[hd]([^>]*)>(.*?)</t[hd]>").matcher(row.group(1)).results()
                        .map(cell -> cell.group(1).contains("data-v=")
                                ? cell.group(1).replaceAll(".*data-v=\"([^\"]*)\".*", "$1")
                                : cell.group(2).replaceAll("<[^>]*>", ""))
                        .toList())
                .toList();
    }

    private static double value(List<String> row, List<String> heads, String head) {
        return Double.parseDouble(row.get(heads.indexOf(head)));
    }
}
