package dev.fastback.forecast;

import java.util.Objects;

/**
 * What a forecaster may look at to forecast one value: entries {@code from} (inclusive) to {@code to} (exclusive) of a
 * series, oldest first; the forecast is of entry {@code to}. The series is shared, not copied: a forecaster reads only the
 * range and writes nothing.
 *
 * @param series movements, fractions; longer than the context in general
 */
public record Context(double[] series, int from, int to) {
    public Context {
        Objects.checkFromToIndex(from, to, series.length);
    }

    /** Returns the number of values. */
    public int length() {
        return to - from;
    }
}
