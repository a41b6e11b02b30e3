package dev.fastback.models;

import dev.fastback.forecast.nano.NanoShape;
import java.util.Arrays;

/**
 * Scores of a forecaster's quantiles on some bars of one series. The quantile of level {@code p} is the centre plus the width times the {@code p} quantile of the last
 * {@value #KEPT} misses, each divided by its own width (filtered historical simulation); all of them are known before the bar.
 */
final class Calibrated {
    static final int KEPT = 250;

    /** The first bar that every forecaster can be scored on. */
    static final int FIRST = NanoShape.BARS + 1 + KEPT;

    private Calibrated() {}

    /**
     * Means over bars.
     *
     * @param pinball of each column, over nine levels, twice the usual so that it equals the absolute error for equal quantiles
     * @param wide share of bars inside the 0.1 and 0.9 quantiles
     * @param narrow share inside the 0.4 and 0.6 quantiles
     * @param error mean absolute miss of the median
     */
    record Scores(double[] pinball, double[] wide, double[] narrow, double[] error) {
        static Scores zero() {
            int n = NanoShape.COLUMNS;
            return new Scores(new double[n], new double[n], new double[n], new double[n]);
        }
    }

    /** Scores bars {@code from} to the end; {@code pinball} also goes to {@code each[column][t]}. */
    static Scores of(Moves moves, Rivals.View view, int from, double[][] each) {
        Scores scores = Scores.zero();
        int bars = moves.size() - from;
        double[] q = new double[NanoShape.LEVELS];
        for (int column = 0; column < NanoShape.COLUMNS; column++) {
            double[] misses = new double[moves.size()];
            for (int t = 1; t < moves.size(); t++) {
                double target = moves.target(t - 1, 1, column);
                misses[t] = (target - view.centre()[column][t]) / Math.max(view.width()[column][t], 1e-9);
                if (t < from) {
                    continue;
                }
                double[] sorted = Arrays.copyOfRange(misses, t - KEPT, t);
                Arrays.sort(sorted);
                double loss = 0;
                for (int j = 0; j < q.length; j++) {
                    double level = (j + 1) / 10.0;
                    double position = level * (KEPT - 1);
                    int low = (int) position;
                    double quantile = sorted[low] + (position - low) * (sorted[low + 1] - sorted[low]);
                    q[j] = view.centre()[column][t] + view.width()[column][t] * quantile;
                    double error = target - q[j];
                    loss += 2 * (error > 0 ? level * error : (level - 1) * error) / q.length;
                }
                each[column][t] = loss;
                scores.pinball[column] += loss / bars;
                scores.wide[column] += target >= q[0] && target <= q[8] ? 1.0 / bars : 0;
                scores.narrow[column] += target >= q[3] && target <= q[5] ? 1.0 / bars : 0;
                scores.error[column] += Math.abs(target - q[NanoShape.MIDDLE]) / bars;
            }
        }
        return scores;
    }
}
