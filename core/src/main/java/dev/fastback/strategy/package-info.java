/**
 * What engines see of a strategy, and the strategies that come with Fastback: from a slice of the market to objectives, evaluations and
 * orders. Where and how often they run is not known here.
 */
package dev.fastback.strategy;
