package dev.fastback.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a page says is text wherever it stands, its policy names its scripts and nothing else, and its data are those that were given. */
class PageTest {
    @Test
    void aLongTableHasItsLaterRowsInABodyThatIsHiddenAtFirst() throws IOException {
        DataTable table = new DataTable("Long", Column.text("name"), Column.of("value", Format.NUMBER));
        for (int i = 0; i < DataTable.SHOWN + 3; i++) {
            table.row(List.of("row " + i, i));
        }
        StringBuilder out = new StringBuilder();
        table.writeTo(out);
        String html = out.toString();
        assertThat(html.indexOf("<tbody hidden>")).isBetween(html.indexOf("row " + (DataTable.SHOWN - 1) + "<"), html.indexOf("row " + DataTable.SHOWN + "<"));
        assertThat(html.split("<tr>")).hasSize(DataTable.SHOWN + 3 + 2);
        StringBuilder few = new StringBuilder();
        new DataTable("Few", Column.text("name")).row(List.of("one")).writeTo(few);
        assertThat(few).doesNotContain("hidden>");
    }

    private static final String EVIL = "<script>alert('x')</script><!-- & \"</style>\u0000";

    private interface Body {
        void write(Page page) throws IOException;
    }

    private static String page(boolean charts, Body body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Page page = Page.begin(out, EVIL, EVIL, List.of(new Page.Place(EVIL, EVIL)), charts)) {
            body.write(page);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String everything() throws IOException {
        return page(true, page -> {
            page.section(EVIL, EVIL).paragraph(EVIL).note(EVIL).list(List.of(EVIL)).figures(List.of(new Page.KeyFigure(EVIL, EVIL, EVIL)));
            page.table(new DataTable(EVIL, Column.text(EVIL), Column.of(EVIL, Format.PERCENT))
                    .row(List.of(new DataTable.Link(EVIL, EVIL), 0.5))
                    .row(Arrays.asList(EVIL, null)));
            page.share(EVIL, List.of(EVIL, "b"));
            page.chart(new Chart(EVIL, EVIL, Axis.shared(EVIL, EVIL), Axis.of(EVIL, Format.NUMBER))
                    .line(EVIL, new double[] {1, Double.NaN}, true)
                    .labelled(EVIL, new double[] {1, 2}, List.of(EVIL)));
            page.flame(new Flame(EVIL, EVIL, Format.SECONDS, List.of(EVIL)).box(0, EVIL, 2, 0).box(1, EVIL, 1, 0));
            page.end().folded(EVIL, EVIL);
        });
    }

    @Test
    void whateverATextSaysItEndsNoElementAndBeginsNone() throws IOException {
        String html = everything();
        assertThat(html).doesNotContain("<script>alert").doesNotContain("\u0000");
        assertThat(Pattern.compile("<script\\b[^>]*>").matcher(html).results().map(MatchResult::group))
                .allMatch(tag -> tag.equals("<script>") || tag.startsWith("<script type=\"application/json\""))
                .hasSize(5);
        assertThat(html.split("<script", -1).length).isEqualTo(html.split("</script>", -1).length);
        assertThat(html).contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&lt;!-- &amp; &quot;&lt;/style&gt; ");
    }

    @Test
    void thePolicyNamesTheHashOfEachScriptAndOfTheStyleAndPermitsNoRequest() throws IOException {
        for (boolean charts : new boolean[] {true, false}) {
            String html = page(charts, page -> page.paragraph("text"));
            String policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"").matcher(html).results().findFirst().orElseThrow().group(1);
            assertThat(policy).contains("default-src 'none'").contains("base-uri 'none'").contains("form-action 'none'").doesNotContain("unsafe");
            assertThat(policy).doesNotContain("http").doesNotContain("connect-src");
            List<String> scripts = elements(html, "script");
            assertThat(scripts).hasSize(charts ? 2 : 1);
            List<String> hashes = new ArrayList<>();
            scripts.forEach(script -> hashes.add(hash(script)));
            assertThat(policy).contains("script-src " + String.join(" ", hashes) + ";");
            assertThat(policy).contains("style-src " + hash(elements(html, "style").getFirst()) + ";");
            String markup = html.replaceAll("(?s)<script>.*?</script>", "");
            assertThat(markup).doesNotContain(" style=").doesNotContain(" onclick=").doesNotContain(" src=");
        }
    }

    private static List<String> elements(String html, String name) {
        return Pattern.compile("<" + name + ">(.*?)</" + name + ">", Pattern.DOTALL).matcher(html).results().map(m -> m.group(1)).toList();
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aChartsDataAreItsNumbersAndTexts() throws IOException {
        String html = everything();
        List<String> data = Pattern.compile("<script type=\"application/json\"[^>]*>(.*?)</script>").matcher(html).results().map(m -> m.group(1)).toList();
        JsonMapper mapper = JsonMapper.builder().build();
        assertThat(mapper.readTree(data.get(0)).get(0).asString()).isEqualTo(EVIL);
        JsonNode chart = mapper.readTree(data.get(1));
        assertThat(chart.get("title").asString()).isEqualTo(EVIL);
        assertThat(chart.get("x").get("shared").asString()).isEqualTo(EVIL);
        assertThat(chart.get("series").get(0).get("rows").toString()).isEqualTo("[1,null]");
        assertThat(chart.get("series").get(1).get("labels").get(0).asString()).isEqualTo(EVIL);
    }

    @Test
    void numbersKeepEightDigitsInChartsAndAllInTables() throws IOException {
        double value = 1234.567890123456;
        String html = page(true, page -> {
            page.table(new DataTable("t", Column.text("a"), Column.of("b", Format.NUMBER)).row(List.of("x", value)));
            page.chart(new Chart("c", "d", Axis.of("x", Format.NUMBER), Axis.of("y", Format.NUMBER))
                    .points("p", new double[] {value, 1e-12, -0.000123456789123, 1e300}));
        });
        assertThat(html).contains("data-v=\"1234.567890123456\">1234.6<");
        assertThat(html).contains("\"rows\":[1234.5679,1E-12,-0.00012345679,1E+300]");
    }

    @Test
    void equalCallsGiveEqualBytes() throws IOException {
        assertThat(everything()).isEqualTo(everything());
    }

    @Test
    void aPageWithoutChartsIsSmallAndRefusesThem() throws IOException {
        assertThat(page(false, page -> page.paragraph("text")).length()).isLessThan(60_000);
        assertThatThrownBy(() -> page(false, page -> page.chart(new Chart("c", "d", Axis.of("x", Format.NUMBER), Axis.of("y", Format.NUMBER)))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without charts");
    }

    @Test
    void rowsAndSeriesOfAWrongLengthAreRefused() {
        assertThatThrownBy(() -> new DataTable("t", Column.text("a")).row(List.of("x", "y"))).hasMessageContaining("2 cells and 1 columns");
        Chart chart = new Chart("c", "d", Axis.of("x", Format.NUMBER), Axis.of("y", Format.NUMBER));
        assertThatThrownBy(() -> chart.candles("p", new double[3])).hasMessageContaining("a row takes 4");
    }

    @Test
    void numbersAreShownAsPeopleReadThem() {
        assertThat(Format.PERCENT.of(0.12345)).isEqualTo("12.3%");
        assertThat(Format.PERCENT.of(-0.000123)).isEqualTo("-0.012%");
        assertThat(Format.PERCENT.of(0)).isEqualTo("0.00%");
        assertThat(Format.PERCENT.of(12.5)).isEqualTo("1,250%");
        assertThat(Format.COUNT.of(12345)).isEqualTo("12,345");
        assertThat(Format.PRICE.of(64321.987)).isEqualTo("64,322");
        assertThat(Format.PRICE.of(1.23456789)).isEqualTo("1.23457");
        assertThat(Format.NUMBER.of(1e-7)).isEqualTo("1.0000e-7");
        assertThat(Format.SECONDS.of(0.01234)).isEqualTo("0.0123 s");
        assertThat(Format.TIMES.of(41.26)).isEqualTo("41.3×");
        assertThat(Format.BYTES.of(123456789)).isEqualTo("123 MB");
        assertThat(Format.NUMBER.of(Double.NaN)).isEqualTo("–");
    }

    @Test
    void aFlamesBoxesStandInTheOrderInWhichTheyCame() throws IOException {
        Flame flame = new Flame("Time", "", Format.SECONDS, List.of("search", "report"))
                .box(0, "all", 3, 0)
                .box(1, "main", 2.5, 1)
                .box(2, "all", 1, 0)
                .box(1, "worker", 0.5, 0);
        String html = page(false, page -> page.flame(flame));
        String json = html.substring(html.indexOf("<script type=\"application/json\">") + 32, html.indexOf("</script></figure>"));
        JsonNode data = JsonMapper.shared().readTree(json);
        assertThat(data.get("names").valueStream().map(JsonNode::asString)).containsExactly("all", "main", "worker");
        assertThat(data.get("nodes").valueStream().mapToDouble(JsonNode::asDouble).toArray())
                .containsExactly(0, 0, 3, 0, 1, 1, 2.5, 1, 0, 2, 1, 0, 2, 1, 0.5, 0);
        assertThat(html).contains("class=\"flame\"").doesNotContain(Assets.CHARTS.substring(0, 1000));
    }

    @Test
    void aBoxWithoutAPlaceIsRefused() {
        Flame flame = new Flame("Time", "", Format.SECONDS, List.of("search")).box(0, "all", 1, 0);
        assertThatThrownBy(() -> flame.box(2, "inside of none", 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> flame.box(0, "another whole", 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> flame.box(1, "no such kind", 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
