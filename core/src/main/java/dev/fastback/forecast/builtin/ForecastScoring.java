package dev.fastback.forecast.builtin;

import dev.fastback.data.Column;
import dev.fastback.forecast.ForecastScores;
import dev.fastback.forecast.Forecasts;
import dev.fastback.parallel.InOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores forecasts of one series against what came. The two references, {@code zero} and {@code ewma-vol}, slide along the bars instead of being asked
 * bar by bar: a bar costs less than a microsecond. For {@code zero} that gives the forecaster's own numbers; the deviation of {@code ewma-vol} runs on from its
 * context of the first bar.
 */
public final class ForecastScoring {
    private static final String ZERO = new ZeroForecaster().id();
    private static final String EWMA_VOL = new EwmaVolForecaster().id();

    /** Columns of fewer bars are scored before threads have begun. */
    private static final int FEW_BARS = 1_000;

    private ForecastScoring() {}

    /** Returns the scores over all bars that were forecast and exist, computed in this thread. */
    public static ForecastScores of(Forecasts forecasts, String forecasterId) {
        return of(forecasts, forecasterId, 1);
    }

    /**
     * Returns the scores over all bars that were forecast and exist.
     *
     * @param forecasterId of the forecaster that made them: a reference is scored as itself
     * @param workers threads that score columns of many bars; with 1 this one does
     */
    public static ForecastScores of(Forecasts forecasts, String forecasterId, int workers) {
        List<ForecastScores.Sums> sums = new ArrayList<>();
        Column[] columns = Column.values();
        InOrder.<ForecastScores.Sums, RuntimeException>forEach(
                forecasts.endBar() - forecasts.firstBar() < FEW_BARS ? 1 : workers,
                "fastback-score-",
                columns.length,
                c -> of(forecasts, columns[c], forecasterId),
                (c, sum) -> sums.add(sum));
        ForecastScores scores = new ForecastScores(sums);
        return scores.isEmpty() ? ForecastScores.NONE : scores;
    }

    private static ForecastScores.Sums of(Forecasts forecasts, Column column, String forecasterId) {
        double[] moves = forecasts.moves(column);
        int from = Math.max(1, forecasts.firstBar());
        int to = Math.min(forecasts.endBar(), moves.length);
        Reference zero = new Zero(moves, from);
        Reference ewmaVol = new EwmaVol(moves, from);
        long bars = 0;
        double error = 0;
        double pinball = 0;
        long inside = 0;
        double zeroPinball = 0;
        double ewmaVolPinball = 0;
        for (int bar = from; bar < to; bar++) {
            double move = moves[bar];
            if (forecasts.has(bar)) {
                double point = forecasts.point(column, bar);
                double lower = forecasts.lower(column, bar);
                double upper = forecasts.upper(column, bar);
                bars++;
                error += Math.abs(move - point);
                pinball += loss(move, lower, point, upper);
                inside += move >= lower && move <= upper ? 1 : 0;
                zeroPinball += zero.loss(move);
                ewmaVolPinball += ewmaVol.loss(move);
            }
            zero.add(move);
            ewmaVol.add(move);
        }
        return new ForecastScores.Sums(
                bars,
                error,
                pinball,
                inside,
                forecasterId.equals(ZERO) ? pinball : zeroPinball,
                forecasterId.equals(EWMA_VOL) ? pinball : ewmaVolPinball);
    }

    private static double loss(double move, double lower, double point, double upper) {
        return (loss(Quantiles.LOW, move - lower) + loss(0.5, move - point) + loss(Quantiles.HIGH, move - upper)) / 3;
    }

    private static double loss(double level, double error) {
        return error > 0 ? level * error : (level - 1) * error;
    }

    /** Forecasts the next move of a series whose moves it is told. */
    private interface Reference {
        double loss(double move);

        void add(double move);
    }

    private static final class Zero implements Reference {
        private final SortedWindow window = new SortedWindow(ZeroForecaster.WINDOW);

        Zero(double[] moves, int target) {
            for (int t = Math.max(1, target - ZeroForecaster.WINDOW); t < target; t++) {
                window.add(moves[t]);
            }
        }

        @Override
        public double loss(double move) {
            return window.size() == 0
                    ? ForecastScoring.loss(move, 0, 0, 0)
                    : ForecastScoring.loss(
                            move,
                            Math.min(0.0, window.quantile(Quantiles.LOW)),
                            0,
                            Math.max(0.0, window.quantile(Quantiles.HIGH)));
        }

        @Override
        public void add(double move) {
            window.add(move);
        }
    }

    private static final class EwmaVol implements Reference {
        private final SortedWindow raw = new SortedWindow(2 * EwmaVolForecaster.START);
        private final SortedWindow standardised = new SortedWindow(EwmaVolForecaster.MOVES);
        private double variance;
        private int values;

        EwmaVol(double[] moves, int target) {
            for (int t = Math.max(1, target - EwmaVolForecaster.LIMIT); t < target; t++) {
                add(moves[t]);
            }
        }

        @Override
        public double loss(double move) {
            boolean few = values < 2 * EwmaVolForecaster.START;
            SortedWindow window = few ? raw : standardised;
            if (window.size() == 0) {
                return ForecastScoring.loss(move, 0, 0, 0);
            }
            double scale = few ? 1 : Math.sqrt(variance);
            return ForecastScoring.loss(
                    move,
                    scale * window.quantile(Quantiles.LOW),
                    scale * window.quantile(0.5),
                    scale * window.quantile(Quantiles.HIGH));
        }

        @Override
        public void add(double move) {
            values++;
            if (values <= 2 * EwmaVolForecaster.START) {
                raw.add(move);
            }
            if (values <= EwmaVolForecaster.START) {
                variance += move * move / EwmaVolForecaster.START;
                return;
            }
            if (variance > 0) {
                standardised.add(move / Math.sqrt(variance));
            }
            variance = EwmaVolForecaster.DECAY * variance + (1 - EwmaVolForecaster.DECAY) * move * move;
        }
    }
}
