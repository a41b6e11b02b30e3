package dev.fastback.search.space;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * A parameter that takes real values of an interval: any of them, or those that are whole steps from the smallest. The values of steps are
 * {@code min + i x step} in decimal arithmetic, rounded once to a double: with step 0.1 the third value from 0 is 0.3, not 0.1 + 0.2.
 *
 * @param name not blank
 * @param min smallest value, finite
 * @param max largest value, finite, at least {@code min}; with a step the largest value at most, which becomes the largest value itself
 * @param step distance of neighbouring values, finite; 0 permits any value
 * @param log whether searches that sample see the values on a logarithmic scale; {@code min} is then positive
 */
public record RealParameter(String name, double min, double max, double step, boolean log) implements Parameter {
    private static final long MOST_STEPS = 1L << 53;

    public RealParameter {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        if (!Double.isFinite(min) || !Double.isFinite(max) || min > max) {
            throw new IllegalArgumentException("bounds of " + name + " must be finite and rising: " + min + "," + max);
        }
        if (!(step >= 0) || !Double.isFinite(step)) {
            throw new IllegalArgumentException("step of " + name + " must be finite, from 0: " + step);
        }
        if (log && !(min > 0)) {
            throw new IllegalArgumentException("a logarithmic scale needs positive values; the smallest of " + name + " is " + min);
        }
        if (step > 0) {
            max = decimal(min, step, steps(name, min, max, step));
        }
    }

    /** Makes a parameter that takes any value of an interval. */
    public RealParameter(String name, double min, double max) {
        this(name, min, max, 0, false);
    }

    @Override
    public long count() {
        return step > 0 ? steps(name, min, max, step) + 1 : 0;
    }

    @Override
    public double at(long index) {
        return decimal(min, step, Objects.checkIndex(index, count()));
    }

    @Override
    public double nearest(double coordinate) {
        if (!(coordinate > min)) {
            return min;
        }
        if (coordinate >= max || step == 0) {
            return Math.min(coordinate, max);
        }
        return decimal(min, step, (long) Math.floor((coordinate - min) / step + 0.5));
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
            throw new IllegalArgumentException(
                    name + " must be from " + min + " to " + max + (step > 0 ? " in steps of " + step : "") + ": " + value);
        }
        return coordinate;
    }

    private static long steps(String name, double min, double max, double step) {
        BigDecimal steps = BigDecimal.valueOf(max)
                .subtract(BigDecimal.valueOf(min))
                .divide(BigDecimal.valueOf(step), 0, RoundingMode.FLOOR);
        if (steps.compareTo(BigDecimal.valueOf(MOST_STEPS)) > 0) {
            throw new IllegalArgumentException("step of " + name + " leaves more than 2^53 values: " + step);
        }
        return steps.longValueExact();
    }

    private static double decimal(double min, double step, long index) {
        return BigDecimal.valueOf(step).multiply(BigDecimal.valueOf(index)).add(BigDecimal.valueOf(min)).doubleValue();
    }
}
