/**
 * Work done on several threads whose results come in order. Knows nothing of what the work is, and starts no thread that outlives its caller.
 */
package dev.fastback.parallel;
