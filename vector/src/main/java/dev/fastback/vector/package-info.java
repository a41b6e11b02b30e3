/**
 * Candidates evaluated several at a time, with the incubating Vector API. The plain evaluator, which judges these, is {@code profit}'s.
 */
package dev.fastback.vector;
