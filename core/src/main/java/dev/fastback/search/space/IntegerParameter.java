package dev.fastback.search.space;

import java.util.Objects;

/**
 * A parameter that takes whole numbers: {@code min}, {@code min + step} and so on, up to {@code max}.
 *
 * @param name not blank
 * @param from smallest value, at least -2^53
 * @param to largest value at most, at least {@code from}, at most 2^53; the largest value itself if it is a whole number of steps away
 * @param step distance of neighbouring values, positive
 */
public record IntegerParameter(String name, long from, long to, long step) implements Parameter {
    private static final long LIMIT = 1L << 53;

    public IntegerParameter {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        if (from > to || from < -LIMIT || to > LIMIT) {
            throw new IllegalArgumentException("bounds of " + name + " must be rising, and at most 2^53 from 0: " + from + "," + to);
        }
        if (step < 1) {
            throw new IllegalArgumentException("step of " + name + " must be positive: " + step);
        }
    }

    /** Makes a parameter with step 1. */
    public IntegerParameter(String name, long from, long to) {
        this(name, from, to, 1);
    }

    @Override
    public long count() {
        return (to - from) / step + 1;
    }

    @Override
    public double at(long index) {
        return from + Objects.checkIndex(index, count()) * step;
    }

    @Override
    public double min() {
        return from;
    }

    @Override
    public double max() {
        return from + (count() - 1) * step;
    }

    @Override
    public double nearest(double coordinate) {
        if (!(coordinate > from)) {
            return from;
        }
        double steps = Math.floor((coordinate - from) / step + 0.5);
        return steps >= count() ? max() : from + (long) steps * step;
    }

    @Override
    public Object value(double coordinate) {
        return (long) coordinate;
    }

    @Override
    public double coordinate(Object value) {
        if (value instanceof Number number && permits(number.doubleValue())) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(
                name + " must be a whole number from " + from + " to " + to + (step == 1 ? "" : " in steps of " + step) + ": " + value);
    }
}
