/**
 * The entry point, the tree of commands, and the commands that stand by themselves: the only composition root. Groups of commands, and the arguments of all, live in the
 * packages below this one.
 */
package dev.fastback.command;
