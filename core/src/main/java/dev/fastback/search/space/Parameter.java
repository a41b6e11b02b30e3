package dev.fastback.search.space;

/**
 * One searched parameter of an objective. In a point it is a coordinate, a double: a real number is its own, a whole number as well,
 * and a choice is the index of what was chosen. {@link Parameters} turns coordinates into what people read.
 */
public sealed interface Parameter permits RealParameter, IntegerParameter, ChoiceParameter {
    /** Returns the parameter's name, unique in its space. */
    String name();

    /** Returns the smallest coordinate. */
    double min();

    /** Returns the largest coordinate. */
    double max();

    /** Returns the number of permitted values; 0 where any value of an interval is permitted. */
    long count();

    /**
     * Returns the coordinate of a value, in rising order.
     *
     * @param index from 0 to {@link #count}
     * @throws IndexOutOfBoundsException if there is no such value; always where any value is permitted
     */
    double at(long index);

    /** Returns the permitted coordinate nearest to any number; of two equally near, the larger. NaN gives the smallest. */
    double nearest(double coordinate);

    /** Returns what a coordinate stands for: a {@link Double}, {@link Long}, {@link Boolean} or {@link String}. */
    Object value(double coordinate);

    /**
     * Returns the coordinate of a value of the kind that {@link #value} returns.
     *
     * @throws IllegalArgumentException if it is of another kind, or not permitted; the message names the parameter and the value
     */
    double coordinate(Object value);

    /** Returns whether a coordinate is permitted. */
    default boolean permits(double coordinate) {
        return nearest(coordinate) == coordinate;
    }
}
