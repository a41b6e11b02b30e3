package dev.fastback.engine;

import dev.fastback.component.Component;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the devices of this machine; found with {@link java.util.ServiceLoader}, see {@link Devices}. */
public interface DeviceProvider extends Component {
    /** Returns the devices and why others are not there. Never throws for what a machine lacks. */
    Listing list();

    /**
     * Opens a device of the list.
     *
     * @throws EngineException if it is not there any more, or cannot be used; the message is one line
     */
    OpenDevice open(DeviceRequest request);

    /**
     * What was found.
     *
     * @param devices the devices, usable or not, in the order of their indices
     * @param missing what was looked for and is not there, one line each
     */
    record Listing(List<ComputeDevice> devices, List<String> missing) {
        public Listing {
            devices = List.copyOf(devices);
            missing = List.copyOf(missing);
        }

        /**
         * Returns the device to use.
         *
         * @param asked a number, a part of a name or platform in any case, {@code auto} or null: the usable GPU with the most memory
         * @throws IllegalArgumentException if a number or a name is that of no device
         */
        public Choice choose(@Nullable String asked) {
            if (asked == null || asked.equalsIgnoreCase("auto")) {
                Optional<ComputeDevice> best = devices.stream()
                        .filter(device -> device.isGpu() && device.unusable() == null)
                        .reduce((a, b) -> b.memoryBytes() > a.memoryBytes() ? b : a);
                return best.map(device -> new Choice(OptionalInt.of(device.index()), "the usable GPU with the most memory"))
                        .orElseGet(() -> new Choice(OptionalInt.empty(), reason()));
            }
            ComputeDevice named = named(asked);
            return named.unusable() == null
                    ? new Choice(OptionalInt.of(named.index()), "named by --device " + asked)
                    : new Choice(OptionalInt.empty(), named.name() + ": " + named.unusable());
        }

        /**
         * Returns the devices that share the work, each once.
         *
         * @param asked {@code all} for every usable GPU, several numbers or names with commas between them, or what {@link #choose} takes
         * @throws IllegalArgumentException as {@link #choose}, or if a device is named twice
         */
        public List<Choice> chooseAll(@Nullable String asked) {
            if (asked != null && asked.equalsIgnoreCase("all")) {
                List<Choice> all = devices.stream()
                        .filter(device -> device.isGpu() && device.unusable() == null)
                        .map(device -> new Choice(OptionalInt.of(device.index()), "one of all usable GPUs"))
                        .toList();
                return all.isEmpty() ? List.of(new Choice(OptionalInt.empty(), reason())) : all;
            }
            if (asked == null || asked.indexOf(',') < 0) {
                return List.of(choose(asked));
            }
            List<Choice> some = new ArrayList<>();
            Set<Integer> named = new HashSet<>();
            for (String each : asked.split(",", -1)) {
                if (each.isBlank()) {
                    throw new IllegalArgumentException("between commas there must be numbers or names of devices: " + asked);
                }
                ComputeDevice device = named(each.strip());
                if (!named.add(device.index())) {
                    throw new IllegalArgumentException("device " + device.index() + ", " + device.name() + ", is named twice: " + asked);
                }
                some.add(choose(Integer.toString(device.index())));
            }
            return some;
        }

        private ComputeDevice named(String asked) {
            String wanted = asked.toLowerCase(Locale.ROOT);
            // A number first: the text of another device's platform may well have it.
            return devices.stream()
                    .filter(device -> Integer.toString(device.index()).equals(wanted))
                    .findFirst()
                    .or(() -> devices.stream()
                            .filter(device -> (device.platform() + " " + device.name()).toLowerCase(Locale.ROOT).contains(wanted))
                            .findFirst())
                    .orElseThrow(() -> new IllegalArgumentException("there is no device " + asked + "; "
                            + (devices.isEmpty() ? reason() : "there are " + devices.stream().map(d -> d.index() + " " + d.name()).toList())));
        }

        private String reason() {
            for (ComputeDevice device : devices) {
                if (device.isGpu() && device.unusable() != null) {
                    return device.name() + ": " + device.unusable();
                }
            }
            if (!devices.isEmpty()) {
                return "no GPU; " + devices.getFirst().name() + " is a processor and is used only when named by --device";
            }
            return missing.isEmpty() ? "no GPU" : String.join("; ", missing);
        }
    }

    /**
     * Which device is used.
     *
     * @param index its number; empty if there is none
     * @param reason why this one, or why none, in one line
     */
    record Choice(OptionalInt index, String reason) {}
}
