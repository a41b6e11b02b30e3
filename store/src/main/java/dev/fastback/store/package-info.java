/**
 * Runs in a SQLite database: journals, locks between processes, schema and its migrations, checks and compaction. What results look like as bytes is
 * {@code codec}'s.
 */
package dev.fastback.store;
