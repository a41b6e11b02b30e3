/**
 * Where the results of a run are kept, in memory here; the store on disk is a module of its own. Knows no report.
 */
package dev.fastback.journal;
