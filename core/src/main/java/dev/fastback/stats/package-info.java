/**
 * Statistics of return series as pure functions, each with its paper: moments and ratios, how far an unseen mean may be believed, rates of false discovery,
 * whether an optimum is a spike. No strategy and no result is known here; overfitting of a search is in {@code overfitting}.
 */
package dev.fastback.stats;
