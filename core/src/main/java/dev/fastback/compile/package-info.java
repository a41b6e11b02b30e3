/**
 * From the source of a strategy to its classes, in memory, with the compiler of the JDK that runs. Files are not read or written here, and nothing
 * is run.
 */
package dev.fastback.compile;
