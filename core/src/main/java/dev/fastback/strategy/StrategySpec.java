package dev.fastback.strategy;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy is, as data: it travels to workers, is stored with a run and compared when one is resumed. A provider makes an equal
 * strategy of it again.
 *
 * @param provider name of the {@link StrategyProvider} that makes it
 * @param name the strategy's name, on the command line and in results
 * @param settings whatever else defines it, by name, as text that reads back to the same value; in the order of the names
 * @param sourceHash SHA-256 of the source it was compiled from, in hexadecimal; null where it comes compiled
 */
public record StrategySpec(String provider, String name, Map<String, String> settings, @Nullable String sourceHash) {
    public StrategySpec {
        Objects.requireNonNull(provider, "provider");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        settings = settings.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(settings)); // asked for with each name
    }

    /** Returns the description of a compiled strategy without settings. */
    public static StrategySpec of(String provider, String name) {
        return new StrategySpec(provider, name, Map.of(), null);
    }
}
