/**
 * Options as records that commands fill: bars, market, orders, folds, search, own strategies. What they make of a study is in {@code input}; no file is
 * read here.
 */
package dev.fastback.input.options;
