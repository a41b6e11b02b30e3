package dev.fastback.ta4j;

import dev.fastback.api.Strategy;
import dev.fastback.custom.RecordStrategy;
import dev.fastback.strategy.StrategyProvider;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import java.util.List;
import java.util.Map;

/** Makes the strategies of ta4j that come with Fastback, by name; those of one's own are files of source or records on the class path. */
public final class Ta4jProvider implements StrategyProvider {
    /** Its name. */
    public static final String NAME = "ta4j";

    private static final Map<String, Class<? extends Strategy>> TYPES = Map.of("ta4j-sma-cross", Crossing.class, "ta4j-rsi2", Rsi2.class);

    /** For {@link java.util.ServiceLoader}. */
    public Ta4jProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> strategies() {
        return TYPES.keySet().stream().sorted().toList();
    }

    @Override
    public TunableStrategy create(StrategySpec spec) {
        Class<? extends Strategy> type = TYPES.get(spec.name());
        if (type == null) {
            throw new IllegalArgumentException("unknown strategy " + spec.name() + "; known: " + String.join(", ", strategies()));
        }
        return RecordStrategy.of(type, spec, TunableStrategy.NO_CODE);
    }
}
