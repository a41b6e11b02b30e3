package dev.fastback.strategy.builtin;

import dev.fastback.strategy.StrategyProvider;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import java.util.List;

/** Fails to make a strategy, in the way that its description names. */
public final class FaultyProvider implements StrategyProvider {
    static final String NAME = "faulty";

    /** For {@link java.util.ServiceLoader}. */
    public FaultyProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> strategies() {
        throw new IllegalStateException("the index of strategies is damaged");
    }

    @Override
    public TunableStrategy create(StrategySpec spec) {
        switch (spec.name()) {
            case "refuses" -> throw new IllegalArgumentException("there is none");
            case "fails" -> throw new IllegalStateException("the connection was lost\nby somebody");
            default -> throw new NoClassDefFoundError("org/example/Indicator");
        }
    }
}
