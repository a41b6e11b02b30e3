/**
 * Landscapes with known maxima, for judging how good searches are. No test lives here.
 */
@org.jspecify.annotations.NullMarked
package dev.fastback.testkit.landscape;
