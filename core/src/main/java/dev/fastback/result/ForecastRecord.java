package dev.fastback.result;

import dev.fastback.forecast.ForecastScores;
import dev.fastback.forecast.ForecastUse;
import java.util.List;

/**
 * What a run keeps of its forecasts.
 *
 * @param counts how many it took
 * @param scores how good they were; {@link ForecastScores#NONE} where that is not known, or nothing came that was forecast
 */
public record ForecastRecord(ForecastCounts counts, ForecastScores scores) {
    /** Returns the same with other fallbacks. */
    public ForecastRecord withFallbacks(List<ForecastUse.Fallback> fallbacks) {
        return new ForecastRecord(counts.with(new ForecastUse(counts.cached(), counts.inferred(), fallbacks)), scores);
    }
}
