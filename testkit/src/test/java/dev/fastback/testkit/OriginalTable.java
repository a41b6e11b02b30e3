package dev.fastback.testkit;

import dev.fastback.forecast.Context;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.stats.ReturnStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the original computes from the table of its simulations, newest first. */
final class OriginalTable {
    private final List<? extends Map<String, Object>> rows;

    OriginalTable(List<? extends Map<String, Object>> rows) {
        this.rows = rows;
    }

    /** Returns the mean of a column's numbers, NaN skipped; NaN when there is none. */
    double mean(String column) {
        return ReturnStatistics.mean(numbers(column));
    }

    Map<String, Object> statistics() {
        Map<String, Object> s = new LinkedHashMap<>();
        if (rows.isEmpty()) {
            return s;
        }
        double[] turnovers = numbers("simple_strategy_return");
        for (int i = 0; i < turnovers.length; i++) {
            turnovers[i] = Math.abs(turnovers[i]);
        }
        s.put("walk_forward_oos_sharpe", mean("simple_strategy_sharpe"));
        s.put("walk_forward_turnover", ReturnStatistics.mean(turnovers));
        Map<String, String> sharpes = Map.of(
                "highlow", "highlow_sharpe",
                "takeprofit", "entry_takeprofit_sharpe",
                "maxdiff", "maxdiff_sharpe",
                "maxdiffalwayson", "maxdiffalwayson_sharpe");
        sharpes.forEach((name, column) -> {
            if (rows.stream().anyMatch(row -> row.containsKey(column))) {
                s.put("walk_forward_" + name + "_sharpe", mean(column));
            }
        });
        return s;
    }

    /** Returns the forecast of a strategy's next profit; the sequence runs from the newest simulation to the oldest. */
    double forecastPnl(String averageColumn) {
        double[] values = numbers(averageColumn);
        double mean = ReturnStatistics.mean(values);
        return values.length < 4 || mean < 0
                ? mean
                : Forecasters.of("mean5").forecast(List.of(new Context(values, 0, values.length))).point()[0];
    }

    String bestStrategy() {
        Map<String, Double> means = new LinkedHashMap<>();
        means.put("highlow", mean("highlow_return"));
        means.put("takeprofit", mean("entry_takeprofit_return"));
        double maxDiff = mean("maxdiff_return");
        means.put("maxdiff", Double.isFinite(maxDiff) ? maxDiff : Double.NEGATIVE_INFINITY);
        means.put("all_signals", mean("all_signals_strategy_return"));
        means.put("simple", mean("simple_strategy_return"));
        String best = "highlow";
        for (Map.Entry<String, Double> entry : means.entrySet()) {
            if (entry.getValue() > Objects.requireNonNull(means.get(best))) {
                best = entry.getKey();
            }
        }
        return best;
    }

    private double[] numbers(String column) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }
}
