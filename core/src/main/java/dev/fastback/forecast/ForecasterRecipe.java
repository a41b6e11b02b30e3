package dev.fastback.forecast;

/**
 * What a forecaster is made of again, in another process of this machine.
 *
 * @param text as {@code Forecasters.of} takes it
 * @param settings what it is made with
 */
public record ForecasterRecipe(String text, ForecasterSettings settings) {}
