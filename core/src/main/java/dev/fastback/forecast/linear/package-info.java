/**
 * The model of {@code linear} on numbers alone: its fits and their file, how they are made, and the regression of quantiles behind it. Features are those of the network of
 * {@code nano}. Knows no bars and no forecaster.
 */
package dev.fastback.forecast.linear;
