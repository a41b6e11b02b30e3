package dev.fastback.search.space;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values of all parameters of a space, by name: what a search found, or what a strategy is run with. Immutable. */
public final class Parameters {
    /** Of a strategy without parameters. */
    public static final Parameters NONE = new Parameters(ParameterSpace.EMPTY, new double[0]);

    private final ParameterSpace space;
    private final double[] coordinates;

    private Parameters(ParameterSpace space, double[] coordinates) {
        this.space = space;
        this.coordinates = coordinates;
    }

    /**
     * Returns the parameters at a point.
     *
     * @throws IllegalArgumentException if the point has not one coordinate per parameter
     */
    public static Parameters of(ParameterSpace space, double... point) {
        if (point.length != space.dimension()) {
            throw new IllegalArgumentException(
                    "point must have " + space.dimension() + " coordinates: " + Arrays.toString(point));
        }
        return new Parameters(space, point.clone());
    }

    /**
     * Returns the parameters with these values.
     *
     * @throws IllegalArgumentException if a name is missing or unknown, or a value is not permitted
     */
    public static Parameters of(ParameterSpace space, Map<String, ?> values) {
        double[] point = new double[space.dimension()];
        for (int i = 0; i < point.length; i++) {
            Parameter parameter = space.parameters().get(i);
            Object value = values.get(parameter.name());
            if (value == null) {
                throw new IllegalArgumentException("parameter " + parameter.name() + " has no value");
            }
            point[i] = parameter.coordinate(value);
        }
        values.keySet().forEach(space::indexOf);
        return new Parameters(space, point);
    }

    /** Returns what these are the parameters of. */
    public ParameterSpace space() {
        return space;
    }

    /** Returns the coordinates, in the order of the space; a copy. */
    public double[] coordinates() {
        return coordinates.clone();
    }

    /** Returns the coordinate at a position. */
    public double coordinate(int position) {
        return coordinates[position];
    }

    /** Returns the value of a whole-numbered parameter. */
    public long whole(String name) {
        return (Long) value(name, IntegerParameter.class);
    }

    /** Returns the value of a real parameter. */
    public double real(String name) {
        return (Double) value(name, RealParameter.class);
    }

    /** Returns the value of a choice between false and true. */
    public boolean flag(String name) {
        Object value = value(name, ChoiceParameter.class);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new IllegalArgumentException(name + " is no flag: " + value);
    }

    /** Returns what was chosen. */
    public String choice(String name) {
        return String.valueOf(value(name, ChoiceParameter.class));
    }

    /** Returns the value at a position: a {@link Double}, {@link Long}, {@link Boolean} or {@link String}. */
    public Object value(int position) {
        return space.parameters().get(position).value(coordinates[position]);
    }

    /** Returns these parameters with one changed. */
    public Parameters with(String name, Object value) {
        int position = space.indexOf(name);
        double[] changed = coordinates.clone();
        changed[position] = space.parameters().get(position).coordinate(value);
        return new Parameters(space, changed);
    }

    /** Returns the values by name, in the order of the space. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < coordinates.length; i++) {
            map.put(space.parameters().get(i).name(), value(i));
        }
        return map;
    }

    private Object value(String name, Class<? extends Parameter> kind) {
        int position = space.indexOf(name);
        if (!kind.isInstance(space.parameters().get(position))) {
            throw new IllegalArgumentException(name + " is a "
                    + space.parameters().get(position).getClass().getSimpleName() + ", not a " + kind.getSimpleName());
        }
        return value(position);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Parameters p && Arrays.equals(coordinates, p.coordinates) && space.equals(p.space);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(coordinates);
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
