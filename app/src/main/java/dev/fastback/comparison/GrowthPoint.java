package dev.fastback.comparison;

import dev.fastback.comparison.ways.Way;
import org.jspecify.annotations.Nullable;

/**
 * What a way takes on a larger study, one run.
 *
 * @param way the way
 * @param times how many times the simulations, or the bars of a fit
 * @param simulations how many it ran
 * @param seconds on the clock, forecasts and the start of Java not counted; null where it did not run
 * @param reason why; null where it ran
 */
record GrowthPoint(Way way, int times, int simulations, @Nullable Double seconds, @Nullable String reason) {}
