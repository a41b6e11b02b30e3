/**
 * How far a search may have overfitted: cross-validation over splits of the bars, tests of the best of many trials against none.
 * What a single series of returns tells is in {@code stats}.
 */
package dev.fastback.stats.overfitting;
