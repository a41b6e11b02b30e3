package dev.fastback.profit;

import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the evaluators that lie beside the core, by name. */
public final class ProfitEvaluators {
    private ProfitEvaluators() {}

    /** Returns the provider of a name; empty if none is on the class path or the module path. */
    public static Optional<ProfitEvaluatorProvider> find(String name) {
        return ServiceLoader.load(ProfitEvaluatorProvider.class, ProfitEvaluators.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst();
    }
}
