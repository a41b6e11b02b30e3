/**
 * What the options of commands say, as picocli fills them, and the checks that need nothing else. No command lives here, and nothing is read or run.
 */
package dev.fastback.command.arguments;
