package dev.fastback.strategy;

import dev.fastback.component.Components;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds strategies: those that come with Fastback, and those that a {@link StrategyProvider} beside it makes. */
public final class Strategies {
    /** Name of the provider of the strategies that come with Fastback. */
    public static final String PROVIDER = "fastback";

    private static final List<TunableStrategy> ALL = List.of(
            new MaxDiff(),
            new MaxDiffAlwaysOn(),
            new EntryTakeProfit(),
            new HighLow(),
            new Simple(),
            new AllSignals(),
            new BuyHold(),
            new UnprofitShutdown(),
            new ConfidenceGuard());

    private Strategies() {}

    /** Returns the strategies that come with Fastback, in their usual settings, those with parameters first. */
    public static List<TunableStrategy> all() {
        return ALL;
    }

    /** Returns the names of the strategies that come with Fastback, in the same order. */
    public static List<String> names() {
        return ALL.stream().map(TunableStrategy::name).toList();
    }

    /** Returns the providers. */
    public static Components<StrategyProvider> providers() {
        return Components.of(
                "strategy provider",
                List.of(new BuiltIn()),
                ServiceLoader.load(StrategyProvider.class, Strategies.class.getClassLoader()));
    }

    /**
     * Returns the strategy with a name, in its usual settings: one of Fastback's, else of the first provider that makes one of this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static TunableStrategy of(String name) {
        for (TunableStrategy strategy : ALL) {
            if (strategy.name().equals(name)) {
                return strategy;
            }
        }
        List<String> known = new ArrayList<>();
        for (StrategyProvider provider : providers().all()) {
            if (provider.strategies().contains(name) && provider.unavailable().isEmpty()) {
                return provider.create(StrategySpec.of(provider.name(), name));
            }
            known.addAll(provider.strategies());
        }
        throw new IllegalArgumentException("unknown strategy " + name + "; known: " + String.join(", ", known));
    }

    /**
     * Returns the strategy of a description.
     *
     * @throws IllegalArgumentException if its provider is not there, makes no such strategy, or makes one that differs
     */
    public static TunableStrategy of(StrategySpec spec) {
        TunableStrategy made = providers().get(spec.provider()).create(spec);
        if (!made.spec().equals(spec)) {
            throw new IllegalArgumentException("strategy " + spec.name() + " is not as it was: " + made.spec() + " instead of " + spec);
        }
        return made;
    }

    /**
     * Returns a strategy with those of the given settings that it has; others do not concern it.
     *
     * @throws IllegalArgumentException if a value is not permitted
     */
    public static TunableStrategy with(TunableStrategy strategy, Map<String, String> settings) {
        StrategySpec spec = strategy.spec();
        Map<String, String> own = new TreeMap<>(spec.settings());
        own.replaceAll((name, value) -> settings.getOrDefault(name, value));
        return own.equals(spec.settings())
                ? strategy
                : of(new StrategySpec(spec.provider(), spec.name(), own, spec.sourceHash()));
    }

    /** Returns why a strategy cannot be made again from its description, in one line; empty if it can. */
    public static Optional<String> whyNotRemade(TunableStrategy strategy) {
        try {
            TunableStrategy made = of(strategy.spec());
            return made.getClass() == strategy.getClass()
                    ? Optional.empty()
                    : Optional.of("provider " + strategy.spec().provider() + " makes a " + made.getClass().getName());
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static TunableStrategy set(TunableStrategy strategy, EntryExitSettings settings) {
        return switch (strategy) {
            case MaxDiff maxDiff -> new MaxDiff(settings);
            case MaxDiffAlwaysOn alwaysOn -> new MaxDiffAlwaysOn(settings);
            default -> strategy;
        };
    }

    private record BuiltIn() implements StrategyProvider {
        @Override
        public String name() {
            return PROVIDER;
        }

        @Override
        public List<String> strategies() {
            return names();
        }

        @Override
        public TunableStrategy create(StrategySpec spec) {
            for (TunableStrategy strategy : ALL) {
                if (strategy.name().equals(spec.name())) {
                    if (strategy instanceof EntryExitStrategy) {
                        return set(strategy, EntryExitSettings.of(spec.settings()));
                    }
                    if (spec.settings().isEmpty()) {
                        return strategy;
                    }
                    throw new IllegalArgumentException("strategy " + spec.name() + " has no settings: " + spec.settings());
                }
            }
            throw new IllegalArgumentException("unknown strategy " + spec.name() + "; known: " + String.join(", ", names()));
        }
    }
}
