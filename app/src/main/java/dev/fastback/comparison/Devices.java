package dev.fastback.comparison;

import dev.fastback.component.Components;
import dev.fastback.engine.EngineProvider;
import dev.fastback.engine.Engines;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The devices that simulations can run on: the one place that knows whether there is an engine for them.
 *
 * @param devices their names
 * @param chosen the one that would be used; null for none
 * @param reason why there is none; empty where one is chosen
 */
public record Devices(List<String> devices, @Nullable String chosen, String reason) {
    /** Name of the engine that runs simulations on a device. */
    public static final String ENGINE = "gpu";

    public Devices {
        devices = List.copyOf(devices);
    }

    /** Looks for the engine, which any module on the class path may bring. */
    public static Devices found() {
        Optional<EngineProvider> provider = Engines.all().find(ENGINE);
        if (provider.isEmpty()) {
            return new Devices(List.of(), null, "this build has no GPU engine");
        }
        Optional<String> why = Components.whyUnavailable(provider.get());
        return why.isPresent() ? new Devices(List.of(), null, why.get()) : new Devices(List.of(ENGINE), ENGINE, "");
    }

    /** Returns what JSON shows. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("devices", devices);
        map.put("chosen", chosen);
        map.put("reason", reason.isEmpty() ? null : reason);
        return map;
    }
}
