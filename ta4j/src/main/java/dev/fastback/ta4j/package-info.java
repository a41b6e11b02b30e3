/**
 * Strategies written with ta4j as Fastback's: what they decide is ta4j's, how it is filled, charged and scored is Fastback's; and its criteria as metrics. How parameters are
 * searched is not known here.
 */
@org.jspecify.annotations.NullMarked
package dev.fastback.ta4j;
