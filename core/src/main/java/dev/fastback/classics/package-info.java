/**
 * The strategies that everybody knows, written with package {@code api} alone, as examples and to be run by name. Their sources are in the jar, so
 * that {@code fastback strategies NAME} can show them.
 */
package dev.fastback.classics;
