package dev.fastback.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An axis of a chart: of names, or of numbers.
 *
 * @param label what it is of
 * @param format how its numbers are shown
 * @param scale how they lie
 * @param names of an axis of names; of numbers what 0, 1, ... stand for, empty where they are numbers
 * @param shared the names' place among the page's shared lists; null where they stand in the chart
 */
public record Axis(String label, Format format, Scale scale, List<String> names, @Nullable String shared) {
    /** How values lie along an axis. */
    public enum Scale {
        /** One place per name, numbered from 0. */
        NAMES,
        /** Numbers. */
        LINEAR,
        /** Positive numbers by their logarithm. */
        LOG
    }

    public Axis {
        names = List.copyOf(names);
    }

    /** Returns an axis of names. */
    public static Axis names(String label, List<String> names) {
        return new Axis(label, Format.NUMBER, Scale.NAMES, names, null);
    }

    /** Returns an axis whose names several charts of a page share; see {@link Page#share}. */
    public static Axis shared(String label, String id) {
        return new Axis(label, Format.NUMBER, Scale.NAMES, List.of(), id);
    }

    /** Returns an axis of numbers. */
    public static Axis of(String label, Format format) {
        return new Axis(label, format, Scale.LINEAR, List.of(), null);
    }

    /** Returns an axis of numbers from 0 that stand for choices. */
    public static Axis choices(String label, List<String> choices) {
        return new Axis(label, Format.NUMBER, Scale.LINEAR, choices, null);
    }

    /** Returns an axis of positive numbers by their logarithm. */
    public static Axis log(String label, Format format) {
        return new Axis(label, format, Scale.LOG, List.of(), null);
    }
}
