/**
 * The forecasters that come along, found by name, how they are fitted, and how forecasts are scored. What a forecast is, and how a study asks for them, lives in {@code forecast}.
 */
package dev.fastback.forecast.builtin;
