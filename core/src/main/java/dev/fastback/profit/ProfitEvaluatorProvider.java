package dev.fastback.profit;

import dev.fastback.component.Component;

/** Offers an evaluator that may not work everywhere; found with {@link java.util.ServiceLoader}, see {@link ProfitEvaluators}. */
public interface ProfitEvaluatorProvider extends Component {
    /**
     * Returns an evaluator.
     *
     * @throws IllegalStateException if it cannot work here; the message says why
     */
    ProfitEvaluator create();
}
