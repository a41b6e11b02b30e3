/**
 * Forecasters and the plan that asks each distinct question of a study once. What a strategy does with a forecast is not known here.
 */
package dev.fastback.forecast;
