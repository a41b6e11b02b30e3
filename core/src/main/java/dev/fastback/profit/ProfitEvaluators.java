package dev.fastback.profit;

import dev.fastback.component.Components;
import java.util.List;
import java.util.ServiceLoader;

/** The evaluators by name: the plain one, and those that a {@link ProfitEvaluatorProvider} offers. */
public final class ProfitEvaluators {
    private static final Components<ProfitEvaluatorProvider> ALL = Components.of(
            "evaluator",
            List.of(new Scalar()),
            ServiceLoader.load(ProfitEvaluatorProvider.class, ProfitEvaluators.class.getClassLoader()));

    private ProfitEvaluators() {}

    /** Returns what there is. */
    public static Components<ProfitEvaluatorProvider> all() {
        return ALL;
    }

    private record Scalar() implements ProfitEvaluatorProvider {
        @Override
        public String name() {
            return ScalarEvaluator.INSTANCE.name();
        }

        @Override
        public ProfitEvaluator create() {
            return ScalarEvaluator.INSTANCE;
        }
    }
}
