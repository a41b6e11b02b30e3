package dev.fastback.command.arguments;

import dev.fastback.component.Components;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.profit.ProfitEvaluatorProvider;
import dev.fastback.profit.ProfitEvaluators;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.search.Searches;
import dev.fastback.terminal.UsageException;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** What {@code --evaluator} asks for. All give the same results. */
enum EvaluatorChoice {
    AUTO,
    SCALAR,
    VECTOR;

    private static final String VECTOR_NAME = "vector";

    /**
     * Returns the evaluator for a search. A search that asks for a point or two is not made faster by vectors.
     *
     * @throws UsageException if the vector evaluator is asked for and cannot work here
     */
    ProfitEvaluator evaluatorFor(String search) {
        return switch (this) {
            case SCALAR -> ScalarEvaluator.INSTANCE;
            case AUTO -> Searches.of(search).evaluatesPoints() ? vectorOrScalar() : ScalarEvaluator.INSTANCE;
            case VECTOR -> {
                Optional<ProfitEvaluatorProvider> provider = ProfitEvaluators.all().find(VECTOR_NAME);
                reason(provider).ifPresent(reason -> {
                    throw new UsageException("--evaluator vector cannot work here: " + reason);
                });
                yield provider.orElseThrow().create();
            }
        };
    }

    private static ProfitEvaluator vectorOrScalar() {
        Optional<ProfitEvaluatorProvider> provider = ProfitEvaluators.all().find(VECTOR_NAME);
        Optional<String> reason = reason(provider);
        if (reason.isEmpty()) {
            return provider.orElseThrow().create();
        }
        System.getLogger(EvaluatorChoice.class.getName())
                .log(Level.DEBUG, () -> "the scalar evaluator is used instead of the vector one: " + reason.get());
        return ScalarEvaluator.INSTANCE;
    }

    private static Optional<String> reason(Optional<ProfitEvaluatorProvider> provider) {
        return provider.isPresent() ? Components.whyUnavailable(provider.get()) : Optional.of("its library is not there");
    }
}
