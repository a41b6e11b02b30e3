/**
 * Strategies written with package {@code api} as engines see them: from the components of a record to parameters, from its trades to evaluations,
 * and from compiled classes to strategies. How sources become classes, and which strategies come with Fastback, is not known here.
 */
package dev.fastback.custom;
