package dev.fastback.forecast.builtin;

import dev.fastback.forecast.Bands;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.linear.Cholesky;
import java.util.List;

/**
 * Ridge autoregression on the last {@code window} values.
 *
 * <p>With {@code w} the values minus their mean {@code m}, the coefficients {@code a} minimise the sum over the window of
 * {@code (w[t] - a[1] w[t-1] - … - a[order] w[t-order])^2} plus {@code ridge * s * |a|^2}, where {@code s} is the mean
 * diagonal entry of the normal matrix, so that the penalty does not depend on the scale of the values. The normal equations
 * are summed in time order and solved by Cholesky. The forecast is {@code m + a[1] w[n-1] + … + a[order] w[n-order]}.
 *
 * <p>A window that holds fewer than {@code 4 * order} values, or values so equal, small or large that their squares
 * have no digits, is forecast by its mean. The band is {@code point ± z * d} with {@code z} the normal quantile of 0.9 and
 * {@code d} the sample deviation of the residuals, or of the values where the mean is forecast.
 *
 * @param order values that a forecast is a combination of, positive
 * @param window values used, at least {@code 4 * order}
 * @param ridge strength of the penalty, positive
 */
public record ArForecaster(int order, int window, double ridge) implements Forecaster {
    /** Order 5 on the last 250 moves with a penalty of 0.1. */
    public static final ArForecaster DEFAULT = new ArForecaster(5, 250, 0.1);

    // Outside these the products of values lose their digits or overflow.
    private static final double SMALLEST_SCALE = 1e-280;
    private static final double LARGEST_SCALE = 1e280;

    public ArForecaster {
        if (order < 1) {
            throw new IllegalArgumentException("order must be positive: " + order);
        }
        if (window < 4 * order) {
            throw new IllegalArgumentException("window must be at least 4 * order: " + window);
        }
        if (!(ridge > 0) || !Double.isFinite(ridge)) {
            throw new IllegalArgumentException("ridge must be finite and positive: " + ridge);
        }
    }

    @Override
    public String id() {
        return "ar(" + order + "," + window + "," + ridge + ")";
    }

    @Override
    public int contextLimit() {
        return window;
    }

    @Override
    public Forecaster forShortSeries() {
        return this;
    }

    @Override
    public ForecastBatch forecast(List<Context> contexts) {
        return Bands.each(contexts, window, this::forecast);
    }

    private void forecast(double[] values, int from, int to, ForecastBatch batch, int slot) {
        double mean = Bands.mean(values, from, to);
        double[] w = new double[to - from];
        for (int i = 0; i < w.length; i++) {
            w[i] = values[from + i] - mean;
        }
        double[][] normal = new double[order][order];
        double[] right = new double[order];
        double scale = w.length < 4 * order ? 0.0 : normalEquations(w, normal, right);
        if (!(scale > SMALLEST_SCALE && scale < LARGEST_SCALE)) {
            Bands.set(batch, slot, mean, Bands.deviation(values, from, to));
            return;
        }
        for (int i = 0; i < order; i++) {
            normal[i][i] += ridge * scale;
        }
        double[] coefficients = Cholesky.solve(normal, right);
        double[] residuals = new double[w.length - order];
        for (int t = order; t < w.length; t++) {
            residuals[t - order] = w[t] - combine(coefficients, w, t);
        }
        double point = mean + combine(coefficients, w, w.length);
        Bands.set(batch, slot, point, Bands.deviation(residuals, 0, residuals.length));
    }

    /** Fills the normal matrix and the right side, and returns the mean diagonal entry. */
    private double normalEquations(double[] w, double[][] normal, double[] right) {
        for (int t = order; t < w.length; t++) {
            for (int i = 0; i < order; i++) {
                double lagged = w[t - 1 - i];
                right[i] += lagged * w[t];
                for (int j = 0; j <= i; j++) {
                    normal[i][j] += lagged * w[t - 1 - j];
                }
            }
        }
        double trace = 0.0;
        for (int i = 0; i < order; i++) {
            trace += normal[i][i];
        }
        return trace / order;
    }

    private double combine(double[] coefficients, double[] w, int t) {
        double sum = 0.0;
        for (int i = 0; i < order; i++) {
            sum += coefficients[i] * w[t - 1 - i];
        }
        return sum;
    }
}
