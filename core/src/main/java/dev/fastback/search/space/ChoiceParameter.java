package dev.fastback.search.space;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * A parameter that takes one of a few named values; those of {@link #flag} are false and true.
 *
 * @param name not blank
 * @param choices at least one, all different, in the order of preference on a tie
 */
public record ChoiceParameter(String name, List<String> choices) implements Parameter {
    private static final List<String> FLAG = List.of("false", "true");

    public ChoiceParameter {
        choices = List.copyOf(choices);
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        if (choices.isEmpty() || new HashSet<>(choices).size() < choices.size()) {
            throw new IllegalArgumentException("choices of " + name + " must be there and different: " + choices);
        }
    }

    /** Returns a parameter that is false or true; false is preferred on a tie. */
    public static ChoiceParameter flag(String name) {
        return new ChoiceParameter(name, FLAG);
    }

    /** Returns whether the choices are false and true. */
    public boolean isFlag() {
        return choices.equals(FLAG);
    }

    @Override
    public double min() {
        return 0;
    }

    @Override
    public double max() {
        return choices.size() - 1;
    }

    @Override
    public long count() {
        return choices.size();
    }

    @Override
    public double at(long index) {
        return Objects.checkIndex(index, count());
    }

    @Override
    public double nearest(double coordinate) {
        return coordinate > 0 ? Math.min(max(), Math.floor(coordinate + 0.5)) : 0;
    }

    @Override
    public Object value(double coordinate) {
        String choice = choices.get((int) coordinate);
        return isFlag() ? (Object) Boolean.valueOf(choice) : choice;
    }

    @Override
    public double coordinate(Object value) {
        int index = choices.indexOf(String.valueOf(value));
        if (index < 0) {
            throw new IllegalArgumentException(name + " must be one of " + String.join(", ", choices) + ": " + value);
        }
        return index;
    }
}
