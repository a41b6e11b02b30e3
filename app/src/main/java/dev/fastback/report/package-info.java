/**
 * Writes results as JSON, CSV and Parquet, each from the journal; tables and pages live in the packages below. Nothing is computed here that the result does not hold.
 */
package dev.fastback.report;
