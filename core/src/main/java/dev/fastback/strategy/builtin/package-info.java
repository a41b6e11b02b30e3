/** The strategies on forecasts that come with Fastback, and the rules and settings that they share. Classic indicators are in {@code classics}. */
package dev.fastback.strategy.builtin;
