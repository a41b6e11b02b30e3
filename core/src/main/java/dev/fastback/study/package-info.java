/**
 * All that defines a run, and nothing of where or how it runs.
 */
package dev.fastback.study;
