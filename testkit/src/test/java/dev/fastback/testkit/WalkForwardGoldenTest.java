package dev.fastback.testkit;

import static dev.fastback.testkit.golden.Golden.assertClose;
import static dev.fastback.testkit.golden.Golden.assertSame;
import static dev.fastback.testkit.golden.Golden.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.data.BarSeries;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.Forecasts;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.testkit.OriginalEntryExit.Conditions;
import dev.fastback.testkit.golden.Golden;
import dev.fastback.walkforward.Fold;
import dev.fastback.walkforward.WalkForward;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WalkForwardGoldenTest {
    private static final double TOLERANCE = 1e-12;

    @Test
    void reproducesTheOriginalsWalkForwardWithAllItsQuirks() {
        int simulations = 0;
        for (JsonNode run : Golden.cases("walkforward.json.gz").get("runs")) {
            simulations += check(run);
        }
        assertThat(simulations).isEqualTo(200);
    }

    private static int check(JsonNode run) {
        String symbol = run.get("symbol").stringValue();
        BarSeries bars = TestBars.read(symbol, Golden.dataFile(run.get("data_file").stringValue()));
        assertSame(bars.size(), run.get("rows_total").intValue(), symbol + " rows");
        double spread = number(run.get("spread"));
        Conditions conditions = new Conditions(
                number(run.get("trading_fee")),
                number(run.get("trading_days_per_year")),
                run.get("is_crypto").booleanValue(),
                null,
                true);
        List<Fold> folds = new WalkForward(run.get("num_simulations").intValue(), 7, 0, 1).folds(bars.size());
        ForecastPlan plan = ForecastPlan.of(bars, folds, false);
        assertThat(plan.asked()).isEqualTo(1400);
        assertThat(plan.distinct()).isEqualTo(224);
        Forecasts forecasts = plan.run(Forecasters.of("mean5"));

        List<Map<String, Object>> rows = new ArrayList<>();
        int alternatives = 0;
        for (JsonNode expected : run.get("simulations")) {
            int index = expected.get("sim").intValue();
            Fold fold = folds.get(index);
            String what = symbol + " simulation " + index;
            assertSame(fold.end(), expected.get("rows").intValue(), what + " rows");
            OriginalSimulation simulation = OriginalSimulation.run(bars, forecasts, fold, conditions, spread);
            alternatives += check(simulation, expected, rows, what);
        }
        checkTable(new OriginalTable(rows), run, symbol);
        System.out.println("golden: " + symbol + " " + rows.size() + " simulations, " + alternatives
                + " equal to an alternative order of sums");
        return rows.size();
    }

    /** Checks a simulation, adds its row to the table, and returns 1 if it equals not the main outcome but an alternative. */
    private static int check(
            OriginalSimulation simulation, JsonNode expected, List<Map<String, Object>> rows, String what) {
        JsonNode alternatives = expected.get("alternatives");
        boolean main = alternatives == null || GoldenFields.isMatch(simulation.result(), expected.get("result"));
        Set<String> leftOut = main ? Set.of() : searchedFields(expected);
        GoldenFields.assertMatch(simulation.result(), expected.get("result"), leftOut, what);
        GoldenFields.assertMatch(simulation.state(), expected.get("last_preds_after"), leftOut, what);
        GoldenFields.assertMatch(simulation.before(), expected.get("before_entry_takeprofit"), Set.of(), what + " before");
        Map<String, Object> row = new LinkedHashMap<>(simulation.result());
        if (!main) {
            boolean known = false;
            for (JsonNode alternative : alternatives) {
                known |= GoldenFields.isMatch(simulation.result(), alternative);
            }
            assertThat(known).as(what + " equals an alternative").isTrue();
            // The table was made of the main outcomes: put them in place of the equally good ones found here.
            leftOut.forEach(field -> {
                JsonNode value = expected.get("result").get(field);
                if (value != null && value.isNumber()) {
                    row.put(field, value.doubleValue());
                }
            });
        }
        rows.add(row);
        return main ? 0 : 1;
    }

    private static void checkTable(OriginalTable table, JsonNode run, String symbol) {
        GoldenFields.assertMatch(table.statistics(), run.get("walk_forward_stats"), Set.of(), symbol);
        assertThat(table.statistics().keySet())
                .isEqualTo(run.get("walk_forward_stats").propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet()));
        run.get("column_means").properties().forEach(mean -> assertClose(
                table.mean(mean.getKey()), number(mean.getValue()), TOLERANCE, symbol + " mean " + mean.getKey()));
        run.get("forecasted_pnl").properties().forEach(pnl -> {
            String name = pnl.getKey().replace("_forecasted_pnl", "");
            String prefix = name.equals("simple") || name.equals("all_signals") ? name + "_strategy" : name;
            String column = prefix + "_avg_daily_return";
            assertClose(table.forecastPnl(column), number(pnl.getValue()), TOLERANCE, symbol + " " + pnl.getKey());
        });
        assertSame(table.bestStrategy(), run.get("best_strategy").stringValue(), symbol + " best strategy");
    }

    private static Set<String> searchedFields(JsonNode expected) {
        return java.util.stream.Stream.of("result", "last_preds_after")
                .flatMap(part -> expected.get(part).propertyStream().map(Map.Entry::getKey))
                .filter(name -> name.startsWith("maxdiff"))
                .collect(Collectors.toSet());
    }
}
