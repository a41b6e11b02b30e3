/**
 * A result as a table for a terminal. Screens and columns live in {@code terminal}.
 */
package dev.fastback.report.table;
