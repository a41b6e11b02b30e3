package dev.fastback.models;

import dev.fastback.forecast.nano.NanoShape;
import org.jspecify.annotations.Nullable;

/**
 * Pinball loss of quantiles at 0.1 .. 0.9 in units of the scale, and its gradient: the mean over columns, levels, repeats of the next bar, and
 * steps ahead, these weighted by the inverse of their number.
 */
final class PinballLoss {
    private static final double WEIGHTS = weights();

    private PinballLoss() {}

    private static double weights() {
        double sum = 0;
        for (int ahead = 1; ahead <= NanoShape.HORIZON; ahead++) {
            sum += 1.0 / ahead;
        }
        return sum;
    }

    /**
     * Returns the mean over rows.
     *
     * @param y targets, {@link TrainingMarket#TARGETS} of each row
     * @param byQuantiles set to the gradient by {@code quantiles / scale} unless null
     */
    static double of(TrainedNetwork network, float[] y, int rows, float @Nullable [] byQuantiles) {
        double loss = 0;
        for (int row = 0; row < rows; row++) {
            for (int cell = 0; cell < NanoShape.CELLS; cell++) {
                double weight = 1 / (WEIGHTS * (cell / NanoShape.COLUMNS + 1) * NanoShape.COLUMNS * NanoShape.LEVELS * rows);
                loss += weight * cell(network, y, row, cell, (float) weight, byQuantiles);
            }
        }
        return loss;
    }

    /** Adds each column's loss of the next bar, summed over rows. */
    static void addNextBar(TrainedNetwork network, float[] y, int rows, double[] sums) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < NanoShape.COLUMNS; column++) {
                sums[column] += cell(network, y, row, column, 0, null) / NanoShape.LEVELS;
            }
        }
    }

    private static double cell(TrainedNetwork network, float[] y, int row, int cell, float weight, float @Nullable [] byQuantiles) {
        boolean next = cell < NanoShape.COLUMNS;
        int repeats = next ? TrainingMarket.REPEATS : 1;
        int from = row * TrainingMarket.TARGETS + cell + (next ? 0 : (TrainingMarket.REPEATS - 1) * NanoShape.COLUMNS);
        int q = row * NanoShape.OUTPUT + cell * NanoShape.LEVELS;
        double loss = 0;
        for (int j = 0; j < NanoShape.LEVELS; j++) {
            float level = (j + 1) / 10f;
            float quantile = network.quantiles[q + j];
            int above = 0;
            double sum = 0;
            for (int i = 0; i < repeats; i++) {
                float error = y[from + i * NanoShape.COLUMNS] - quantile;
                above += error > 0 ? 1 : 0;
                sum += error > 0 ? level * error : (level - 1) * error;
            }
            loss += sum / (repeats * network.scale[row]);
            if (byQuantiles != null) {
                byQuantiles[q + j] = weight * (1 - level - (float) above / repeats);
            }
        }
        return loss;
    }
}
