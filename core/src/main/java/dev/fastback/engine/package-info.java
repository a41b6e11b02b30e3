/**
 * Where simulations run: in the calling thread or on many. Engines decide placement alone, never a result.
 */
package dev.fastback.engine;
