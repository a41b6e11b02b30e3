package dev.fastback.workers;

import dev.fastback.evaluation.Evaluation;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.search.space.RealParameter;
import dev.fastback.strategy.DataNeeds;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.StrategyProvider;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import java.util.List;

/** Makes strategies of one parameter that misbehave, here and in worker processes: named in {@code META-INF/services}. */
public final class TestStrategies implements StrategyProvider {
    /** Throws an error on every second fold. */
    static final String ERRS = "errs";
    /** Takes 5 ms for each evaluation. */
    static final String SLOW = "slow";

    private static final String PROVIDER = "workers-test";

    /** For {@link java.util.ServiceLoader}. */
    public TestStrategies() {}

    @Override
    public String name() {
        return PROVIDER;
    }

    @Override
    public List<String> strategies() {
        return List.of(ERRS, SLOW);
    }

    @Override
    public TunableStrategy create(StrategySpec spec) {
        if (!spec.equals(StrategySpec.of(PROVIDER, spec.name())) || !strategies().contains(spec.name())) {
            throw new IllegalArgumentException("unknown strategy " + spec);
        }
        return new TestStrategy(spec);
    }

    private record TestStrategy(StrategySpec spec) implements TunableStrategy {
        @Override
        public ParameterSpace space() {
            return new ParameterSpace(List.of(new RealParameter("x", 0, 1)));
        }

        @Override
        public DataNeeds needs() {
            return new DataNeeds(false, 0);
        }

        @Override
        public Evaluation evaluate(MarketSlice slice, Parameters parameters) {
            if (name().equals(ERRS) && slice.to() % 2 == 0) {
                throw new NoClassDefFoundError("org/example/Indicator");
            }
            if (name().equals(SLOW)) {
                try {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return Evaluation.summed(new double[slice.size()], 252, 0, 0);
        }
    }
}
