/**
 * Studies and results as bytes, for journals on disk and workers in other processes. Whoever opens the files or pipes lives elsewhere.
 */
package dev.fastback.codec;
