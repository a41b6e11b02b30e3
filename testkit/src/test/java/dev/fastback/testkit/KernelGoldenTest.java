package dev.fastback.testkit;

import static dev.fastback.testkit.golden.Golden.assertClose;
import static dev.fastback.testkit.golden.Golden.number;
import static dev.fastback.testkit.golden.Golden.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.testkit.golden.Golden;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class KernelGoldenTest {
    private static final double TOLERANCE = 1e-12;

    @Test
    void reproducesTheReferenceOnRealWindows() {
        Map<String, JsonNode> windows = new HashMap<>();
        Golden.cases("windows.json.gz").get("windows").forEach(w -> windows.put(w.get("id").stringValue(), w));
        int compared = 0;
        for (JsonNode c : Golden.cases("kernel.json.gz").get("cases")) {
            JsonNode window = windows.get(c.get("window").stringValue());
            assertThat(window).as(c.get("window").stringValue()).isNotNull();
            check(c, window, positions(c.get("positions").stringValue(), window));
            compared++;
        }
        assertThat(compared).isPositive();
    }

    @Test
    void reproducesTheReferenceOnEdgesAndRefusesWhatIsNotFinite() {
        int refused = 0;
        for (JsonNode c : Golden.cases("kernel-edge.json").get("cases")) {
            JsonNode inputs = c.get("inputs");
            double[] positions = numbers(inputs.get("positions"));
            if (isFinite(inputs)) {
                check(c, inputs, positions);
            } else {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> check(c, inputs, positions))
                        .withMessageContaining("must be finite");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static void check(JsonNode c, JsonNode window, double[] positions) {
        EntryExitProblem problem = EntryExitProblem.builder()
                .moves(
                        numbers(window.get("close_actual")),
                        numbers(window.get("high_actual")),
                        numbers(window.get("low_actual")))
                .forecasts(numbers(window.get("high_pred")), numbers(window.get("low_pred")))
                .legs(positions)
                .fee(number(c.get("trading_fee")), FeeRule.ORIGINAL)
                .closeAtEndOfDay(c.get("close_at_eod").booleanValue())
                .build();
        double high = number(c.get("high_mult"));
        double low = number(c.get("low_mult"));
        String id = c.get("id").stringValue();
        assertClose(ProfitKernel.values(problem, 0, high, low), numbers(c.get("values")), TOLERANCE, id);
        assertClose(ProfitKernel.profit(problem, high, low), number(c.get("total")), TOLERANCE, id + " total");
    }

    private static double[] positions(String name, JsonNode window) {
        double[] positions = new double[window.get("close_actual").size()];
        switch (name) {
            case "ones" -> Arrays.fill(positions, 1.0);
            case "minus_ones" -> Arrays.fill(positions, -1.0);
            default -> positions = numbers(window.get("positions_" + name));
        }
        return positions;
    }

    private static boolean isFinite(JsonNode inputs) {
        return inputs.properties().stream()
                .allMatch(column -> DoubleStream.of(numbers(column.getValue())).allMatch(Double::isFinite));
    }
}
