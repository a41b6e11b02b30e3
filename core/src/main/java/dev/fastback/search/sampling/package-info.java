/**
 * Where searches that sample put their next points: one class for each method, the unit cube that they draw in, the points told so far. No objective is
 * evaluated here, and no budget is known.
 */
package dev.fastback.search.sampling;
