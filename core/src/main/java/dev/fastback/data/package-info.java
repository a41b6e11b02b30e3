/**
 * Price bars in memory: immutable series, the checks that every row passes at the door, moves, calendars and asset classes. How a file is
 * laid out is not known here.
 */
package dev.fastback.data;
