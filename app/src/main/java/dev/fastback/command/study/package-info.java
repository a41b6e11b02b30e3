/**
 * The commands that make a study and run, resume, report or validate it, and what they share: the request that a run keeps, its execution, its limits. What lists and checks
 * stored runs lives in {@code runs}.
 */
package dev.fastback.command.study;
