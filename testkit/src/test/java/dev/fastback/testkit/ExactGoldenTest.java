package dev.fastback.testkit;

import static dev.fastback.testkit.golden.Golden.assertClose;
import static dev.fastback.testkit.golden.Golden.assertSame;
import static dev.fastback.testkit.golden.Golden.number;
import static dev.fastback.testkit.golden.Golden.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.exact.EntryExitSolver;
import dev.fastback.exact.ExactSolution;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.profit.SearchBox;
import dev.fastback.search.Solution;
import dev.fastback.testkit.golden.Golden;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExactGoldenTest {
    private static final int RANDOM_POINTS = 2000;
    private final EntryExitSolver solver = new EntryExitSolver();

    @Test
    void findsTheBestKnownPairsAndIsBeatenByNoRunOfTheReference() {
        Map<String, JsonNode> windows = new HashMap<>();
        Golden.cases("windows.json.gz").get("windows").forEach(w -> windows.put(w.get("id").stringValue(), w));
        double above = 0.0;
        double below = 0.0;
        int onThreshold = 0;
        int cases = 0;
        for (JsonNode c : Golden.cases("optimizer.json.gz").get("cases")) {
            String id = c.get("id").stringValue();
            EntryExitProblem problem = problem(c, windows.get(c.get("window").stringValue()));
            assertClose(ProfitKernel.profit(problem, 0.0, 0.0), number(c.get("value_at_zero")), 1e-12, id + " at zero");
            ExactSolution exact = solver.solve(problem);
            Solution found = exact.solution();
            assertSame(
                    ProfitKernel.profit(problem, found.point()[0], found.point()[1]), found.value(), id + " honest value");
            double best = number(c.get("best_known").get("profit"));
            // The reference's points lie 1e-13 beside the thresholds, which costs up to that on each of many bars.
            assertClose(found.value(), best, 1e-10, id + " best known");
            assertThat(found.value()).as(id).isGreaterThanOrEqualTo(best - 1e-12);
            above = Math.max(above, found.value() - best);
            below = Math.max(below, best - found.value());
            for (JsonNode run : c.get("runs")) {
                assertThat(number(run.get("profit"))).as("%s %s", id, run).isLessThanOrEqualTo(found.value() + 1e-12);
            }
            if (c.has("dense_direct_20000")) {
                double dense = number(c.get("dense_direct_20000").get("profit"));
                assertThat(dense).as(id + " dense").isLessThanOrEqualTo(found.value() + 1e-12);
            }
            onThreshold += exact.onThreshold() ? 1 : 0;
            cases++;
        }
        System.out.println("exact: " + cases + " golden cases, at most " + above + " above and " + below
                + " below the best known; " + onThreshold + " on a threshold");
        assertThat(cases).isPositive();
    }

    @Test
    void isBeatenByNoRandomPointOnRealWindows() {
        SplittableRandom random = Seeds.random("exact on real windows", 7);
        double[] highs = random.doubles(RANDOM_POINTS, -0.03, 0.03).toArray();
        double[] lows = random.doubles(RANDOM_POINTS, -0.03, 0.03).toArray();
        for (JsonNode window : Golden.cases("windows.json.gz").get("windows")) {
            int bars = window.get("n").intValue();
            double[][][] positions = {
                {numbers(window.get("positions_stock"))},
                {numbers(window.get("positions_crypto"))},
                {filled(bars, 1.0), filled(bars, -1.0)}
            };
            for (double[][] legs : positions) {
                for (FeeRule rule : FeeRule.values()) {
                    for (boolean closeAtEndOfDay : new boolean[] {false, true}) {
                        EntryExitProblem problem = builder(window)
                                .legs(legs)
                                .fee(0.0015, rule)
                                .closeAtEndOfDay(closeAtEndOfDay)
                                .build();
                        isNotBeaten(problem, highs, lows, window.get("id").stringValue());
                    }
                }
            }
        }
    }

    private void isNotBeaten(EntryExitProblem problem, double[] highs, double[] lows, String what) {
        double best = solver.bestProfit(problem);
        double other = Double.NEGATIVE_INFINITY;
        // Long windows get fewer points: the kernel, not the search, is what takes the time here.
        int points = problem.bars() > 200 ? RANDOM_POINTS / 4 : RANDOM_POINTS;
        for (int i = 0; i < points; i++) {
            other = Math.max(other, ProfitKernel.profit(problem, highs[i], lows[i]));
        }
        assertSame(other <= best + 1e-12, true, what + " is not beaten: " + other + " by " + best);
    }

    private static EntryExitProblem problem(JsonNode c, JsonNode window) {
        int bars = window.get("n").intValue();
        double[][] legs = switch (c.get("positions").stringValue()) {
            case "stock" -> new double[][] {numbers(window.get("positions_stock"))};
            case "crypto" -> new double[][] {numbers(window.get("positions_crypto"))};
            case "buy_only" -> new double[][] {filled(bars, 1.0)};
            case "buy_and_sell" -> new double[][] {filled(bars, 1.0), filled(bars, -1.0)};
            default -> throw new AssertionError("unknown positions: " + c.get("positions"));
        };
        double[] highBounds = numbers(c.get("bounds").get(0));
        double[] lowBounds = numbers(c.get("bounds").get(1));
        return builder(window)
                .legs(legs)
                .fee(number(c.get("trading_fee")), FeeRule.ORIGINAL)
                .closeAtEndOfDay(c.get("close_at_eod").booleanValue())
                .box(new SearchBox(highBounds[0], highBounds[1], lowBounds[0], lowBounds[1]))
                .build();
    }

    private static EntryExitProblem.Builder builder(JsonNode window) {
        return EntryExitProblem.builder()
                .moves(
                        numbers(window.get("close_actual")),
                        numbers(window.get("high_actual")),
                        numbers(window.get("low_actual")))
                .forecasts(numbers(window.get("high_pred")), numbers(window.get("low_pred")));
    }

    private static double[] filled(int bars, double value) {
        double[] positions = new double[bars];
        Arrays.fill(positions, value);
        return positions;
    }
}
