package dev.fastback.forecast.builtin;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.ForecastScores;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.Forecasts;
import dev.fastback.forecast.linear.LinearModel;
import dev.fastback.forecast.linear.LinearTraining;
import dev.fastback.forecast.nano.NanoShape;
import dev.fastback.walkforward.Fold;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits the linear model on bars of the user's, walking forward. A bar counts as over when the next one of its series begins, so that the last bar of each is not fitted.
 * Where there are more than {@value #MOST_ROWS} bars, each n-th one is taken, counted over all series.
 */
public final class LinearFitting {
    /** Bars that are fitted at most. */
    static final int MOST_ROWS = 200_000;
    private static final int FIRST = NanoShape.BARS + 1;
    private static final int HASH_DIGITS = 12;

    private LinearFitting() {}

    /**
     * Fits.
     *
     * @throws IllegalArgumentException if there are too few bars
     */
    public static LinearModel of(List<BarSeries> series) {
        long all = series.stream().mapToLong(bars -> Math.max(0, bars.size() - 1 - FIRST)).sum();
        int stride = (int) Math.max(1, (all + MOST_ROWS - 1) / MOST_ROWS);
        LinearTraining training = new LinearTraining();
        List<String> fittedOn = new ArrayList<>();
        long counted = 0;
        for (BarSeries bars : series) {
            counted = add(bars, stride, counted, training);
            fittedOn.add(bars.symbol() + " " + bars.contentHash().substring(0, HASH_DIGITS) + " " + bars.size());
        }
        if (stride > 1) {
            fittedOn.add("one bar in " + stride);
        }
        return new LinearModel(fittedOn, training.fitForward());
    }

    /** Returns how good the forecasts of a model are on the bars that it may forecast and has {@value CalibratedWidths#LEAST} others before to be calibrated on. */
    public static ForecastScores scores(List<BarSeries> series, LinearModel model) {
        Forecaster forecaster = LinearForecaster.of("fit", model);
        long known = model.fits().getFirst().knownMillis();
        ForecastScores scores = ForecastScores.NONE;
        for (BarSeries bars : series) {
            int from = FIRST;
            while (from < bars.size() && bars.timeMillis(from - 1) < known) {
                from++;
            }
            from += CalibratedWidths.LEAST;
            if (from < bars.size()) {
                Fold scored = new Fold(0, from, bars.size(), bars.size(), 0, 0);
                Forecasts forecasts = ForecastPlan.of(bars, List.of(scored), false).run(forecaster);
                scores = scores.plus(ForecastScoring.of(forecasts, forecaster.id()));
            }
        }
        return scores;
    }

    private static long add(BarSeries bars, int stride, long counted, LinearTraining training) {
        double[][] logs = CalibratedWidths.logs(bars);
        float[] moves = CalibratedWidths.moves(logs);
        double[] closes = logs[Column.CLOSE.ordinal()];
        long count = counted;
        for (int target = FIRST; target < bars.size() - 1; target++, count++) {
            if (count % stride == 0) {
                double close = closes[target - 1];
                double[] targets = {closes[target] - close, logs[Column.HIGH.ordinal()][target] - close, logs[Column.LOW.ordinal()][target] - close};
                training.add(moves, target - 1, targets, bars.timeMillis(target + 1));
            }
        }
        return count;
    }
}
