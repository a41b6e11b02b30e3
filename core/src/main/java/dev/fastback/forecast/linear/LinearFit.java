package dev.fastback.forecast.linear;

import java.util.Arrays;

/**
 * One fit of the linear model.
 *
 * @param knownMillis when the newest bar that it was fitted on was over, milliseconds since 1970; {@link #ALWAYS} where it was fitted on no market's bars
 * @param rows how many bars it was fitted on
 * @param coefficients of close, high and low, each of the quantiles 0.1 and 0.9, {@code INPUTS} numbers each
 */
public record LinearFit(long knownMillis, int rows, double[] coefficients) {
    /** The time of a fit that any bar may be forecast with. */
    public static final long ALWAYS = Long.MIN_VALUE;
    /** How many coefficients a fit has. */
    public static final int SIZE = LinearShape.COLUMNS * LinearShape.LEVELS.length * LinearShape.INPUTS;
    /** The least width, in scales, where closes have not moved at all. */
    private static final double LEAST_WIDTH = 0.02;
    /** The least width, in root mean squares of the last 22 moves of the close: after a bar that is none of the market's, a straight line may fall to 0 and below. */
    private static final double LEAST_SHARE = 0.4;
    /** Where, among the inputs, that volatility stands, in scales and less 1. */
    private static final int MONTH = 1 + 6;

    public LinearFit {
        if (coefficients.length != SIZE) {
            throw new IllegalArgumentException("coefficients must be " + SIZE + ": " + coefficients.length);
        }
        coefficients = coefficients.clone();
    }

    /** Returns the distance from the 0.1 to the 0.9 quantile of a column. */
    float width(int column, float[] inputs, float scale) {
        int low = column * LinearShape.LEVELS.length * LinearShape.INPUTS;
        int high = low + LinearShape.INPUTS;
        double width = 0;
        for (int j = 0; j < LinearShape.INPUTS; j++) {
            width += (coefficients[high + j] - coefficients[low + j]) * inputs[j];
        }
        double least = Math.max(LEAST_SHARE * (inputs[MONTH] + 1), LEAST_WIDTH);
        return (float) (scale * Math.max(width, least));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinearFit fit
                && knownMillis == fit.knownMillis
                && rows == fit.rows
                && Arrays.equals(coefficients, fit.coefficients);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(knownMillis) + Arrays.hashCode(coefficients);
    }
}
