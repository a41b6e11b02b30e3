/**
 * What every reader of bars shares: options, the rows as they come in, the check of each, the columns they become. What a check says is in
 * {@code data.findings}; what a format looks like lives with its reader.
 */
package dev.fastback.data.reading;
