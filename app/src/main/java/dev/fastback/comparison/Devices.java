package dev.fastback.comparison;

import dev.fastback.engine.ComputeDevice;
import dev.fastback.engine.DeviceProvider.Choice;
import dev.fastback.engine.DeviceProvider.Listing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The devices that simulations can run on, as a comparison tells of them.
 *
 * @param devices their names
 * @param chosen the one that is used; null for none
 * @param reason why there is none; empty where one is chosen
 */
public record Devices(List<String> devices, @Nullable String chosen, String reason) {
    /** Name of the engine that runs simulations on a device. */
    public static final String ENGINE = "gpu";

    public Devices {
        devices = List.copyOf(devices);
    }

    /** Looks for devices. */
    public static Devices found() {
        Listing listing = dev.fastback.engine.Devices.list();
        Choice choice = listing.choose(null);
        return new Devices(
                listing.devices().stream().map(ComputeDevice::name).toList(),
                choice.index().isPresent() ? listing.devices().get(choice.index().getAsInt()).name() : null,
                choice.index().isPresent() ? "" : choice.reason());
    }

    /** Returns why a way cannot run on a device, null if it can or needs none. */
    @Nullable String reasonAgainst(Way way) {
        if (way.kind() != Way.Kind.GPU) {
            return null;
        }
        return chosen == null ? reason : way.isExact() ? null : "the GPU engine takes exact searches alone";
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
