package dev.fastback.testkit;

import dev.fastback.search.Budget;
import dev.fastback.search.Optimizer;
import dev.fastback.search.methods.Method;
import dev.fastback.search.methods.SampledSearch;
import dev.fastback.search.space.ParameterSpace;
import org.junit.jupiter.api.Nested;

class MethodContractTest {
    abstract static class Contract extends OptimizerContract {
        private final Method method;
        private final int batch;

        Contract(Method method, int batch) {
            this.method = method;
            this.batch = batch;
        }

        @Override
        protected Optimizer optimizer(ParameterSpace space, int maxEvaluations) {
            return new SampledSearch(method).optimizer(space, new Budget(maxEvaluations), batch, 3);
        }

        @Override
        protected int smallestBudget(int dimension) {
            return 1;
        }

        @Override
        protected boolean looksEverywhere() {
            return method == Method.RANDOM || method == Method.SOBOL;
        }

        @Override
        protected double nearness() {
            return method == Method.RANDOM ? 0.1 : 0.05;
        }
    }

    @Nested
    class Random extends Contract {
        Random() {
            super(Method.RANDOM, 16);
        }
    }

    @Nested
    class Sobol extends Contract {
        Sobol() {
            super(Method.SOBOL, 16);
        }
    }

    @Nested
    class Evolution extends Contract {
        Evolution() {
            super(Method.DE, 16);
        }
    }

    @Nested
    class EvolutionOneByOne extends Contract {
        EvolutionOneByOne() {
            super(Method.DE, 1);
        }
    }

    @Nested
    class Parzen extends Contract {
        Parzen() {
            super(Method.TPE, 16);
        }
    }

    @Nested
    class ParzenOneByOne extends Contract {
        ParzenOneByOne() {
            super(Method.TPE, 1);
        }
    }

    @Nested
    class Cmaes extends Contract {
        Cmaes() {
            super(Method.CMAES, 16);
        }
    }

    @Nested
    class Front extends Contract {
        Front() {
            super(Method.NSGA2, 16);
        }
    }
}
