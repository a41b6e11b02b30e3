/**
 * Price bars in memory: immutable series, moves, calendars and asset classes. How bars are read and checked lives in {@code reading} and the readers after it.
 */
package dev.fastback.data;
