package dev.fastback.testkit;

import dev.fastback.strategy.StrategyProvider;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import java.util.List;

/** Makes the {@link MovingAverageStrategy}, as a user's provider would: named in {@code META-INF/services}. */
public final class MovingAverageProvider implements StrategyProvider {
    /** Its name. */
    public static final String NAME = "testkit";

    /** For {@link java.util.ServiceLoader}. */
    public MovingAverageProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> strategies() {
        return List.of(MovingAverageStrategy.NAME);
    }

    @Override
    public TunableStrategy create(StrategySpec spec) {
        if (!spec.equals(StrategySpec.of(NAME, MovingAverageStrategy.NAME))) {
            throw new IllegalArgumentException("provider " + NAME + " makes " + MovingAverageStrategy.NAME + " without settings: " + spec);
        }
        return new MovingAverageStrategy();
    }
}
