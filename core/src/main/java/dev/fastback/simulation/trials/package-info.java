/**
 * What is kept of the points that a search was told: all or the best of them, within a bound of memory, with sums per block of bars, and the parts of
 * a search that was run in ranges. Nothing is searched here.
 */
package dev.fastback.simulation.trials;
