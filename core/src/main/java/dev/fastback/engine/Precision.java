package dev.fastback.engine;

import dev.fastback.component.Labelled;

/** In which numbers a device looks for the best. What is reported is computed in doubles either way. */
public enum Precision implements Labelled {
    /** Doubles throughout. */
    DOUBLE,
    /** Floats say what cannot be the best, by a bound on their rounding; doubles decide among the rest, and take what floats cannot tell. */
    FLOAT
}
