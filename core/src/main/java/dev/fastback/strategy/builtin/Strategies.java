package dev.fastback.strategy.builtin;

import dev.fastback.component.Components;
import dev.fastback.component.ListedComponent;
import dev.fastback.component.NearName;
import dev.fastback.component.OneLine;
import dev.fastback.strategy.StrategyProvider;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
            new BuyWhenUp(),
            new UnprofitShutdown(),
            new ConfidenceGuard(),
            new BuyHold());

    private static final Components<StrategyProvider> PROVIDERS = Components.of(
            "strategy provider",
            List.of(new BuiltIn()),
            ServiceLoader.load(StrategyProvider.class, Strategies.class.getClassLoader()));

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
        return PROVIDERS;
    }

    /** Returns a line for each strategy of each provider: why a study cannot have it by its name, if it cannot. */
    public static List<ListedComponent> list() {
        List<ListedComponent> lines = new ArrayList<>();
        Map<String, String> first = new HashMap<>();
        for (StrategyProvider provider : PROVIDERS.all()) {
            Optional<String> why = Components.whyUnavailable(provider);
            try {
                for (String name : provider.strategies()) {
                    @Nullable String taken = why.isEmpty() ? first.putIfAbsent(name, provider.name()) : null;
                    String reason = taken == null ? why.orElse(null) : "its name is taken by provider " + taken;
                    lines.add(new ListedComponent(name, reason, provider.name()));
                }
            } catch (Throwable e) { // not ours: it may throw anything
                lines.add(new ListedComponent(provider.name(), "cannot tell its strategies: " + OneLine.of(e), provider.name()));
            }
        }
        lines.addAll(PROVIDERS.leftOut());
        return List.copyOf(lines);
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
        for (StrategyProvider provider : PROVIDERS.all()) {
            List<String> offered = offered(provider);
            if (offered.contains(name)) {
                return provider.create(StrategySpec.of(provider.name(), name));
            }
            known.addAll(offered);
        }
        throw new IllegalArgumentException((name.isBlank() ? "no strategy is named" : "unknown strategy " + name)
                + NearName.orAll(name, known, "known"));
    }

    /** Returns whether a provider that can work here offers a strategy of this name, whether or not it can be made. */
    public static boolean isOffered(String name) {
        return PROVIDERS.all().stream().anyMatch(provider -> offered(provider).contains(name));
    }

    /** Returns the strategies that a provider makes here; none of one that cannot work, or fails to say. */
    private static List<String> offered(StrategyProvider provider) {
        try {
            return Components.whyUnavailable(provider).isEmpty() ? provider.strategies() : List.of();
        } catch (Throwable e) { // not ours: it may throw anything
            System.getLogger(Strategies.class.getName())
                    .log(Level.WARNING, "strategy provider " + provider.name() + " cannot tell its strategies: " + OneLine.of(e));
            return List.of();
        }
    }

    /**
     * Returns the strategy of a description.
     *
     * @throws IllegalArgumentException if its provider is not there, makes no such strategy, or makes one that differs
     */
    public static TunableStrategy of(StrategySpec spec) {
        return of(spec, TunableStrategy.NO_CODE);
    }

    /**
     * Returns the strategy of a description that comes with its code.
     *
     * @param code as {@link TunableStrategy#code} returned it
     * @throws IllegalArgumentException if its provider is not there, makes no such strategy, or makes one that differs
     */
    public static TunableStrategy of(StrategySpec spec, byte[] code) {
        TunableStrategy made = PROVIDERS.get(spec.provider()).create(spec, code);
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
                : of(new StrategySpec(spec.provider(), spec.name(), own, spec.sourceHash()), strategy.code());
    }

    /** Returns why a strategy cannot be made again from its description, in one line, whatever its provider throws; empty if it can. */
    public static Optional<String> whyNotRemade(TunableStrategy strategy) {
        try {
            TunableStrategy made = of(strategy.spec(), strategy.code());
            return made.getClass() == strategy.getClass()
                    ? Optional.empty()
                    : Optional.of("provider " + strategy.spec().provider() + " makes a " + made.getClass().getName());
        } catch (Throwable e) { // not ours: it may throw anything
            return Optional.of(OneLine.of(e));
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
            throw new IllegalArgumentException("unknown strategy " + spec.name() + NearName.orAll(spec.name(), names(), "known"));
        }
    }
}
