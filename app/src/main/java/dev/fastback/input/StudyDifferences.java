package dev.fastback.input;

import dev.fastback.forecast.NamedForecaster;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names what differs between a stored study and the one that its request gives now. */
public final class StudyDifferences {
    /** What says which bars a simulation fits and what runs on them. */
    private static final List<String> OF_SIMULATIONS = List.of(
            "strategies", "simulations", "train", "testBars", "step", "anchored", "purge", "fitsLastBar", "heldBackBars");

    private static final String SYMBOLS = "symbols";
    private static final int NAMED = 5;
    private static final int LONGEST = 24;

    private StudyDifferences() {}

    /** Returns the differences between two study objects, {@code place was a, is b} each. */
    public static List<String> between(String before, String now) {
        List<String> found = new ArrayList<>();
        if (!before.equals(now)) {
            compare(found, "", JsonMapper.shared().readTree(before), JsonMapper.shared().readTree(now));
        }
        return found;
    }

    /** Returns the first differences in one line. */
    public static String line(List<String> differences) {
        List<String> first = differences.subList(0, Math.min(NAMED, differences.size()));
        int more = differences.size() - first.size();
        return String.join("; ", first) + (more > 0 ? "; and " + more + " more" : "");
    }

    /** Returns whether both have the same settings, whatever their values; those of another build may be others. */
    public static boolean haveTheSameSettings(String before, String now) {
        return Set.copyOf(JsonMapper.shared().readTree(before).propertyNames())
                .equals(Set.copyOf(JsonMapper.shared().readTree(now).propertyNames()));
    }

    /** Returns whether simulations of the one are still the same fold of the same symbol, with the same strategies, in the other. */
    public static boolean haveTheSameSimulations(String before, String now) {
        JsonNode one = JsonMapper.shared().readTree(before);
        JsonNode two = JsonMapper.shared().readTree(now);
        return names(one).equals(names(two)) && OF_SIMULATIONS.stream().allMatch(key -> one.path(key).equals(two.path(key)));
    }

    /**
     * Returns the indices of the symbols whose results may be others in the other study: those that are not the same in both, and all of them
     * where anything else is not. Both have the same symbols.
     */
    public static Set<Integer> changedSymbols(String before, String now) {
        JsonNode one = JsonMapper.shared().readTree(before);
        JsonNode two = JsonMapper.shared().readTree(now);
        boolean all = one.propertyNames().stream().anyMatch(name -> !name.equals(SYMBOLS) && !one.path(name).equals(two.path(name)));
        Set<Integer> changed = new TreeSet<>();
        for (int i = 0; i < one.path(SYMBOLS).size(); i++) {
            if (all || !one.path(SYMBOLS).path(i).equals(two.path(SYMBOLS).path(i))) {
                changed.add(i);
            }
        }
        return changed;
    }

    /** Returns what a stored study says of its forecaster. */
    public static NamedForecaster forecaster(String study) {
        JsonNode root = JsonMapper.shared().readTree(study);
        SortedMap<String, String> origin = new TreeMap<>();
        root.path(StudyJson.MODEL).properties().forEach(entry -> origin.put(entry.getKey(), entry.getValue().asString("")));
        return new NamedForecaster(root.path("forecaster").asString(""), 0, origin);
    }

    private static List<String> names(JsonNode study) {
        return study.path(SYMBOLS).valueStream().map(s -> s.path("symbol").asString()).toList();
    }

    private static void compare(List<String> found, String place, @Nullable JsonNode before, @Nullable JsonNode now) {
        if (before != null && before.equals(now)) {
            return;
        }
        if (before != null && now != null && before.isObject() && now.isObject()) {
            Set<String> names = new TreeSet<>(before.propertyNames());
            names.addAll(now.propertyNames());
            names.forEach(name -> compare(found, place.isEmpty() ? name : place + "." + name, before.get(name), now.get(name)));
        } else if (before != null && now != null && before.isArray() && now.isArray() && before.size() == now.size()) {
            for (int i = 0; i < before.size(); i++) {
                String name = before.get(i).path("symbol").asString(Integer.toString(i));
                compare(found, place + "[" + name + "]", before.get(i), now.get(i));
            }
        } else {
            found.add(place + " was " + text(before) + ", is " + text(now));
        }
    }

    private static String text(@Nullable JsonNode node) {
        String text = node == null ? "not there" : node.isString() ? node.stringValue() : node.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }
}
