package dev.fastback.forecast;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a forecaster may look at to forecast one value: entries {@code from} (inclusive) to {@code to} (exclusive) of a
 * series, oldest first; the forecast is of entry {@code to}. The series is shared, not copied: a forecaster reads only the
 * range and writes nothing.
 *
 * @param series movements, fractions; longer than the context in general
 * @param known the bars that the movements are of, without the one that is forecast; null where movements are all there is
 */
public record Context(double[] series, int from, int to, @Nullable KnownBars known) {
    public Context {
        Objects.checkFromToIndex(from, to, series.length);
    }

    /** Makes a context of movements alone. */
    public Context(double[] series, int from, int to) {
        this(series, from, to, null);
    }

    /** Returns the number of values. */
    public int length() {
        return to - from;
    }
}
