/**
 * Parameters of any number and kind, the space that they span, and its constraints. What searches it lives in {@code search}.
 */
package dev.fastback.search.space;
