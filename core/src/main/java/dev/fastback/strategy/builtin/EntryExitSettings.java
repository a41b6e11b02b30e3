package dev.fastback.strategy.builtin;

import dev.fastback.exact.EntryExitObjective;
import dev.fastback.profit.SearchBox;
import dev.fastback.search.space.ParameterSpace;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * What the strategies with entry and exit levels can be set to.
 *
 * @param box where the two multipliers are searched
 * @param endOfDay which end-of-day modes they may choose from
 */
public record EntryExitSettings(SearchBox box, EndOfDayPolicy endOfDay) {
    /** The original's box, both modes. */
    public static final EntryExitSettings DEFAULT = new EntryExitSettings(SearchBox.DEFAULT, EndOfDayPolicy.AUTO);

    private static final String BOUNDS = "bounds";
    private static final String END_OF_DAY = "closeAtEndOfDay";

    public EntryExitSettings {
        Objects.requireNonNull(box, "box");
        Objects.requireNonNull(endOfDay, "endOfDay");
    }

    /**
     * Reads settings from a description; what is missing is as usual.
     *
     * @throws IllegalArgumentException if a setting is unknown or not permitted
     */
    static EntryExitSettings of(Map<String, String> settings) {
        Set<String> unknown = new TreeSet<>(settings.keySet());
        unknown.removeAll(Set.of(BOUNDS, END_OF_DAY));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown settings " + unknown + "; known: " + BOUNDS + ", " + END_OF_DAY);
        }
        String bounds = settings.get(BOUNDS);
        String endOfDay = settings.get(END_OF_DAY);
        return new EntryExitSettings(
                bounds == null ? DEFAULT.box : box(bounds), endOfDay == null ? DEFAULT.endOfDay : EndOfDayPolicy.of(endOfDay));
    }

    private static SearchBox box(String bounds) {
        double[] values = Arrays.stream(bounds.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
        if (values.length != 4) {
            throw new IllegalArgumentException(BOUNDS + " must be highMin,highMax,lowMin,lowMax: " + bounds);
        }
        return new SearchBox(values[0], values[1], values[2], values[3]);
    }

    /** Returns the settings as a description holds them. */
    Map<String, String> toMap() {
        String bounds = DoubleStream.of(box.highMin(), box.highMax(), box.lowMin(), box.lowMax())
                .mapToObj(Double::toString)
                .collect(Collectors.joining(","));
        return Map.of(BOUNDS, bounds, END_OF_DAY, endOfDay.label());
    }

    /** Returns the parameters that are left to search. */
    ParameterSpace space() {
        return EntryExitObjective.space(box, endOfDay == EndOfDayPolicy.AUTO);
    }
}
