/**
 * Work done on several threads whose results come in order. Knows nothing of what the work is. Its threads are daemons; one that is in the
 * middle of a task when its caller gives up may end after it.
 */
package dev.fastback.parallel;
