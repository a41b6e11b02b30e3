package dev.fastback.result;

/**
 * What a search took.
 *
 * @param evaluations points evaluated or, for a structured search, looked at; those of shared parameters count in every simulation that shares
 *     them
 * @param overBudget evaluations beyond the budget, 0 if none or without a budget
 * @param nanos time, nanoseconds
 */
public record Effort(long evaluations, long overBudget, long nanos) {}
