package dev.fastback.forecast.builtin;

import dev.fastback.forecast.Bands;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.Forecaster;
import java.util.Arrays;
import java.util.List;

/**
 * Filtered historical simulation (Barone-Adesi, Giannopoulos and Vosper, Journal of Futures Markets 19, 1999): each past value is divided by the volatility
 * that was known before it, and the quantiles of these moves are multiplied by today's volatility. The volatility is the exponentially weighted root mean square
 * {@code s[t+1]^2 = decay s[t]^2 + (1 - decay) v[t]^2} (RiskMetrics); it starts as the mean square of the first {@value #START} values of the context.
 *
 * <p>With fewer than {@value #START} values after the start, point and band are the quantiles of the values themselves.
 */
public final class EwmaVolForecaster implements Forecaster {
    static final int MOVES = 250;
    static final int START = 20;
    static final double DECAY = 0.94;
    private static final int SETTLING = 80;
    static final int LIMIT = MOVES + START + SETTLING;

    /** Makes the forecaster; it has no settings. */
    public EwmaVolForecaster() {}

    @Override
    public String id() {
        return "ewma-vol";
    }

    @Override
    public int contextLimit() {
        return LIMIT;
    }

    @Override
    public Forecaster forShortSeries() {
        return this;
    }

    @Override
    public ForecastBatch forecast(List<Context> contexts) {
        return Bands.each(contexts, contextLimit(), EwmaVolForecaster::one);
    }

    private static void one(double[] values, int from, int to, ForecastBatch batch, int slot) {
        if (to - from < 2 * START) {
            Quantiles.set(batch, slot, Arrays.copyOfRange(values, from, to), 1.0);
            return;
        }
        double variance = meanSquare(values, from, from + START);
        double[] moves = new double[to - from - START];
        int count = 0;
        for (int t = from + START; t < to; t++) {
            if (variance > 0) {
                moves[count++] = values[t] / Math.sqrt(variance);
            }
            variance = DECAY * variance + (1 - DECAY) * values[t] * values[t];
        }
        if (count == 0) {
            return;
        }
        Quantiles.set(batch, slot, Arrays.copyOfRange(moves, Math.max(0, count - MOVES), count), Math.sqrt(variance));
    }

    private static double meanSquare(double[] values, int from, int to) {
        double sum = 0.0;
        for (int i = from; i < to; i++) {
            sum += values[i] * values[i];
        }
        return sum / (to - from);
    }
}
