/**
 * What came out, described field by field once for every writer, and its hash. Nothing is computed from bars here.
 */
package dev.fastback.result;
