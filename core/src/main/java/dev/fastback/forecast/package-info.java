/**
 * What a forecaster is, and the plan that asks each distinct question of a study once. Forecasters themselves live in {@code builtin} and in modules; what a strategy does with a forecast is not known here.
 */
package dev.fastback.forecast;
