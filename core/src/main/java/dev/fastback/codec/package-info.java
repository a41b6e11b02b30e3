/**
 * Studies and results as bytes, for journals on disk, workers in other processes, and files of results that machines share. Whoever opens journals or
 * pipes lives elsewhere.
 */
package dev.fastback.codec;
