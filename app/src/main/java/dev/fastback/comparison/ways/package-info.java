/**
 * The ways to run a study and what one run of a way takes and finds: a process of its own, run as a user would run it and measured with all that it
 * starts. What several runs say together is {@code comparison}'s.
 */
package dev.fastback.comparison.ways;
