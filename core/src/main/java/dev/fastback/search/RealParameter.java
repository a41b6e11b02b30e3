package dev.fastback.search;

/**
 * A parameter that takes any real value of an interval.
 *
 * @param name not blank
 * @param min smallest value, finite
 * @param max largest value, finite, at least {@code min}
 */
public record RealParameter(String name, double min, double max) implements Parameter {
    public RealParameter {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        if (!Double.isFinite(min) || !Double.isFinite(max) || min > max) {
            throw new IllegalArgumentException("bounds of " + name + " must be finite and rising: " + min + "," + max);
        }
    }

    @Override
    public double nearest(double coordinate) {
        return coordinate > max ? max : coordinate >= min ? coordinate : min;
    }

    @Override
    public Object value(double coordinate) {
        return coordinate;
    }

    @Override
    public double coordinate(Object value) {
        if (!(value instanceof Number number)) {
            throw new IllegalArgumentException(name + " must be a number: " + value);
        }
        double coordinate = number.doubleValue();
        if (!permits(coordinate)) {
            throw new IllegalArgumentException(name + " must be from " + min + " to " + max + ": " + value);
        }
        return coordinate;
    }
}
