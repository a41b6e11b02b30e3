/**
 * The commands about price files. Reading itself lives in {@code input} and in core.
 */
package dev.fastback.command.data;
