package dev.fastback.report;

import dev.fastback.engine.ComputeDevice;
import dev.fastback.engine.DeviceProvider.Choice;
import dev.fastback.engine.DeviceProvider.Listing;
import dev.fastback.engine.Devices;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Tells the devices of this machine, which would be used, and why or why none. */
public final class DeviceListing {
    private static final double GIBIBYTE = 1 << 30;

    private final Listing listing;
    private final List<Choice> choices;

    /** Makes the listing of devices and of the choice among them, at least one. */
    public DeviceListing(Listing listing, List<Choice> choices) {
        this.listing = listing;
        this.choices = List.copyOf(choices);
    }

    /** Looks for devices, of which the best would be used. */
    public static DeviceListing found() {
        Listing listing = Devices.list();
        return new DeviceListing(listing, listing.chooseAll(null));
    }

    /** Returns whether there is one to use. */
    public boolean isUsable() {
        return !chosen().isEmpty();
    }

    /** Returns why that one is used, or why none, in one line. */
    public String reason() {
        return choices.stream().map(Choice::reason).distinct().collect(Collectors.joining("; "));
    }

    private List<Integer> chosen() {
        return choices.stream().flatMapToInt(choice -> choice.index().stream()).boxed().toList();
    }

    /** Returns what JSON shows: {@code devices}, {@code missing}, {@code chosen} (the first), {@code chosenAll}, {@code reason}. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("devices", listing.devices().stream().map(DeviceListing::device).toList());
        map.put("missing", listing.missing());
        map.put("chosen", chosen().isEmpty() ? null : chosen().getFirst());
        map.put("chosenAll", chosen());
        map.put("reason", reason());
        return map;
    }

    /** Returns the devices as JSON. */
    public String json() {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("schemaVersion", 1);
        root.putAll(toMap());
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(root) + "\n";
    }

    private static Map<String, @Nullable Object> device(ComputeDevice device) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("index", device.index());
        map.put("platform", device.platform());
        map.put("name", device.name());
        map.put("gpu", device.isGpu());
        map.put("memoryBytes", device.memoryBytes());
        map.put("freeBytes", device.freeBytes());
        map.put("driver", device.driver());
        map.put("capability", device.capability());
        map.put("unusable", device.unusable());
        return map;
    }

    /** Returns the devices as a table, with what is missing and the choice below it. */
    public String table(Screen screen) {
        StringBuilder out = new StringBuilder();
        if (!listing.devices().isEmpty()) {
            TextTable table = new TextTable(5).withFolding();
            table.row(List.of("", "device", "memory", "platform", "driver"));
            for (ComputeDevice device : listing.devices()) {
                table.row(List.of(
                        Integer.toString(device.index()),
                        device.name() + (device.isGpu() ? "" : " (a processor)") + (device.unusable() == null ? "" : ": not usable, " + device.unusable()),
                        memory(device),
                        device.platform(),
                        device.driver() + (device.capability() == null ? "" : ", capability " + device.capability())));
            }
            table.appendTo(out, screen);
        }
        listing.missing().forEach(line -> out.append(line).append('\n'));
        List<Integer> chosen = chosen();
        String numbers = chosen.stream().map(String::valueOf).collect(Collectors.joining(", "));
        out.append(chosen.isEmpty() ? "--engine gpu uses none: " : "--engine gpu uses device" + (chosen.size() == 1 ? " " : "s ") + numbers + ": ")
                .append(reason())
                .append('\n');
        return out.toString();
    }

    private static String memory(ComputeDevice device) {
        String all = String.format(Locale.ROOT, "%.1f GiB", device.memoryBytes() / GIBIBYTE);
        return device.freeBytes() == null ? all : String.format(Locale.ROOT, "%.1f of %s", device.freeBytes() / GIBIBYTE, all);
    }
}
