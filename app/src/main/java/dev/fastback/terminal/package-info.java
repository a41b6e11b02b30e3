/**
 * The outside world of a command: streams, signals, progress, files that are written whole, exit codes. What a command does is not known here.
 */
package dev.fastback.terminal;
