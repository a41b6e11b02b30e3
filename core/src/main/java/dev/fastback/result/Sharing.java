package dev.fastback.result;

/**
 * How parameters that several simulations share compare with a simulation's own.
 *
 * @param simulations how many share them
 * @param meanValue mean of their values, which the search made as large as possible
 * @param ownValue what the same search finds for this simulation by itself
 */
public record Sharing(int simulations, double meanValue, double ownValue) {}
