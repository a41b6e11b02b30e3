/**
 * The commands about stored runs. What runs or reports a study lives in {@code study}.
 */
package dev.fastback.command.runs;
