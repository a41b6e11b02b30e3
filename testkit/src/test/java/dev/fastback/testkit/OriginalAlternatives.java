package dev.fastback.testkit;

import dev.fastback.testkit.OriginalEntryExit.Outcome;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Compares a searched strategy's outcome where the last bit of a sum decides between several acceptable ones. */
final class OriginalAlternatives {
    private OriginalAlternatives() {}

    /**
     * Demands that the outcome equals the expected one or, where the order of sums matters, one of the alternatives.
     *
     * @return whether it equals an alternative only
     */
    static boolean check(Outcome outcome, JsonNode expected, String what) {
        JsonNode alternatives = expected.get("alternatives");
        if (alternatives == null || GoldenFields.isMatch(outcome.metadata(), expected.get("metadata"))) {
            GoldenFields.assertMatch(outcome.evaluation(), expected.get("evaluation"), Set.of(), what);
            GoldenFields.assertMatch(outcome.metadata(), expected.get("metadata"), Set.of(), what);
            return false;
        }
        String prefix = outcome.metadata().containsKey("maxdiffprofit_profit") ? "maxdiffprofit_profit_" : "maxdiffalwayson_";
        for (JsonNode alternative : alternatives) {
            double high = ((Number) outcome.metadata().get(prefix + "high_multiplier")).doubleValue();
            double low = ((Number) outcome.metadata().get(prefix + "low_multiplier")).doubleValue();
            if (Math.abs(high - alternative.get("high_multiplier").doubleValue()) <= 1e-15
                    && Math.abs(low - alternative.get("low_multiplier").doubleValue()) <= 1e-15) {
                String total = prefix.replace("profit_profit_", "profit_") + "optimized_return";
                dev.fastback.testkit.golden.Golden.assertClose(
                        ((Number) outcome.metadata().get(total)).doubleValue(),
                        alternative.get("optimized_return").doubleValue(),
                        1e-12,
                        what + " " + alternative.get("sum").stringValue());
                return true;
            }
        }
        throw new AssertionError(what + " equals neither the outcome nor an alternative: " + outcome.metadata());
    }
}
