package dev.fastback.testkit;

import static dev.fastback.testkit.golden.Golden.assertClose;
import static dev.fastback.testkit.golden.Golden.assertSame;
import static dev.fastback.testkit.golden.Golden.number;
import static dev.fastback.testkit.golden.Golden.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.exact.EntryExitObjective;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.profit.SearchBox;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.search.direct.Direct;
import dev.fastback.search.direct.DirectConfig;
import dev.fastback.search.direct.DirectSearch;
import dev.fastback.testkit.golden.Golden;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Holds {@link Direct} to what SciPy 1.10.1 does: points, counts, reasons to stop, values. Some runs turn on the last bit of a
 * profit; for those the expected outcome is the one with the bars added left to right.
 */
class DirectGoldenTest {
    private static final double POINT = 1e-15;
    private static final double VALUE = 1e-12;

    @Test
    void stopsWhereTheReferenceStopsOnTestFunctions() {
        int compared = 0;
        for (JsonNode run : Golden.cases("direct-functions.json.gz").get("runs")) {
            String id = run.get("id").stringValue();
            DirectConfig config = DirectConfig.scipy(run.get("maxfun").intValue())
                    .withMaxIterations(run.get("maxiter").intValue())
                    .withEps(number(run.get("eps")))
                    .withLocallyBiased(run.get("locally_biased").booleanValue())
                    .withTolerances(number(run.get("vol_tol")), number(run.get("len_tol")));
            if (run.has("f_min")) {
                config = config.withTarget(-number(run.get("f_min")), number(run.get("f_min_rtol")));
            }
            Solution solution = new DirectSearch(config).search(function(run));
            assertClose(solution.point(), numbers(run.get("x")), POINT, id + " x");
            assertClose(-solution.value(), number(run.get("fun")), VALUE, id + " fun");
            check(solution, run, run.get("status").intValue(), id);
            compared++;
        }
        assertThat(compared).isEqualTo(432);
    }

    @Test
    void asksForThePointsOfTheReferenceInItsOrder() {
        Map<String, JsonNode> windows = windows();
        Map<String, JsonNode> sequential = byId(Golden.cases("direct-sequential.json.gz").get("traces"));
        int compared = 0;
        for (JsonNode trace : Golden.cases("direct-traces.json.gz").get("traces")) {
            String id = trace.get("id").stringValue();
            Objective objective = trace.has("function")
                    ? function(trace)
                    : new EntryExitObjective(
                            problem(trace, windows.get(trace.get("window").stringValue())), ScalarEvaluator.INSTANCE);
            DirectConfig config = DirectConfig.scipy(trace.get("maxfun").intValue())
                    .withLocallyBiased(trace.get("locally_biased").booleanValue());
            JsonNode expected = sequential.getOrDefault(id, trace);
            Solution solution = trace(objective, config, expected.get("points"), id);
            assertClose(solution.point(), numbers(expected.get("x")), POINT, id + " x");
            assertClose(-solution.value(), number(expected.get("fun")), VALUE, id + " fun");
            assertSame(solution.evaluations(), expected.get("nfev").longValue(), id + " nfev");
            assertSame(solution.iterations(), expected.get("nit").intValue(), id + " nit");
            compared++;
        }
        assertThat(compared).isEqualTo(30);
    }

    @Test
    void findsWhatTheReferenceFindsOnRealWindows() {
        Map<String, JsonNode> windows = windows();
        int compared = 0;
        int sequential = 0;
        for (JsonNode c : Golden.cases("optimizer.json.gz").get("cases")) {
            EntryExitProblem problem = problem(c, windows.get(c.get("window").stringValue()));
            for (JsonNode run : c.get("runs")) {
                String id = c.get("id").stringValue() + " maxfun " + run.get("maxfun").intValue();
                JsonNode expected = run;
                if (!run.get("sum_order_stable").booleanValue()) {
                    for (JsonNode alternative : run.get("alternatives")) {
                        if (alternative.get("sum").stringValue().equals("sequential")) {
                            expected = alternative;
                            sequential++;
                        }
                    }
                }
                DirectConfig config = DirectConfig.scipy(run.get("maxfun").intValue());
                checkProfit(solve(problem, config), expected, run.get("status").intValue(), id);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(3024);
        assertThat(sequential).isPositive();
    }

    @Test
    void findsWhatTheReferenceFindsWithTwentyThousandEvaluations() {
        Map<String, JsonNode> windows = windows();
        Map<String, JsonNode> sequential = byId(Golden.cases("direct-sequential.json.gz").get("dense"));
        DirectConfig config = DirectConfig.scipy(20_000).withMaxIterations(5000).withTolerances(0.0, 0.0);
        AtomicInteger compared = new AtomicInteger();
        Golden.cases("optimizer.json.gz").get("cases").valueStream().parallel().forEach(c -> {
            String id = c.get("id").stringValue();
            JsonNode dense = sequential.getOrDefault(id, c.get("dense_direct_20000"));
            EntryExitProblem problem = problem(c, windows.get(c.get("window").stringValue()));
            checkProfit(solve(problem, config), dense, dense.get("status").intValue(), id);
            compared.incrementAndGet();
        });
        assertThat(compared).hasValue(672);
    }

    private static Solution trace(Objective objective, DirectConfig config, JsonNode expected, String id) {
        Direct direct = new Direct(objective.space(), config);
        int seen = 0;
        for (PointBatch points = direct.ask(); points.count() > 0; points = direct.ask()) {
            double[] values = new double[points.count()];
            objective.evaluate(points, values);
            for (int i = 0; i < points.count() && seen < expected.size(); i++, seen++) {
                double[] reached = Arrays.copyOf(points.point(i), points.dimension() + 1);
                reached[points.dimension()] = -values[i];
                assertClose(reached, numbers(expected.get(seen)), VALUE, id + " evaluation " + seen);
            }
            direct.tell(values);
        }
        assertThat(seen).isEqualTo(60);
        return direct.best();
    }

    private static Solution solve(EntryExitProblem problem, DirectConfig config) {
        return new DirectSearch(config).search(new EntryExitObjective(problem, ScalarEvaluator.INSTANCE));
    }

    private static void checkProfit(Solution solution, JsonNode expected, int status, String id) {
        assertClose(solution.point()[0], number(expected.get("high_mult")), POINT, id + " high");
        assertClose(solution.point()[1], number(expected.get("low_mult")), POINT, id + " low");
        assertClose(solution.value(), number(expected.get("profit")), VALUE, id + " profit");
        check(solution, expected, status, id);
    }

    private static void check(Solution solution, JsonNode expected, int status, String id) {
        assertSame(solution.evaluations(), expected.get("nfev").longValue(), id + " nfev");
        assertSame(solution.iterations(), expected.get("nit").intValue(), id + " nit");
        assertSame(solution.reason(), reason(status), id + " status");
    }

    private static StopReason reason(int status) {
        return switch (status) {
            case 1 -> StopReason.BUDGET;
            case 2 -> StopReason.ITERATIONS;
            case 3 -> StopReason.TARGET;
            case 4 -> StopReason.VOLUME;
            case 5 -> StopReason.LENGTH;
            default -> throw new IllegalArgumentException("status must be 1..5: " + status);
        };
    }

    private static Objective function(JsonNode run) {
        JsonNode bounds = run.get("bounds");
        double[] min = new double[bounds.size()];
        double[] max = new double[bounds.size()];
        for (int d = 0; d < min.length; d++) {
            min[d] = number(bounds.get(d).get(0));
            max[d] = number(bounds.get(d).get(1));
        }
        return TestFunctions.named(run.get("function").stringValue()).objective(min, max);
    }

    private static EntryExitProblem problem(JsonNode c, JsonNode window) {
        double[] longs = new double[window.get("close_actual").size()];
        double[] shorts = longs.clone();
        Arrays.fill(longs, 1.0);
        Arrays.fill(shorts, -1.0);
        String positions = c.get("positions").stringValue();
        double[][] legs = switch (positions) {
            case "buy_and_sell" -> new double[][] {longs, shorts};
            case "buy_only" -> new double[][] {longs};
            default -> new double[][] {numbers(window.get("positions_" + positions))};
        };
        JsonNode bounds = c.get("bounds");
        double[] high = numbers(bounds.get(0));
        double[] low = numbers(bounds.get(1));
        return EntryExitProblem.builder()
                .moves(
                        numbers(window.get("close_actual")),
                        numbers(window.get("high_actual")),
                        numbers(window.get("low_actual")))
                .forecasts(numbers(window.get("high_pred")), numbers(window.get("low_pred")))
                .legs(legs)
                .fee(number(c.get("trading_fee")), FeeRule.ORIGINAL)
                .closeAtEndOfDay(c.get("close_at_eod").booleanValue())
                .box(new SearchBox(high[0], high[1], low[0], low[1]))
                .build();
    }

    private static Map<String, JsonNode> windows() {
        return byId(Golden.cases("windows.json.gz").get("windows"));
    }

    private static Map<String, JsonNode> byId(JsonNode nodes) {
        Map<String, JsonNode> byId = new HashMap<>();
        nodes.forEach(node -> byId.put(node.get("id").stringValue(), node));
        return byId;
    }
}
