/**
 * Statistics of return series as pure functions, each with its paper: moments and ratios, how far an unseen mean may be believed, how far a search may
 * have overfitted, whether an optimum is a spike. No strategy and no result is known here.
 */
package dev.fastback.stats;
