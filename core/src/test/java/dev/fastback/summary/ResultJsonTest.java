package dev.fastback.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.data.BarSeries;
import dev.fastback.json.CanonicalJson;
import dev.fastback.json.CanonicalSink;
import dev.fastback.result.Figure;
import dev.fastback.result.Figures;
import dev.fastback.result.MetricFront;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategyResult;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.search.space.RealParameter;
import dev.fastback.study.Simulation;
import dev.fastback.walkforward.Fold;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResultJsonTest {
    private static final BarSeries BARS = bars(40);
    private static final ParameterSpace SPACE = new ParameterSpace(List.of(
            new RealParameter("low", -1, 1), new IntegerParameter("bars", 1, 9), new ChoiceParameter("mode", List.of("a\"b", "\u00e4")),
            new RealParameter("high", -1, 1)));

    /** Templates give the bytes that a tree of maps gives, sorted and written key by key. */
    @Test
    void canonicalTextIsThatOfTheTree() {
        long seed = 20;
        SplittableRandom random = new SplittableRandom(seed);
        CanonicalSink all = new CanonicalSink();
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 500; round++) {
            SimulationResult result = result(random);
            ResultJson.CANONICAL.write(BARS, List.of(result, result), all);
            expected.add(CanonicalJson.write(tree(result)));
            expected.add(CanonicalJson.write(tree(result)));
        }
        assertThat(new String(all.take(), StandardCharsets.UTF_8)).as("seed " + seed).isEqualTo(String.join(",", expected));
    }

    @Test
    void documentedTextHasTheSameValuesAndTimes() {
        SimulationResult.Completed result = (SimulationResult.Completed) result(new SplittableRandom(3));
        CanonicalSink text = new CanonicalSink(";");
        ResultJson.DOCUMENTED.write(BARS, List.of(result, new SimulationResult.Skipped(result.simulation(), "too \"few\"")), text);
        String[] lines = new String(text.take(), StandardCharsets.UTF_8).split(";");
        assertThat(lines[0]).startsWith("{\"index\":3,\"date\":\"" + BARS.timeLabel(19) + "\",\"status\":\"completed\",\"reason\":null,\"strategies\":[{\"name\":")
                .contains("\"parameters\":{\"low\":");
        assertThat(lines[1]).isEqualTo("{\"index\":3,\"date\":\"" + BARS.timeLabel(19)
                + "\",\"status\":\"skipped\",\"reason\":\"too \\\"few\\\"\",\"strategies\":[]}");
        for (StrategyResult strategy : result.strategies()) {
            if (strategy.figures().has(Figure.SEARCH_MICROS)) {
                assertThat(lines[0]).contains("\"searchMicros\":" + CanonicalJson.write(strategy.figures().real(Figure.SEARCH_MICROS)));
            }
        }
    }

    private static SimulationResult result(SplittableRandom random) {
        Simulation simulation = new Simulation(3, 0, new Fold(3, 10, 16, 20, 0, 8));
        List<StrategyResult> strategies = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            Figures.Builder figures = Figures.of("strategy");
            for (Figure figure : Figure.all()) {
                // Optional groups are there or not as a whole.
                boolean there = "sharing".equals(figure.group()) ? k == 1 : "trials".equals(figure.group()) ? k == 2 : random.nextInt(4) > 0;
                if (there) {
                    set(figures, figure, random);
                }
            }
            boolean searched = random.nextBoolean();
            Parameters parameters = searched ? parameters(random) : Parameters.NONE;
            MetricFront front = searched && k == 3
                    ? new MetricFront(List.of("sharpe", "drawdown"), List.of(
                            new MetricFront.Point(parameters(random), new double[] {random.nextDouble(), 1}),
                            new MetricFront.Point(parameters(random), new double[] {0.5, random.nextDouble()})))
                    : null;
            strategies.add(new StrategyResult("s" + random.nextInt(3) + "\u20ac", parameters, figures.build(), null, front));
        }
        return new SimulationResult.Completed(simulation, strategies, 1, 2);
    }

    private static void set(Figures.Builder figures, Figure figure, SplittableRandom random) {
        switch (figure.kind()) {
            case REAL -> figures.set(figure, random.nextInt(3) == 0 ? random.nextInt(-3, 4) : random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-12, 25)));
            case COUNT -> figures.set(figure, random.nextInt(5) == 0 ? random.nextLong(1L << 53) : random.nextLong(0, 1200));
            case FLAG -> figures.set(figure, random.nextBoolean());
        }
    }

    private static Parameters parameters(SplittableRandom random) {
        return Parameters.of(SPACE, random.nextDouble(-1, 1), random.nextInt(1, 10), random.nextInt(2), 0);
    }

    private static Map<String, Object> tree(SimulationResult result) {
        List<Object> strategies = new ArrayList<>();
        for (StrategyResult strategy : ((SimulationResult.Completed) result).strategies()) {
            Map<String, Object> tree = new HashMap<>();
            tree.put("name", strategy.name());
            tree.put("parameters", strategy.parameters().space().isEmpty() ? null : strategy.parameters().toMap());
            if (strategy.front() != null) {
                tree.put("front", strategy.front().points().stream()
                        .map(point -> Map.of(
                                "parameters", point.parameters().toMap(),
                                "values", Map.of("sharpe", point.values()[0], "drawdown", point.values()[1])))
                        .toList());
            }
            for (Figure figure : Figure.all()) {
                Object value = strategy.figures().value(figure);
                if (!figure.isHashed() || figure.isOptional() && value == null) {
                    continue;
                }
                if (figure.group() == null) {
                    tree.put(figure.key(), value);
                } else {
                    group(tree, figure.group()).put(figure.key(), value);
                }
            }
            strategies.add(tree);
        }
        Map<String, Object> tree = new HashMap<>();
        tree.put("index", result.simulation().fold().index());
        tree.put("date", BARS.timeLabel(result.simulation().fold().lastBar()));
        tree.put("status", result.status());
        tree.put("reason", null);
        tree.put("strategies", strategies);
        return tree;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> group(Map<String, Object> tree, String group) {
        return (Map<String, Object>) tree.computeIfAbsent(group, key -> new HashMap<String, Object>());
    }

    private static BarSeries bars(int count) {
        long[] times = new long[count];
        double[] prices = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = i * 86_400_000L;
            prices[i] = 1;
        }
        return BarSeries.of("X", times, prices, prices, prices, prices, prices);
    }
}
