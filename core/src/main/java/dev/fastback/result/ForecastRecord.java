package dev.fastback.result;

import dev.fastback.forecast.ForecastScores;

/**
 * What a run keeps of its forecasts.
 *
 * @param counts how many it took
 * @param scores how good they were; {@link ForecastScores#NONE} where that is not known, or nothing came that was forecast
 */
public record ForecastRecord(ForecastCounts counts, ForecastScores scores) {}
