/**
 * The commands, their arguments as picocli fills them, and the run that a command makes: the only composition root. What is reported and how bars are
 * read lives in the packages above.
 */
package dev.fastback.command;
