package dev.fastback.testkit;

import static dev.fastback.testkit.golden.Golden.assertClose;
import static dev.fastback.testkit.golden.Golden.number;

import dev.fastback.testkit.OriginalEntryExit.Outcome;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Compares a searched strategy's outcome where the last bit of a sum decides between several acceptable ones. */
final class OriginalAlternatives {
    private OriginalAlternatives() {}

    /**
     * Demands that the outcome equals the expected one or, where the order of sums matters, one of the alternatives.
     *
     * @param alternatives null where the order does not matter
     * @return whether it equals an alternative only
     */
    static boolean check(Outcome outcome, JsonNode expected, JsonNode alternatives, String what) {
        if (alternatives == null || GoldenFields.isMatch(outcome.metadata(), expected.get("metadata"))) {
            GoldenFields.assertMatch(outcome.evaluation(), expected.get("evaluation"), Set.of(), what);
            GoldenFields.assertMatch(outcome.metadata(), expected.get("metadata"), Set.of(), what);
            return false;
        }
        boolean maxDiff = outcome.metadata().containsKey("maxdiffprofit_profit");
        String prefix = maxDiff ? "maxdiffprofit_" : "maxdiffalwayson_";
        double high = field(outcome, prefix + (maxDiff ? "profit_" : "") + "high_multiplier");
        double low = field(outcome, prefix + (maxDiff ? "profit_" : "") + "low_multiplier");
        for (JsonNode alternative : alternatives) {
            if (Math.abs(high - number(alternative.get("high_multiplier"))) <= 1e-15
                    && Math.abs(low - number(alternative.get("low_multiplier"))) <= 1e-15) {
                double total = field(outcome, prefix + "optimized_return");
                assertClose(total, number(alternative.get("optimized_return")), 1e-12, what + " alternative");
                return true;
            }
        }
        throw new AssertionError(what + " equals neither the outcome nor an alternative: " + outcome.metadata());
    }

    private static double field(Outcome outcome, String name) {
        return ((Number) outcome.metadata().get(name)).doubleValue();
    }
}
