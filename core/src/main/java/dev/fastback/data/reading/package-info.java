/**
 * What every reader of bars shares: options, the rows as they come in, the check of each, findings and the report of a file. What a format looks like lives with its reader.
 */
package dev.fastback.data.reading;
