package dev.fastback.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.api.Bar;
import dev.fastback.api.BarStrategy;
import dev.fastback.api.Bits;
import dev.fastback.api.Indicators;
import dev.fastback.api.Line;
import dev.fastback.api.Signals;
import dev.fastback.api.Size;
import dev.fastback.api.Strategy;
import dev.fastback.custom.RecordStrategy;
import dev.fastback.custom.SourceProvider;
import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.evaluation.Measure;
import dev.fastback.evaluation.Metrics;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.Ticket;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.testkit.RandomBars;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the guide shows compiles, runs and trades; what it names is there. */
class DocumentedStrategiesTest {
    private static final Pattern EXAMPLE = Pattern.compile("<!-- Example: (\\w+) -->\n```java\n(.*?)```", Pattern.DOTALL);

    record Example(String name, String source) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String guide() throws IOException {
        return Files.readString(Path.of("..", "docs", "strategies.md"));
    }

    static List<Example> examples() throws IOException {
        Matcher matcher = EXAMPLE.matcher(guide());
        return matcher.results().map(found -> new Example(found.group(1), found.group(2))).toList();
    }

    @Test
    void thereAreFour() throws IOException {
        assertThat(examples()).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itCompilesAndTrades(Example example) {
        RecordStrategy strategy = SourceProvider.strategy(
                        SourceCompiler.compile(example.name + ".java", example.source), SourceCompiler.hash(example.source), Map.of())
                .fixed();
        BarSeries other = RandomBars.walk(new SplittableRandom(8), 1500);
        BarSeries bars = RandomBars.walk(new SplittableRandom(7), 1500)
                .withOthers(strategy.others().stream().collect(Collectors.toMap(name -> name, name -> other)));
        MarketSlice slice = new MarketSlice(
                bars,
                ForecastPlan.of(bars, List.of(), false).run(Forecasters.of("mean5")),
                Market.of(AssetClass.STOCK),
                0,
                strategy.needs().firstBar(),
                bars.size());
        assertThat(strategy.evaluate(slice, Parameters.NONE).trades()).isPositive();
        strategy.verify(slice, Parameters.NONE);
    }

    @Test
    void whatItNamesIsThere() throws IOException {
        String guide = guide();
        Set<String> methods = Stream.of(Strategy.class, BarStrategy.class, Line.class, Bits.class, Indicators.class, Signals.class, Size.class, Bar.class, Ticket.class)
                .flatMap(type -> Stream.of(type.getMethods()))
                .map(Method::getName)
                .collect(Collectors.toSet());
        String named = section(guide, "## Lines and bits") + section(guide, "## Events");
        Matcher codes = Pattern.compile("`([^`]*)`").matcher(named);
        int count = 0;
        while (codes.find()) {
            if (codes.group(1).replace("()", "").contains("(") || codes.group(1).contains(";")) {
                continue; // a piece of code, not a list of names
            }
            for (String word : codes.group(1).split("\\s+")) {
                if (word.matches("[a-z][A-Za-z]*(\\(\\))?") && word.length() > 1) {
                    assertThat(methods).as(word).contains(word.replace("()", ""));
                    count++;
                }
            }
        }
        assertThat(count).isGreaterThan(120);
        String metrics = section(guide, "## What is searched for");
        for (Measure measure : Metrics.list()) {
            assertThat(metrics).contains("`" + measure.name() + "`");
        }
    }

    /** {@code in.sma(20)} and {@code line.sma(20)} are promised of some, and each of the others where the guide has it. */
    @Test
    void whatItNamesIsWhereItSays() throws IOException {
        String lines = section(guide(), "## Lines and bits");
        assertThat(names(lines, "(`line.sma(20)`): ")).allSatisfy(name -> {
            assertThat(has(Indicators.class, name, int.class)).as("in." + name).isTrue();
            assertThat(has(Line.class, name, int.class)).as("line." + name).isTrue();
        });
        assertThat(names(lines, "(`in.close().lag(1)`): ")).allSatisfy(name -> assertThat(methods(Line.class)).contains(name));
        assertThat(names(lines, "Of the bars: ")).allSatisfy(name -> assertThat(methods(Indicators.class)).contains(name));
    }

    private static List<String> names(String text, String before) {
        int from = text.indexOf(before) + before.length() + 1;
        assertThat(from).as(before).isGreaterThan(before.length());
        List<String> names = List.of(text.substring(from, text.indexOf('`', from)).split("\\s+"));
        assertThat(names).hasSizeGreaterThan(10);
        return names;
    }

    private static Set<String> methods(Class<?> type) {
        return Stream.of(type.getMethods()).map(Method::getName).collect(Collectors.toSet());
    }

    private static boolean has(Class<?> type, String name, Class<?>... parameters) {
        return Stream.of(type.getMethods()).anyMatch(method -> method.getName().equals(name) && List.of(method.getParameterTypes()).equals(List.of(parameters)));
    }

    private static String section(String guide, String title) {
        int from = guide.indexOf(title);
        int to = guide.indexOf("\n## ", from + 1);
        return guide.substring(from, to);
    }
}
