package dev.fastback.testkit;

import static dev.fastback.testkit.golden.Golden.assertClose;
import static dev.fastback.testkit.golden.Golden.number;
import static dev.fastback.testkit.golden.Golden.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.data.Movements;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.SignalEvaluation;
import dev.fastback.strategy.Window;
import dev.fastback.strategy.builtin.EntryTakeProfit;
import dev.fastback.strategy.builtin.HighLow;
import dev.fastback.strategy.builtin.SignalRules;
import dev.fastback.testkit.OriginalEntryExit.Conditions;
import dev.fastback.testkit.OriginalEntryExit.Outcome;
import dev.fastback.testkit.golden.Golden;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The edges of the original's functions. Where it raises, where an input that is not finite reaches an entry/exit problem,
 * and where Highlow's columns differ in length, the product refuses with an exception. Not applicable are the inputs of which
 * the product has no counterpart: a frame too short for its window, and an absent or empty column, which the original answers
 * with zeros; a {@link Window} cannot be made of them.
 */
class StrategyEdgeGoldenTest {
    private static final double TOLERANCE = 1e-12;

    private final List<String> refused = new ArrayList<>();
    private final List<String> notApplicable = new ArrayList<>();
    private int equal;

    @Test
    void reproducesTheReferenceOnEdgesAndRefusesWhatItRaisesOn() {
        for (JsonNode c : Golden.cases("strategy-edge.json").get("cases")) {
            String name = c.get("function").stringValue() + " " + c.get("case").stringValue();
            JsonNode inputs = c.get("inputs");
            if (isWithoutCounterpart(inputs)) {
                notApplicable.add(name);
            } else if (c.has("raises") || hasUnequalColumns(c)) {
                assertThatThrownBy(() -> check(c, inputs, name))
                        .as(name)
                        .isInstanceOfAny(IllegalArgumentException.class, ArithmeticException.class);
                refused.add(name);
            } else {
                check(c, inputs, name);
                equal++;
            }
        }
        System.out.println("golden: edges: " + equal + " equal, " + refused.size() + " refused: " + refused + ", "
                + notApplicable.size() + " not applicable: " + notApplicable);
        assertThat(equal).isPositive();
        assertThat(notApplicable).allMatch(name -> Stream.of("too_short", "empty_validation", "missing_high_predictions")
                .anyMatch(name::contains));
    }

    private static void check(JsonNode c, JsonNode inputs, String what) {
        JsonNode expected = c.has("expected") ? c.get("expected") : inputs;
        switch (c.get("function").stringValue()) {
            case "pre_process_data" -> checkMovements(numbers(inputs.get("series")), numbers(expected.get("pct")), what);
            case "calibrate_signal" -> {
                OriginalScalars.Line line =
                        OriginalScalars.calibrate(numbers(inputs.get("predictions")), numbers(inputs.get("actual_returns")));
                assertClose(line.slope(), number(expected.get("slope")), TOLERANCE, what);
                assertClose(line.intercept(), number(expected.get("intercept")), TOLERANCE, what);
            }
            case "simple_buy_sell_strategy" ->
                signals(SignalRules.simple(numbers(inputs.get("predictions")), crypto(inputs)), expected, what);
            case "all_signals_strategy" -> signals(
                    SignalRules.allSignals(
                            numbers(inputs.get("close_pred")),
                            numbers(inputs.get("high_pred")),
                            numbers(inputs.get("low_pred")),
                            crypto(inputs)),
                    expected, what);
            case "buy_hold_strategy" -> signals(SignalRules.buyWhenUp(numbers(inputs.get("predictions"))), expected, what);
            case "unprofit_shutdown_buy_hold" -> signals(
                    SignalRules.unprofitShutdown(
                            numbers(inputs.get("predictions")), numbers(inputs.get("actual_returns")), crypto(inputs)),
                    expected, what);
            case "confidence_guard_strategy" -> signals(
                    SignalRules.confidenceGuard(
                            numbers(inputs.get("close_predictions")),
                            numbers(inputs.get("ci_band")),
                            number(inputs.get("ci_multiplier")),
                            crypto(inputs)),
                    expected, what);
            case "evaluate_strategy" -> score(
                    SignalEvaluation.evaluate(
                            numbers(inputs.get("signals")),
                            numbers(inputs.get("actual_returns")),
                            number(inputs.get("trading_fee")),
                            number(inputs.get("spread")),
                            days(inputs)),
                    expected, what);
            case "evaluate_daily_returns" ->
                score(Evaluation.summed(numbers(inputs.get("daily_returns")), days(inputs), 0, 0), expected, what);
            case "evaluate_entry_takeprofit_strategy" -> checkTakeProfit(inputs, expected, what);
            case "evaluate_highlow_strategy" -> {
                Window window = levels(inputs, inputs.get("c").size());
                double fee = number(inputs.get("trading_fee"));
                score(HighLow.evaluate(window, fee, days(inputs), crypto(inputs)), expected.get("evaluation"), what);
                arrays(window, expected.get("arrays_after"), what);
            }
            case "evaluate_maxdiff_strategy" -> checkSearched(c, inputs, true, what);
            case "evaluate_maxdiff_always_on_strategy" -> checkSearched(c, inputs, false, what);
            case "compute_atr_pct" -> assertClose(
                    OriginalScalars.atrPercent(
                            numbers(inputs.get("High")), numbers(inputs.get("Low")), numbers(inputs.get("Close"))),
                    orNaN(expected.get("atr_pct_14")), TOLERANCE, what);
            case "compute_avg_dollar_volume" -> assertClose(
                    OriginalScalars.dollarVolume(numbers(inputs.get("Close")), numbers(inputs.get("Volume"))),
                    orNaN(expected.get("dollar_vol_20d")), TOLERANCE, what);
            case "compute_walk_forward_stats" -> {
                Map<String, Object> statistics = new OriginalTable(rows(inputs)).statistics();
                GoldenFields.assertMatch(statistics, expected, Set.of(), what);
                assertThat(statistics).hasSize(expected.size());
            }
            default -> throw new AssertionError("unknown function: " + what);
        }
    }

    /** The first entry differs by definition: the original puts 1, which nothing reads, the product 0. */
    private static void checkMovements(double[] series, double[] expected, String what) {
        long[] times = new long[series.length];
        Arrays.setAll(times, i -> i);
        BarSeries bars = BarSeries.of("EDGE", times, series, series, series, series, series);
        double[] moves = Movements.of(bars, Column.CLOSE);
        if (moves.length > 0) {
            moves[0] = 1.0;
        }
        assertClose(moves, expected, TOLERANCE, what);
    }

    /** The original cuts to the shortest column; a window has columns of one length, so it is cut before. */
    private static void checkTakeProfit(JsonNode inputs, JsonNode expected, String what) {
        int bars = Stream.of("c", "h", "l", "ac", "ah", "al").mapToInt(name -> inputs.get(name).size()).min().orElseThrow();
        Window window = levels(inputs, bars);
        double fee = number(inputs.get("trading_fee"));
        score(EntryTakeProfit.evaluate(window, fee, days(inputs)), expected.get("evaluation"), what);
        arrays(OriginalInPlace.afterEntryTakeProfit(window, fee), expected.get("arrays_after"), what);
    }

    private static void arrays(Window after, JsonNode expected, String what) {
        int bars = after.bars();
        assertClose(after.highForecast(), Arrays.copyOf(numbers(expected.get("h")), bars), TOLERANCE, what + " h");
        assertClose(after.closeMove(), Arrays.copyOf(numbers(expected.get("ac")), bars), TOLERANCE, what + " ac");
        assertClose(after.lowForecast(), Arrays.copyOf(numbers(expected.get("l")), bars), TOLERANCE, what + " l");
    }

    private static void checkSearched(JsonNode c, JsonNode inputs, boolean maxDiff, String what) {
        JsonNode last = inputs.get("last_preds");
        JsonNode frame = inputs.get("simulation_data");
        double[] close = numbers(last.get("close_actual_movement_values"));
        Window window = new Window(
                close,
                numbers(last.get("high_actual_movement_values")),
                numbers(last.get("low_actual_movement_values")),
                numbers(last.get("close_predictions")),
                numbers(last.get("high_predictions")),
                numbers(last.get("low_predictions")),
                new double[close.length],
                OriginalInPlace.gaps(numbers(frame.get("High")), numbers(frame.get("Close")), close.length),
                OriginalInPlace.gaps(numbers(frame.get("Low")), numbers(frame.get("Close")), close.length));
        Conditions conditions = new Conditions(number(inputs.get("trading_fee")), days(inputs), crypto(inputs), null, true);
        double high = number(last.get("high_predicted_price_value"));
        double low = number(last.get("low_predicted_price_value"));
        Outcome outcome = maxDiff
                ? OriginalEntryExit.maxDiff(window, high, low, conditions)
                : OriginalEntryExit.alwaysOn(window, high, low, conditions);
        OriginalAlternatives.check(outcome, c.get("expected"), c.get("alternatives"), what);
    }

    private static boolean hasUnequalColumns(JsonNode c) {
        return c.get("function").stringValue().equals("evaluate_highlow_strategy")
                && c.get("inputs").get("c").size() != c.get("inputs").get("ac").size();
    }

    private static boolean isWithoutCounterpart(JsonNode inputs) {
        JsonNode last = inputs.get("last_preds");
        if (last == null) {
            return false;
        }
        int n = last.get("close_actual_movement_values").size();
        return n == 0
                || last.get("high_predictions").isNull()
                || inputs.get("simulation_data").get("Close").size() < n + 2;
    }

    private static Window levels(JsonNode inputs, int bars) {
        return new Window(
                column(inputs, "ac", bars),
                column(inputs, "ah", bars),
                column(inputs, "al", bars),
                column(inputs, "c", bars),
                column(inputs, "h", bars),
                column(inputs, "l", bars),
                new double[bars],
                new double[bars],
                new double[bars]);
    }

    private static double[] column(JsonNode inputs, String name, int bars) {
        return DoubleStream.of(numbers(inputs.get(name))).limit(bars).toArray();
    }

    private static List<Map<String, Object>> rows(JsonNode columns) {
        List<Map<String, Object>> rows = new ArrayList<>();
        columns.properties().forEach(column -> {
            double[] values = numbers(column.getValue());
            for (int i = 0; i < values.length; i++) {
                if (rows.size() <= i) {
                    rows.add(new LinkedHashMap<>());
                }
                rows.get(i).put(column.getKey(), values[i]);
            }
        });
        return rows;
    }

    private static void signals(double[] signals, JsonNode expected, String what) {
        assertClose(signals, numbers(expected.get("signals")), 0.0, what);
    }

    private static void score(Evaluation score, JsonNode expected, String what) {
        GoldenFields.assertMatch(OriginalEntryExit.evaluation(score), expected, Set.of(), what);
    }

    private static boolean crypto(JsonNode inputs) {
        return inputs.get("is_crypto").booleanValue();
    }

    private static double days(JsonNode inputs) {
        return number(inputs.get("trading_days_per_year"));
    }

    private static double orNaN(JsonNode node) {
        return node.isNull() ? Double.NaN : number(node);
    }
}
