/**
 * Writes results as table, JSON, CSV, Parquet and as a page of charts, each from the journal. Nothing is computed here that the result does not hold.
 */
package dev.fastback.report;
