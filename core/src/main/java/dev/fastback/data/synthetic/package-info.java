/**
 * The bundled sample market, made from a seed: the same bars everywhere. Nothing here is read from outside.
 */
package dev.fastback.data.synthetic;
