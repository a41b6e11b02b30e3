/**
 * Statistics of return series as pure functions. No strategy and no result is known here.
 */
package dev.fastback.stats;
