/**
 * The proven maximum of an entry/exit problem and its surroundings. Only this structure is known here; other objectives are searched by
 * {@code search}.
 */
package dev.fastback.exact;
