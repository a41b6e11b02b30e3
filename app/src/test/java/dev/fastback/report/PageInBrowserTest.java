package dev.fastback.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.page.Axis;
import dev.fastback.page.Chart;
import dev.fastback.page.Column;
import dev.fastback.page.DataTable;
import dev.fastback.page.Format;
import dev.fastback.page.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of chart, the tables and the whole page as a browser shows them. */
@Timeout(120)
class PageInBrowserTest {
    private static final String EVIL = "<script>alert(1)</script>";
    private static final int CHARTS = 8;

    @TempDir
    static Path folder;

    static Path file;

    @BeforeAll
    static void write() throws IOException {
        file = folder.resolve("page.html");
        try (OutputStream out = Files.newOutputStream(file);
                Page page = Page.begin(out, "A page of " + EVIL, "Every kind of chart", List.of(new Page.Place("charts", "Charts"), new Page.Place("more", "More")), true)) {
            page.section("charts", "Charts");
            page.figures(List.of(new Page.KeyFigure("Return", "12.3%", "of 50 bars"), new Page.KeyFigure("Verdict", "weak", "")));
            List<String> days = IntStream.range(0, 120).mapToObj(i -> java.time.LocalDate.of(2026, 1, 1).plusDays(i).toString()).toList();
            page.share("days", days);
            double[] worth = IntStream.range(0, 120).mapToDouble(i -> Math.exp(0.01 * i + 0.1 * Math.sin(i / 5.0))).toArray();
            double[] hold = IntStream.range(0, 120).mapToDouble(i -> 1 + 0.003 * i).toArray();
            page.chart(new Chart("Equity of " + EVIL, "Worth of 1 at the start.", Axis.shared("day", "days"), Axis.of("worth", Format.NUMBER))
                    .line(EVIL, worth, true).line("second", hold, true).reference("buy and hold", hold).zoomable().withLogButton());
            double[] candles = new double[480];
            double[] band = new double[240];
            for (int i = 0; i < 120; i++) {
                double open = 100 * worth[Math.max(0, i - 1)];
                double close = 100 * worth[i];
                candles[4 * i] = open;
                candles[4 * i + 1] = close;
                candles[4 * i + 2] = Math.min(open, close) - 2;
                candles[4 * i + 3] = Math.max(open, close) + 2;
                band[2 * i] = -0.02 * worth[i];
                band[2 * i + 1] = 0.03 * worth[i];
            }
            page.chart(new Chart("Price", "Price bars with trades.", Axis.shared("day", "days"), Axis.of("price", Format.PRICE))
                    .candles("bars", candles).segments("trades", new double[] {10, 100, 30, 130, 0.1, 60, 180, 70, 150, -0.2}, true).zoomable().tall());
            page.chart(new Chart("Bands", "Forecast against actual.", Axis.shared("day", "days"), Axis.of("move", Format.PERCENT))
                    .band("80 % band", band).line("actual", hold, true).zoomable());
            double[] surface = new double[5 * 400];
            double[] months = new double[5 * 36];
            for (int i = 0; i < 400; i++) {
                double x = i % 20 / 20.0;
                double y = i / 20 / 20.0;
                System.arraycopy(new double[] {x, x + .05, y, y + .05, Math.sin(5 * x) * Math.cos(4 * y)}, 0, surface, 5 * i, 5);
            }
            for (int i = 0; i < 36; i++) {
                System.arraycopy(new double[] {i % 12, i % 12, i / 12, i / 12, 0.1 * Math.sin(i)}, 0, months, 5 * i, 5);
            }
            page.chart(new Chart("Surface", "Profit over two multipliers.", Axis.of("high", Format.NUMBER), Axis.of("low", Format.NUMBER))
                    .cells("profit", surface, Format.PERCENT, true).dots("searched", new double[] {.1, .2, .5, .5, .9, .1}).star("best", .3, .1).tall());
            page.chart(new Chart("Months", "Return of each month.", Axis.names("month", List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")),
                            Axis.names("year", List.of("2024", "2025", "2026")))
                    .cells("return", months, Format.PERCENT, true));
            page.chart(new Chart("Speed-up", "Against the baseline.", Axis.names("way", List.of("sequential, production (500)", "threads x 8 + development", "exact")), Axis.of("speed-up", Format.TIMES))
                    .bars("speed-up", new double[] {1, 14.2, 310}).sideways());
            page.chart(new Chart("Quality against speed", "Each way.", Axis.log("seconds per simulation", Format.SECONDS), Axis.of("quality", Format.PERCENT))
                    .labelled("ways", new double[] {.01, .97, .002, .72, .00001, 1}, List.of("production", "ultra", "exact")).tall());
            page.chart(new Chart("Chosen", "What each day chose.", Axis.shared("day", "days"), Axis.choices("closeAtEndOfDay", List.of("false", "true")))
                    .steps("chosen", IntStream.range(0, 120).mapToDouble(i -> i / 20 % 2).toArray(), true));
            page.end();
            page.section("more", "More");
            page.table(new DataTable("Strategies", Column.text("strategy"), Column.of("return", Format.PERCENT), Column.of("trades", Format.COUNT))
                    .row(List.of("alpha", 0.125, 3)).row(List.of("=beta", -0.5, 12)).row(List.of("gamma, \"quoted\"", 1.5, 7)));
            page.folded("folded", "Folded").paragraph("Inside.").end();
        }
    }

    @ParameterizedTest
    @CsvSource({"390, false", "390, true", "820, false", "1400, false", "1400, true"})
    void isDrawnCleanAndAccessible(int width, boolean dark) {
        try (Browser.Look look = Browser.open(file, width, dark)) {
            look.drawAll().isDrawn(CHARTS).isAccessible().isClean().picture("page-" + width + (dark ? "-dark" : ""));
            assertThat(look.page().title()).isEqualTo("A page of " + EVIL);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1400})
    void labelsOfCrowdedPointsDoNotLieOnOneAnother(int width) throws IOException {
        Path crowded = folder.resolve("crowded" + width + ".html");
        double[] points = new double[24];
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            points[2 * i] = 0.01 * Math.pow(1.1, i);
            points[2 * i + 1] = i < 10 ? 0.95 : 1;
            labels.add("sequential, way " + i);
        }
        try (OutputStream out = Files.newOutputStream(crowded);
                Page page = Page.begin(out, "Crowded", "", List.of(), true)) {
            page.section("crowded", "Crowded")
                    .chart(new Chart("Quality against speed", "Each way.", Axis.log("seconds per simulation", Format.SECONDS), Axis.of("quality", Format.PERCENT))
                            .labelled("ways", points, labels).tall())
                    .end();
        }
        try (Browser.Look look = Browser.open(crowded, width, false)) {
            look.drawAll().isClean().picture("crowded-" + width);
            String boxes = "echarts.getInstanceByDom(document.querySelector('#crowded .plot')).getZr().storage.getDisplayList(true)"
                    + ".filter(e => e.style && /^sequential, way/.test(e.style.text)).map(e => { const r = e.getBoundingRect().clone(); if (e.transform) r.applyTransform(e.transform); return r; })"
                    + ".filter(r => r.x >= 0)";
            assertThat(look.number(boxes + ".length")).as("labels that are shown").isGreaterThanOrEqualTo(width < 560 ? 3 : 8);
            assertThat(look.number("(b => b.filter((one, i) => b.some((other, k) => k > i && one.intersect(other))).length)(" + boxes + ")")).as("labels on one another").isZero();
            assertThat(look.number("Math.max(..." + boxes + ".map(r => r.x + r.width)) - document.querySelector('#crowded .plot').clientWidth")).as("beyond the edge").isNotPositive();
        }
    }

    @Test
    void namesAlongAnAxisAreToldApartOnAPhone() throws IOException {
        List<String> names = List.of("sequential, production", "sequential, development", "exact, sequential", "exact, threads x 8");
        Path phone = folder.resolve("phone.html");
        try (OutputStream out = Files.newOutputStream(phone);
                Page page = Page.begin(out, "Names", "", List.of(), true)) {
            page.section("names", "Names")
                    .chart(new Chart("Speed-up", "Each way.", Axis.names("way", names), Axis.of("speed-up", Format.TIMES))
                            .bars("speed-up", new double[] {1, 1.5, 2, 3}).sideways())
                    .end();
        }
        try (Browser.Look look = Browser.open(phone, 390, false)) {
            look.drawAll().isClean();
            assertThat(look.number("new Set(echarts.getInstanceByDom(document.querySelector('#names .plot')).getZr().storage.getDisplayList(true)"
                    + ".map(e => e.style && e.style.text).filter(text => /^(sequential|exact), [a-z]{5}/.test(text))).size")).isEqualTo(4);
        }
    }

    @Test
    void tablesAreSortedAndCopiedWithTheKeyboard() {
        try (Browser.Look look = Browser.open(file, 820, false)) {
            var heading = look.page().locator("#more thead th button").nth(1);
            heading.focus();
            look.page().keyboard().press("Enter");
            assertThat(look.page().locator("#more tbody tr").first().textContent()).startsWith("=beta");
            assertThat(look.page().locator("#more thead th").nth(1).getAttribute("aria-sort")).isEqualTo("ascending");
            look.page().keyboard().press("Enter");
            assertThat(look.page().locator("#more tbody tr").first().textContent()).startsWith("gamma");
            look.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            look.page().locator("#more .tools button").focus();
            look.page().keyboard().press("Enter");
            look.page().waitForFunction("() => document.querySelector('#more .tools button').textContent === 'Copied'");
            assertThat(look.page().evaluate("() => navigator.clipboard.readText()"))
                    .isEqualTo("strategy,return,trades\n\"gamma, \"\"quoted\"\"\",1.5,7\nalpha,0.125,3\n'=beta,-0.5,12\n");
            look.isClean();
        }
    }

    @Test
    void aLongTableShowsItsFirstRowsUntilAllAreAskedForAndIsSortedAndCopiedWhole() throws IOException {
        Path longFile = folder.resolve("long.html");
        try (OutputStream out = Files.newOutputStream(longFile);
                Page page = Page.begin(out, "Long", "", List.of(), false)) {
            DataTable table = new DataTable("Long", Column.text("name"), Column.of("value", Format.COUNT));
            for (int i = 0; i < 1_500; i++) {
                table.row(List.of("row " + i, 7 * i % 1_500));
            }
            page.section("long", "Long").table(table).end();
        }
        try (Browser.Look look = Browser.open(longFile, 390, false)) {
            String shown = "[...document.querySelectorAll('#long tbody tr')].filter(row => row.getClientRects().length).length";
            assertThat(look.number(shown)).isEqualTo(200);
            var heading = look.page().locator("#long thead th button").nth(1);
            press(look, heading);
            press(look, heading); // the largest first
            assertThat(look.page().locator("#long tbody tr").first().locator("td").getAttribute("data-v")).isEqualTo("1499");
            assertThat(look.page().locator("#long tbody tr").nth(200).locator("td").getAttribute("data-v")).isEqualTo("1299");
            press(look, look.page().getByText("Show all 1,500 rows"));
            assertThat(look.number(shown)).isEqualTo(1_500);
            press(look, look.page().getByText("Show the first 200 rows"));
            assertThat(look.number(shown)).isEqualTo(200);
            look.page().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            press(look, look.page().getByText("Copy as CSV"));
            look.page().waitForFunction("() => document.querySelector('#long .tools button').textContent === 'Copied'");
            assertThat(String.valueOf(look.page().evaluate("() => navigator.clipboard.readText()"))).hasLineCount(1_501).startsWith("name,value\n").contains("\nrow 0,0\n");
            look.page().emulateMedia(new com.microsoft.playwright.Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
            assertThat(look.number(shown)).as("printed").isEqualTo(1_500);
            look.isClean();
        }
    }

    @Test
    void chartsAreZoomedSwitchedAndReadWithTheKeyboard() {
        try (Browser.Look look = Browser.open(file, 820, false)) {
            look.drawAll();
            var figure = look.page().locator("figure.chart").first();
            String zoomed = "(() => { const o = echarts.getInstanceByDom(document.querySelector('.plot')).getOption(); return o.dataZoom[0].end - o.dataZoom[0].start; })()";
            press(look, figure.getByText("Zoom in"));
            assertThat(look.number(zoomed)).isEqualTo(50);
            press(look, figure.getByText("Log scale"));
            assertThat(look.page().evaluate("() => echarts.getInstanceByDom(document.querySelector('.plot')).getOption().yAxis[0].type")).isEqualTo("log");
            assertThat(look.number(zoomed)).as("kept").isEqualTo(50);
            press(look, figure.getByText("All", new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true)));
            assertThat(look.number(zoomed)).isEqualTo(100);
            press(look, figure.locator("button[aria-pressed]").first());
            assertThat(look.page().evaluate("() => echarts.getInstanceByDom(document.querySelector('.plot')).getOption().legend[0].selected['" + EVIL + "']"))
                    .isEqualTo(false);
            press(look, figure.locator("summary"));
            figure.locator("tbody tr").first().waitFor();
            assertThat(figure.locator("tbody tr").count()).isEqualTo(120);
            assertThat(figure.locator("tbody tr").nth(100).locator("td").nth(2).getAttribute("data-v")).isEqualTo("1.3");
            look.isClean().isAccessible();
        }
    }

    @Test
    void choicesAreCalledByTheirNamesAlongAnAxisAndInNumbers() {
        try (Browser.Look look = Browser.open(file, 820, false)) {
            look.drawAll();
            var figure = look.page().locator("figure.chart").last();
            assertThat(look.page().evaluate("() => { const o = echarts.getInstanceByDom([...document.querySelectorAll('.plot')].pop()).getOption().yAxis[0]; return [o.minInterval, o.axisLabel.formatter(1)]; }"))
                    .isEqualTo(List.of(1, "true"));
            press(look, figure.locator("summary"));
            figure.locator("tbody tr").first().waitFor();
            assertThat(figure.locator("tbody tr").nth(25).textContent()).isEqualTo("2026-01-26true");
            look.isClean();
        }
    }

    private static void press(Browser.Look look, com.microsoft.playwright.Locator control) {
        control.focus();
        look.page().keyboard().press("Enter");
    }

    @Test
    void printsWithEverythingUnfoldedOnALightGround() {
        try (Browser.Look look = Browser.open(file, 1000, true)) {
            byte[] pdf = look.page().pdf();
            assertThat(pdf.length).isGreaterThan(50_000);
            look.drawAll().isClean();
            assertThat(look.page().evaluate("() => document.documentElement.dataset.theme")).isEqualTo("dark");
        }
    }

    /** What a browser prints is laid out for paper, drawn before its next frame, and has what tells lines apart. */
    @Test
    void chartsAndTablesFitOnPaperAndKeepWhatTellsTheirLinesApart() {
        for (int width : new int[] {390, 1400}) {
            try (Browser.Look look = Browser.open(file, width, true)) {
                look.page().setViewportSize(720, 1_000); // paper
                look.page().emulateMedia(new com.microsoft.playwright.Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
                look.page().evaluate("() => dispatchEvent(new Event('beforeprint'))");
                look.isDrawn(CHARTS);
                assertThat(look.number("[...document.querySelectorAll('.plot')].filter(p => p.querySelector('canvas').getBoundingClientRect().width !== 680).length"))
                        .as("not as wide as paper").isZero();
                assertThat(look.number("document.documentElement.scrollWidth - document.documentElement.clientWidth")).as("too wide").isLessThanOrEqualTo(0);
                assertThat(look.page().evaluate("() => [...document.querySelector('figure.chart').querySelectorAll('button')].filter(b => b.getClientRects().length).map(b => b.textContent)"))
                        .isEqualTo(List.of(EVIL, "second", "buy and hold"));
                assertThat(look.number("document.querySelectorAll('#more thead button').length")).isEqualTo(3);
                assertThat(look.page().evaluate("() => getComputedStyle(document.querySelector('#more thead button')).display")).as("a box of its own is blank where the head is repeated").isEqualTo("contents");
                look.page().emulateMedia(new com.microsoft.playwright.Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.SCREEN));
                look.page().setViewportSize(width, 900);
                look.page().evaluate("() => dispatchEvent(new Event('afterprint'))");
                look.isDrawn(CHARTS).isClean();
                assertThat(look.page().evaluate("() => document.documentElement.dataset.theme")).isEqualTo("dark");
            }
        }
    }

    @Test
    void aLinkToWhatIsFoldedOpensIt() {
        try (Browser.Look look = Browser.open(file, 820, false)) {
            look.page().evaluate("() => { location.hash = 'folded'; }");
            look.page().waitForFunction("() => document.getElementById('folded').open");
            assertThat(look.page().getByText("Inside.").isVisible()).isTrue();
        }
    }
}
