package dev.fastback.result;

import dev.fastback.stats.MeanEvidence;

/**
 * What the bars of an unseen path say.
 *
 * @param mean of the bars: against nothing
 * @param excess of what each bar earned beyond buying and holding on it; without an interval
 */
public record UnseenEvidence(MeanEvidence mean, MeanEvidence excess) {}
