package dev.fastback.testkit;

import dev.fastback.search.Optimizer;
import dev.fastback.search.direct.Direct;
import dev.fastback.search.direct.DirectConfig;
import dev.fastback.search.space.ParameterSpace;
import org.junit.jupiter.api.Nested;

class DirectContractTest {
    abstract static class Contract extends OptimizerContract {
        abstract DirectConfig config(int maxEvaluations);

        @Override
        protected Optimizer optimizer(ParameterSpace space, int maxEvaluations) {
            return new Direct(
                    space, config(maxEvaluations).withMaxIterations(Integer.MAX_VALUE).withTolerances(0.0, 0.0));
        }

        @Override
        protected int smallestBudget(int dimension) {
            return 2 * dimension + 1;
        }
    }

    @Nested
    class Scipy extends Contract {
        @Override
        DirectConfig config(int maxEvaluations) {
            return DirectConfig.scipy(maxEvaluations);
        }
    }

    @Nested
    class ScipyWithoutLocalBias extends Contract {
        @Override
        DirectConfig config(int maxEvaluations) {
            return DirectConfig.scipy(maxEvaluations).withLocallyBiased(false);
        }
    }

    @Nested
    class Original extends Contract {
        @Override
        DirectConfig config(int maxEvaluations) {
            return DirectConfig.original(maxEvaluations);
        }
    }

    @Nested
    class OriginalLocal extends Contract {
        @Override
        DirectConfig config(int maxEvaluations) {
            return DirectConfig.originalLocal(maxEvaluations);
        }
    }
}
