package dev.fastback.component;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A value of an enum under a name of its own, which the command line and results use. */
public interface Labelled {
    /** Returns the name in Java. */
    String name();

    /** Returns the name used on the command line and in results: that in Java in lower case, with hyphens. */
    default String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the value with a label, in any case.
     *
     * @param values of the enum, at least one
     * @throws IllegalArgumentException if there is none; the message lists the labels
     */
    static <E extends Labelled> E of(E[] values, String label) {
        for (E value : values) {
            if (value.label().equalsIgnoreCase(label)) {
                return value;
            }
        }
        List<String> labels = Arrays.stream(values).map(Labelled::label).toList();
        int last = labels.size() - 1;
        String listed = last == 0 ? labels.getFirst() : String.join(", ", labels.subList(0, last)) + " or " + labels.get(last);
        throw new IllegalArgumentException("must be " + listed + ": " + label + NearName.question(label, labels));
    }
}
