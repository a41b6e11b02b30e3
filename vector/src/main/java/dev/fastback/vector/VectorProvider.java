package dev.fastback.vector;

import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ProfitEvaluatorProvider;
import java.util.Optional;

/** Provides the vector evaluator where the Vector API's module is present and the processor has vectors of doubles. */
public final class VectorProvider implements ProfitEvaluatorProvider {
    private static final String MODULE = "jdk.incubator.vector";

    /** For {@link java.util.ServiceLoader}. */
    public VectorProvider() {}

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public Optional<String> unavailable() {
        // No class that names the Vector API may be loaded before its module is known to be present.
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return Optional.of("Java was started without --add-modules " + MODULE + ", which ./fastback adds where it pays and for --evaluator vector");
        }
        int lanes = Lanes.COUNT;
        return lanes < 2
                ? Optional.of("this processor's vectors hold " + lanes + " double")
                : Optional.empty();
    }

    @Override
    public ProfitEvaluator create() {
        unavailable().ifPresent(reason -> {
            throw new IllegalStateException("the vector evaluator cannot work here: " + reason);
        });
        return VectorEvaluator.adaptive();
    }
}
