/**
 * Writes results as table, JSON and CSV, each in one pass over the journal. Nothing is computed here that the result does not hold.
 */
package dev.fastback.report;
