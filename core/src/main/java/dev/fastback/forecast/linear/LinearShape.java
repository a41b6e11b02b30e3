package dev.fastback.forecast.linear;

import dev.fastback.forecast.nano.NanoFormulas;
import dev.fastback.forecast.nano.NanoInput;
import dev.fastback.forecast.nano.NanoShape;

/**
 * The sizes and inputs of the linear model: the quantile of level {@code p} of the next bar's close, high or low, as a logarithm over the last close, is
 * {@code scale (b[0] + b[1] f[0] + .. + b[54] f[53])} with the scale and the features of {@link NanoShape}.
 */
public final class LinearShape {
    /** Close, high, low. */
    public static final int COLUMNS = NanoShape.COLUMNS;
    /** Quantiles that are fitted. */
    static final double[] LEVELS = {0.1, 0.9};
    /** Numbers of a quantile: one that is added, and one for each feature. */
    public static final int INPUTS = NanoShape.FEATURES + 1;

    private LinearShape() {}

    /** Computes inputs, of one thread at a time. */
    static final class Inputs {
        private final float[] bars = new float[NanoShape.INPUT];

        /**
         * Sets the {@code INPUTS} numbers from {@code to} for the bar after a bar, and returns the scale.
         *
         * @param moves as {@link NanoInput#moves} makes them
         * @param last the newest bar that is known, at least {@code NanoShape.BARS}
         */
        float set(float[] moves, int last, float[] inputs, int to) {
            inputs[to] = 1f;
            return NanoFormulas.features(moves, NanoInput.rowOf(last), bars, 0, inputs, to + 1);
        }
    }
}
