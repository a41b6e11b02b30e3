/**
 * Rows that models computed, kept on disk between runs and processes: files that never change, a folder for each way of computing. Which model a row is of, and
 * what its numbers mean, is not known here.
 */
package dev.fastback.forecast.cache;
