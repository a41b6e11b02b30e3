/**
 * What is wrong with bars, as values: a finding with its place, the report of a file, what is to become of bad rows, the error that stops a run.
 * How it is found lives in {@code data.reading} and with the reader of each format.
 */
package dev.fastback.data.findings;
