/**
 * JSON in the one form whose bytes are the same for equal values (RFC 8785), written as a stream, and texts of numbers as bytes. What is written is
 * not known here.
 */
package dev.fastback.json;
