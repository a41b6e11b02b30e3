package dev.fastback.vector;

import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ProfitEvaluatorProvider;
import java.util.Optional;

/** Offers the vector evaluator where the module of the Vector API is there and the processor has lanes. */
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
        // No class that names the Vector API may be loaded before its module is known to be there.
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return Optional.of("Java was started without --add-modules " + MODULE);
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
