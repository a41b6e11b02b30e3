package dev.fastback.comparison.ways;

import org.jspecify.annotations.Nullable;

/**
 * One run of a way.
 *
 * @param seconds time of its simulations on the clock, forecasts and the start of Java not counted
 * @param wholeSeconds from the start of its process to the end
 * @param processorSeconds of the whole process tree; null where the system does not tell
 * @param peakBytes the largest resident memory of the whole process tree; null where the system does not tell
 * @param outcome what it found
 */
public record Measurement(
        double seconds, double wholeSeconds, @Nullable Double processorSeconds, @Nullable Long peakBytes, Outcome outcome) {}
