package dev.fastback.custom;

import dev.fastback.strategy.StrategyProvider;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import java.util.List;
import java.util.Map;

/** Makes strategies of compiled sources, which come with their code; it has none by itself. */
public final class SourceProvider implements StrategyProvider {
    /** Its name. */
    public static final String NAME = "source";

    /** For {@link java.util.ServiceLoader}. */
    public SourceProvider() {}

    /**
     * Makes the strategy of a source.
     *
     * @param classes what it was compiled to
     * @param sourceHash SHA-256 of the source, in hexadecimal
     * @param settings values and ranges of components, by name
     */
    public static RecordStrategy strategy(CompiledClasses classes, String sourceHash, Map<String, String> settings) {
        var type = classes.load();
        return RecordStrategy.of(type, new StrategySpec(NAME, type.getSimpleName(), settings, sourceHash), classes.toBytes());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> strategies() {
        return List.of();
    }

    @Override
    public TunableStrategy create(StrategySpec spec) {
        throw new IllegalArgumentException("strategy " + spec.name() + " was compiled from a source that is not here; name its file with --strategy");
    }

    @Override
    public TunableStrategy create(StrategySpec spec, byte[] code) {
        return code.length == 0 ? create(spec) : RecordStrategy.of(CompiledClasses.of(code).load(), spec, code);
    }
}
