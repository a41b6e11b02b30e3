package dev.fastback.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a component of a strategy a searched parameter. An {@code int} or a {@code double} takes the values {@code min}, {@code min + step}
 * and so on, up to {@code max}, computed in decimal, so that 0.1 + 0.2 is 0.3; a {@code boolean} takes both values and an {@code enum} all of
 * its constants, whatever the numbers say. A component without this annotation is a setting: its value is given with the strategy.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
    /** Returns the smallest value; not needed for flags and enums. */
    double min() default 0;

    /** Returns the largest value, reached where it is a whole number of steps away; at least {@link #min}. */
    double max() default 0;

    /**
     * Returns the distance of neighbouring values, positive; 0 makes a {@code double} continuous. Left out, it is 1 for an {@code int}, and a
     * {@code double} is continuous.
     */
    double step() default -1;

    /** Returns whether a continuous {@code double} is searched in its logarithm; {@link #min} is positive then. */
    boolean log() default false;
}
