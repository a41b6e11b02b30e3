package dev.fastback.study;

import dev.fastback.walkforward.Fold;

/**
 * One fold of one symbol: the unit that is placed, retried and counted.
 *
 * @param index position in the study
 * @param symbol index of the symbol in the study
 * @param fold the bars it may see
 */
public record Simulation(int index, int symbol, Fold fold) {}
