/**
 * Indicators as functions of columns: one value per bar in, one value per bar out, value {@code i} made of bars {@code 0} to {@code i} alone.
 * Where an indicator is not defined yet, or its input is not a finite number, it is NaN. Lines as strategies see them, and what they may do
 * with them, are not known here.
 *
 * <p>Window functions are undefined while one of the last {@code n} values is; functions with a memory begin anew after a value that is not
 * finite. So one missing value never spoils the rest of a line.
 */
package dev.fastback.indicator;
