/**
 * What a user is told about commands: usage errors in a line, completion scripts, pages of the manual, groups of commands. What a command does lives elsewhere.
 */
package dev.fastback.command.usage;
