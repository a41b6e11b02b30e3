/**
 * The one pass over the results of a run that makes totals, summaries and the result hash, and the description of each field that every
 * writer follows. Values are {@code result}'s; layout on a screen or page is the command line's.
 */
package dev.fastback.summary;
