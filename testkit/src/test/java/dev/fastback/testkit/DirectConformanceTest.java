package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.search.Solution;
import dev.fastback.search.StopReason;
import dev.fastback.search.direct.Direct;
import dev.fastback.search.direct.DirectConfig;
import dev.fastback.search.direct.DirectSearch;
import dev.fastback.testkit.golden.Golden;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Holds the variants named original to Gablonsky's code as in NLopt 2.7.1, and to the counts that Jones and he published. */
class DirectConformanceTest {
    @ParameterizedTest
    @CsvSource({
        "branin, 195, 159",
        "goldstein_price, 191, 115",
        "six_hump_camel, 285, 195",
        "hartmann3, 199, 111",
        "hartmann6, 571, 295",
        "shekel5, 155, 147",
        "shekel7, 145, 141",
        "shekel10, 145, 139"
    })
    void needsThePublishedNumberOfEvaluations(String name, long original, long originalLocal) {
        TestFunction function = TestFunctions.named(name);
        assertThat(evaluationsToTarget(function, DirectConfig.original(100_000))).isEqualTo(original);
        assertThat(evaluationsToTarget(function, DirectConfig.originalLocal(100_000))).isEqualTo(originalLocal);
    }

    @Test
    void asksForThePointsOfNloptInItsOrder() {
        int compared = 0;
        for (JsonNode trace : Golden.cases("direct-nlopt.json.gz").get("traces")) {
            JsonNode points = trace.get("points");
            double[] min = Golden.numbers(trace.get("min"));
            Objective objective = TestFunctions.named(trace.get("function").stringValue())
                    .objective(min, Golden.numbers(trace.get("max")));
            int budget = trace.get("maxeval").intValue();
            boolean local = trace.get("algorithm").stringValue().equals("GN_ORIG_DIRECT_L");
            Direct direct = new Direct(
                    objective.space(), local ? DirectConfig.originalLocal(budget) : DirectConfig.original(budget));
            String id = trace.get("function").stringValue() + " " + trace.get("algorithm").stringValue();
            int seen = 0;
            for (PointBatch batch = direct.ask(); batch.count() > 0; batch = direct.ask()) {
                double[] values = new double[batch.count()];
                objective.evaluate(batch, values);
                for (int i = 0; i < batch.count(); i++, seen++) {
                    if (seen < points.size()) {
                        Golden.assertClose(batch.point(i), Golden.numbers(points.get(seen)), 1e-15, id + " " + seen);
                    }
                }
                direct.tell(values);
            }
            Golden.assertSame(seen, trace.get("calls").intValue(), id + " calls");
            Golden.assertClose(-direct.best().value(), Golden.number(trace.get("fun")), 1e-12, id + " fun");
            compared++;
        }
        assertThat(compared).isPositive();
    }

    private static long evaluationsToTarget(TestFunction function, DirectConfig config) {
        Solution solution =
                new DirectSearch(config.withTarget(-function.minimum(), 1e-4)).search(function.objective());
        assertThat(solution.reason()).as(Arrays.toString(solution.point())).isEqualTo(StopReason.TARGET);
        return solution.evaluations();
    }
}
