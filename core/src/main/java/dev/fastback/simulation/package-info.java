/**
 * Runs one simulation: its fit tasks, and what is scored once they are solved. Placement, storage and reports are not known here.
 */
package dev.fastback.simulation;
