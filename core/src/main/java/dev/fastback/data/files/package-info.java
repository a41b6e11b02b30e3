/**
 * Finds the format of a file, a folder or a stream and reads it into checked bars. Formats beside the core are found by
 * {@link java.util.ServiceLoader}; what makes a row wrong is decided in {@code data}.
 */
package dev.fastback.data.files;
