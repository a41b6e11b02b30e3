/**
 * What people write strategies with: a record whose components are its parameters, that looks at lines and says when to hold what. Nothing
 * here reaches forward in time: no method takes a bar's number, and everything that is computed for a bar is computed of it and of those
 * before it. Search, simulation and where a strategy comes from are not known here.
 *
 * <p>A strategy is trusted code: it runs with the rights of the program.
 */
package dev.fastback.api;
