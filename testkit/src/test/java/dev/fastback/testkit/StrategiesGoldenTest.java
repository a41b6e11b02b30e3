package dev.fastback.testkit;

import static dev.fastback.testkit.golden.Golden.assertClose;
import static dev.fastback.testkit.golden.Golden.number;
import static dev.fastback.testkit.golden.Golden.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.SignalEvaluation;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.Window;
import dev.fastback.strategy.builtin.AllSignals;
import dev.fastback.strategy.builtin.BuyWhenUp;
import dev.fastback.strategy.builtin.ConfidenceGuard;
import dev.fastback.strategy.builtin.EntryTakeProfit;
import dev.fastback.strategy.builtin.HighLow;
import dev.fastback.strategy.builtin.SignalRules;
import dev.fastback.strategy.builtin.Simple;
import dev.fastback.testkit.OriginalEntryExit.Conditions;
import dev.fastback.testkit.OriginalEntryExit.Outcome;
import dev.fastback.testkit.golden.Golden;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StrategiesGoldenTest {
    private static final double TOLERANCE = 1e-12;

    @Test
    void reproducesEveryStrategyOnRealWindows() {
        JsonNode file = Golden.cases("strategies.json.gz");
        double band = number(file.get("confidence_band"));
        int runs = 0;
        int alternatives = 0;
        for (JsonNode c : file.get("cases")) {
            JsonNode inputs = c.get("inputs");
            Window window = window(inputs, band);
            for (JsonNode run : c.get("runs")) {
                for (Map.Entry<String, JsonNode> entry : run.get("float64").properties()) {
                    String what = c.get("window").stringValue() + " " + run.get("config").stringValue() + " "
                            + entry.getKey();
                    alternatives += check(entry.getKey(), entry.getValue(), window, inputs, run, what);
                    runs++;
                }
            }
        }
        System.out.println("golden: " + runs + " strategy runs, " + alternatives + " equal to an alternative order of sums");
        assertThat(runs).isGreaterThan(3000);
    }

    /** Checks one run and returns 1 if it equals not the main outcome but an alternative. */
    private static int check(
            String key, JsonNode expected, Window window, JsonNode inputs, JsonNode run, String what) {
        boolean crypto = run.get("is_crypto").booleanValue();
        double fee = number(run.get("trading_fee"));
        double days = number(run.get("trading_days_per_year"));
        String[] parts = key.split("\\|");
        switch (parts[0]) {
            case "maxdiff", "maxdiffalwayson" -> {
                Conditions conditions = new Conditions(fee, days, crypto, mode(parts), skip(parts));
                return checkSearched(parts, expected, window, inputs, conditions, what);
            }
            case "entry_takeprofit" -> compare(EntryTakeProfit.evaluate(window, fee, days), expected, what);
            case "highlow" -> {
                Window seen = parts[1].equals("pristine") ? window : OriginalInPlace.afterEntryTakeProfit(window, fee);
                compare(HighLow.evaluate(seen, fee, days, crypto), expected, what);
            }
            case "arrays_after_entry_takeprofit" -> {
                Window after = OriginalInPlace.afterEntryTakeProfit(window, fee);
                assertClose(after.highForecast(), numbers(expected.get("high_predictions")), TOLERANCE, what);
                assertClose(after.closeMove(), numbers(expected.get("close_actual_movement_values")), TOLERANCE, what);
                assertClose(after.lowForecast(), numbers(expected.get("low_predictions")), TOLERANCE, what);
            }
            case "signals" -> expected.properties().forEach(signal -> assertClose(
                    signals(signal.getKey(), window, inputs, crypto, fee, days), numbers(signal.getValue()), 0.0, what));
            case "evaluate_strategy" -> {
                double spread = Double.parseDouble(parts[2].substring("spread=".length()));
                double[] signals = signals(parts[1], window, inputs, crypto, fee, days);
                double[] returns = numbers(inputs.get("actual_returns"));
                compare(SignalEvaluation.evaluate(signals, returns, fee, spread, days), expected, what);
            }
            case "calibration" -> {
                OriginalScalars.Line line =
                        OriginalScalars.calibrate(window.closeForecast(), numbers(inputs.get("actual_returns")));
                assertClose(line.slope(), number(expected.get("slope")), TOLERANCE, what);
                assertClose(line.intercept(), number(expected.get("intercept")), TOLERANCE, what);
            }
            default -> throw new AssertionError("unknown run: " + key);
        }
        return 0;
    }

    private static int checkSearched(
            String[] parts, JsonNode expected, Window window, JsonNode inputs, Conditions conditions, String what) {
        double highPrice = number(inputs.get("high_predicted_price_value"));
        double lowPrice = number(inputs.get("low_predicted_price_value"));
        Outcome outcome = parts[0].equals("maxdiff")
                ? OriginalEntryExit.maxDiff(window, highPrice, lowPrice, conditions)
                : OriginalEntryExit.alwaysOn(window, highPrice, lowPrice, conditions);
        return OriginalAlternatives.check(outcome, expected, expected.get("alternatives"), what) ? 1 : 0;
    }

    private static double[] signals(
            String name, Window window, JsonNode inputs, boolean crypto, double fee, double days) {
        Market market = new Conditions(fee, days, crypto, null, true).market();
        return switch (name) {
            case "simple" -> new Simple().signals(window, market);
            case "all_signals" -> new AllSignals().signals(window, market);
            case "buy_hold" -> new BuyWhenUp().signals(window, market);
            case "unprofit_shutdown" ->
                SignalRules.unprofitShutdown(window.closeForecast(), numbers(inputs.get("actual_returns")), crypto);
            case "confidence_guard" -> new ConfidenceGuard().signals(window, market);
            default -> throw new AssertionError("unknown signals: " + name);
        };
    }

    private static void compare(Evaluation score, JsonNode expected, String what) {
        GoldenFields.assertMatch(OriginalEntryExit.evaluation(score), expected, Set.of(), what);
    }

    private static Boolean mode(String[] parts) {
        String mode = parts[1].substring("close_at_eod=".length());
        return mode.equals("auto") ? null : Boolean.valueOf(mode);
    }

    private static boolean skip(String[] parts) {
        return parts.length < 3 || parts[2].equals("skip_invalid=true");
    }

    private static Window window(JsonNode inputs, double band) {
        double[] close = numbers(inputs.get("close_actual_movement_values"));
        double[] closeBand = new double[close.length];
        Arrays.fill(closeBand, band);
        JsonNode bars = inputs.get("simulation_data");
        return new Window(
                close,
                numbers(inputs.get("high_actual_movement_values")),
                numbers(inputs.get("low_actual_movement_values")),
                numbers(inputs.get("close_predictions")),
                numbers(inputs.get("high_predictions")),
                numbers(inputs.get("low_predictions")),
                closeBand,
                OriginalInPlace.gaps(numbers(bars.get("High")), numbers(bars.get("Close")), close.length),
                OriginalInPlace.gaps(numbers(bars.get("Low")), numbers(bars.get("Close")), close.length));
    }
}
