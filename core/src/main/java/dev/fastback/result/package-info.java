/**
 * What came out, as values: fits, figures, simulations, unseen paths, what is known of each strategy and symbol. Nothing is computed from
 * bars here, and nothing is written.
 */
package dev.fastback.result;
