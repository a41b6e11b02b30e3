package dev.fastback.testkit;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.SignalEvaluation;
import dev.fastback.forecast.Forecasts;
import dev.fastback.stats.ReturnStatistics;
import dev.fastback.strategy.Window;
import dev.fastback.strategy.Windows;
import dev.fastback.strategy.builtin.BuyWhenUp;
import dev.fastback.strategy.builtin.EntryTakeProfit;
import dev.fastback.strategy.builtin.HighLow;
import dev.fastback.strategy.builtin.SignalRules;
import dev.fastback.testkit.OriginalEntryExit.Conditions;
import dev.fastback.testkit.OriginalEntryExit.Outcome;
import dev.fastback.walkforward.Fold;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One simulation of the original with all its quirks, composed of product functions: the fold, its forecasts and
 * window, and the strategies' arithmetic come from the product; the late bar, the in-place changes, the blend, the final-day
 * values and the names of the fields are here.
 */
final class OriginalSimulation {
    private final BarSeries bars;
    private final Forecasts forecasts;
    private final Fold fold;
    private final Conditions conditions;
    private final double spread;
    private final Map<String, Object> result = new LinkedHashMap<>();
    private final Map<String, Object> state = new LinkedHashMap<>();
    private final Map<String, Object> before = new LinkedHashMap<>();

    private OriginalSimulation(BarSeries bars, Forecasts forecasts, Fold fold, Conditions conditions, double spread) {
        this.bars = bars;
        this.forecasts = forecasts;
        this.fold = fold;
        this.conditions = conditions;
        this.spread = spread;
    }

    /** Runs the simulation of a fold of a series. */
    static OriginalSimulation run(
            BarSeries bars, Forecasts forecasts, Fold fold, Conditions conditions, double spread) {
        OriginalSimulation simulation = new OriginalSimulation(bars, forecasts, fold, conditions, spread);
        simulation.evaluate();
        return simulation;
    }

    /** Returns the row of the result table. */
    Map<String, Object> result() {
        return result;
    }

    /** Returns the state after the simulation. */
    Map<String, Object> state() {
        return state;
    }

    /** Returns the arrays that the in-place changes concern, as they were before them. */
    Map<String, Object> before() {
        return before;
    }

    private void evaluate() {
        Window window = Windows.of(bars, forecasts).window(fold.fitFrom(), fold.fitTo());
        double[] r = OriginalScalars.realised(column(Column.CLOSE));
        Window after = OriginalInPlace.afterEntryTakeProfit(window, conditions.fee());
        scalars(window, r);
        searched(window);
        signals(window, r);
        level("entry_takeprofit", "finalday", EntryTakeProfit.evaluate(window, conditions.fee(), conditions.days()), r);
        level("highlow", "finalday_return",
                HighLow.evaluate(after, conditions.fee(), conditions.days(), conditions.crypto()), r);
        keys(window, after);
    }

    private void scalars(Window window, double[] r) {
        double[] close = column(Column.CLOSE);
        double raw = lastForecast(Column.CLOSE);
        OriginalScalars.Line line = OriginalScalars.calibrate(window.closeForecast(), r);
        double[] volume = IntStream.range(0, fold.end()).mapToDouble(bars::volume).toArray();
        result.put("date", bars.timeLabel(fold.lastBar()));
        result.put("close", close[fold.lastBar()]);
        result.put("predicted_close", lastPrice(Column.CLOSE));
        result.put("predicted_high", lastPrice(Column.HIGH));
        result.put("predicted_low", lastPrice(Column.LOW));
        result.put("toto_expected_move_pct", raw);
        result.put("kronos_expected_move_pct", 0.0);
        result.put("realized_volatility_pct", r.length == 0 ? 0.0 : ReturnStatistics.sampleDeviation(r) * 100.0);
        result.put("dollar_vol_20d", orZero(OriginalScalars.dollarVolume(close, volume)));
        result.put("atr_pct_14", orZero(OriginalScalars.atrPercent(column(Column.HIGH), column(Column.LOW), close)));
        result.put("spread_bps_estimate", Math.abs(spread - 1.0) * 1e4);
        result.put("close_prediction_source", "toto");
        result.put("raw_expected_move_pct", raw);
        result.put("calibrated_expected_move_pct", line.slope() * raw + line.intercept());
        result.put("calibration_slope", line.slope());
        result.put("calibration_intercept", line.intercept());
    }

    private void searched(Window window) {
        Outcome maxDiff =
                OriginalEntryExit.maxDiff(window, lastPrice(Column.HIGH), lastPrice(Column.LOW), conditions);
        Outcome alwaysOn =
                OriginalEntryExit.alwaysOn(window, lastPrice(Column.HIGH), lastPrice(Column.LOW), conditions);
        searched("maxdiff", maxDiff);
        searched("maxdiffalwayson", alwaysOn);
    }

    private void searched(String name, Outcome outcome) {
        double[] values = outcome.returns();
        result.put(name + "_return", outcome.evaluation().get("total_return"));
        result.put(name + "_sharpe", outcome.evaluation().get("sharpe_ratio"));
        result.put(name + "_avg_daily_return", outcome.evaluation().get("avg_daily_return"));
        result.put(name + "_annual_return", outcome.evaluation().get("annualized_return"));
        result.put(name + "_finalday_return", values.length == 0 ? 0.0 : values[values.length - 1]);
        result.putAll(outcome.metadata());
        state.putAll(outcome.metadata());
    }

    private void signals(Window window, double[] r) {
        boolean crypto = conditions.crypto();
        double[] close = window.closeForecast();
        double[] simple = SignalRules.simple(close, crypto);
        double[] all = SignalRules.allSignals(close, window.highForecast(), window.lowForecast(), crypto);
        double[] shutdown = SignalRules.unprofitShutdown(close, r, crypto);
        signal("simple_strategy", simple, r);
        signal("all_signals_strategy", all, r);
        signal("unprofit_shutdown", shutdown, r);
        signal("buy_hold", SignalRules.buyWhenUp(close), r);
        result.put("buy_hold_return", BuyWhenUp.totalReturn(r, conditions.fee()));
        result.put("buy_hold_finalday", r.length == 0 ? -conditions.fee() : r[r.length - 1] - conditions.fee());
    }

    private void signal(String name, double[] signals, double[] r) {
        // The bar that a signal is scored on is one later than the bar it was made for: r starts a bar after the window.
        Evaluation score = SignalEvaluation.evaluate(signals, r, conditions.fee(), spread, conditions.days());
        double gain = r.length == 0 ? 0.0 : signals[signals.length - 1] * r[r.length - 1];
        result.put(name + "_return", score.totalReturn());
        result.put(name + "_sharpe", score.sharpe());
        result.put(name + "_finalday", gain - 2.0 * conditions.fee() * spread);
        result.put(name + "_avg_daily_return", score.averageReturn());
        result.put(name + "_annual_return", score.annualReturn());
    }

    private void level(String name, String finalDay, Evaluation score, double[] r) {
        result.put(name + "_return", score.totalReturn());
        result.put(name + "_sharpe", score.sharpe());
        result.put(name + "_" + finalDay, r.length == 0 ? 0.0 : score.totalReturn() / r.length);
        result.put(name + "_avg_daily_return", score.averageReturn());
        result.put(name + "_annual_return", score.annualReturn());
    }

    private void keys(Window window, Window after) {
        double[] openMove = Arrays.copyOfRange(forecasts.moves(Column.OPEN), fold.fitFrom(), fold.fitTo());
        double[] openForecast = IntStream.range(fold.fitFrom(), fold.fitTo())
                .mapToDouble(t -> forecasts.point(Column.OPEN, t))
                .toArray();
        key(Column.CLOSE, window.closeMove(), window.closeForecast());
        key(Column.HIGH, window.highMove(), window.highForecast());
        key(Column.LOW, window.lowMove(), window.lowForecast());
        key(Column.OPEN, openMove, openForecast);
        before.put("close_actual_movement_values", window.closeMove());
        before.put("high_predictions", window.highForecast());
        state.put("close_actual_movement_values", after.closeMove());
        state.put("high_predictions", after.highForecast());
        state.put("instrument", bars.symbol());
        state.put("toto_close_pred_pct", lastForecast(Column.CLOSE));
        state.put("close_raw_pred_pct", lastForecast(Column.CLOSE));
        state.put("close_ci_band", new double[fold.lastBar() + 1 - fold.fitFrom()]);
        for (Column column : new Column[] {Column.CLOSE, Column.HIGH, Column.LOW}) {
            result.put(name(column) + "_val_loss", state.get(name(column) + "_val_loss"));
        }
    }

    private void key(Column column, double[] actual, double[] predicted) {
        String name = name(column);
        double[] losses = new double[actual.length];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = Math.abs(actual[i] - predicted[i]);
        }
        state.put(name + "_last_price", bars.value(column, fold.lastBar()));
        state.put(name + "_predicted_price", lastForecast(column));
        state.put(name + "_predicted_price_value", lastPrice(column));
        state.put(name + "_actual_movement_values", actual);
        state.put(name + "_predictions", predicted);
        state.put(name + "_trade_values", Arrays.stream(predicted).map(p -> p > 0 ? 1 : -1).toArray());
        state.put(name + "_val_loss", ReturnStatistics.mean(losses));
    }

    private double lastForecast(Column column) {
        return forecasts.point(column, fold.lastBar());
    }

    /** The forecast of the move into the last known bar, applied to that bar's price all the same. */
    private double lastPrice(Column column) {
        return bars.value(column, fold.lastBar()) * (1.0 + lastForecast(column));
    }

    private double[] column(Column column) {
        return IntStream.range(0, fold.end()).mapToDouble(i -> bars.value(column, i)).toArray();
    }

    private static double orZero(double x) {
        return Double.isNaN(x) ? 0.0 : x;
    }

    private static String name(Column column) {
        return column.name().toLowerCase(Locale.ROOT);
    }
}
