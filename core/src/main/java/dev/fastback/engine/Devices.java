package dev.fastback.engine;

import dev.fastback.component.Components;
import dev.fastback.engine.DeviceProvider.Listing;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The devices that a provider beside the core finds. */
public final class Devices {
    private static final Components<DeviceProvider> ALL =
            Components.of("device finder", List.of(), ServiceLoader.load(DeviceProvider.class, Devices.class.getClassLoader()));

    private static final String NONE = "this Fastback has no GPU module";

    private Devices() {}

    /** Returns the devices of this machine, as the first provider that works lists them; without one, none with the reason. */
    public static Listing list() {
        for (DeviceProvider provider : ALL.all()) {
            Optional<String> reason = Components.whyUnavailable(provider);
            return reason.isPresent() ? new Listing(List.of(), List.of(reason.get())) : provider.list();
        }
        return new Listing(List.of(), List.of(NONE));
    }

    /**
     * Opens a device of that list.
     *
     * @throws EngineException if it cannot be used; the message is one line
     */
    public static OpenDevice open(DeviceRequest request) {
        for (DeviceProvider provider : ALL.all()) {
            Optional<String> reason = Components.whyUnavailable(provider);
            if (reason.isPresent()) {
                throw new EngineException(reason.get(), 0);
            }
            return provider.open(request);
        }
        throw new EngineException(NONE, 0);
    }
}
