/**
 * Tables that are written to files: columns of times, numbers and texts, and the formats that write them. What a table is of, bars or
 * results, is its maker's to know; how files are read is in {@code data}.
 */
package dev.fastback.table;
