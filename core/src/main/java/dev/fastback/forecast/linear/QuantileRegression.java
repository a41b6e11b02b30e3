package dev.fastback.forecast.linear;

/**
 * Regression of a quantile by the smoothed loss of M. Fernandes, E. Guerre and E. Horta (Journal of Business &amp; Economic Statistics 39, 2021) with a uniform kernel of half
 * width {@value #BANDWIDTH}: quadratic within it, the usual pinball loss beyond. A penalty on the squares of all coefficients but the first holds those that the rows do not
 * tell apart. The loss is convex; it is minimised by Newton's method with halved steps. One thread, sums in the order of the rows: equal rows give equal bits.
 */
final class QuantileRegression {
    /** In units of the values. */
    private static final double BANDWIDTH = 0.1;
    /** The penalty is this over the number of rows. */
    private static final double PENALTY = 5;
    private static final int MOST_STEPS = 60;
    private static final int MOST_HALVINGS = 40;
    private static final double LEAST_GAIN = 1e-10;
    private static final double SUFFICIENT = 1e-4;

    private final float[] inputs;
    private final float[] values;
    private final int rows;
    private final int size;
    private final double level;
    private final double penalty;

    /**
     * Prepares a regression.
     *
     * @param inputs row by row, {@code size} numbers each; the first of each is 1
     * @param values what is to be told, one for each row
     * @param rows how many rows there are
     * @param level of the quantile, between 0 and 1
     */
    QuantileRegression(float[] inputs, float[] values, int rows, int size, double level) {
        this.inputs = inputs;
        this.values = values;
        this.rows = rows;
        this.size = size;
        this.level = level;
        this.penalty = PENALTY / rows;
    }

    /** Returns the coefficients with the least loss, looked for from some. */
    double[] fit(double[] start) {
        double[] at = start.clone();
        double loss = loss(at);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] gradient = new double[size];
            double[][] curvature = new double[size][size];
            derive(at, gradient, curvature);
            double[] direction = Cholesky.solve(curvature, gradient);
            double slope = 0;
            for (int j = 0; j < size; j++) {
                slope += gradient[j] * direction[j];
            }
            double share = 1;
            double[] next = moved(at, direction, share);
            double nextLoss = loss(next);
            for (int halving = 0; halving < MOST_HALVINGS && !(nextLoss <= loss - SUFFICIENT * share * slope); halving++) {
                share /= 2;
                next = moved(at, direction, share);
                nextLoss = loss(next);
            }
            if (!(nextLoss < loss - LEAST_GAIN)) {
                return at;
            }
            at = next;
            loss = nextLoss;
        }
        return at;
    }

    private static double[] moved(double[] at, double[] direction, double share) {
        double[] next = at.clone();
        for (int j = 0; j < next.length; j++) {
            next[j] -= share * direction[j];
        }
        return next;
    }

    private double residual(double[] at, int row) {
        double told = 0;
        int from = row * size;
        for (int j = 0; j < size; j++) {
            told += at[j] * inputs[from + j];
        }
        return values[row] - told;
    }

    private double loss(double[] at) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            double miss = residual(at, row);
            double distance = Math.abs(miss);
            double absolute = distance <= BANDWIDTH ? (miss * miss / BANDWIDTH + BANDWIDTH) / 2 : distance;
            sum += (level - 0.5) * miss + absolute / 2;
        }
        double squares = 0;
        for (int j = 1; j < at.length; j++) {
            squares += at[j] * at[j];
        }
        return sum / rows + penalty * squares / 2;
    }

    /** Sets the gradient, and the lower triangle of the curvature. */
    private void derive(double[] at, double[] gradient, double[][] curvature) {
        double inside = 1 / (2 * BANDWIDTH);
        for (int row = 0; row < rows; row++) {
            double miss = residual(at, row);
            int from = row * size;
            double pull = level - 0.5 + Math.clamp(miss / BANDWIDTH, -1, 1) / 2;
            for (int j = 0; j < size; j++) {
                gradient[j] -= pull * inputs[from + j];
            }
            if (Math.abs(miss) <= BANDWIDTH) {
                for (int i = 0; i < size; i++) {
                    double one = inside * inputs[from + i];
                    double[] line = curvature[i];
                    for (int j = 0; j <= i; j++) {
                        line[j] += one * inputs[from + j];
                    }
                }
            }
        }
        for (int i = 0; i < size; i++) {
            gradient[i] = gradient[i] / rows + (i == 0 ? 0 : penalty * at[i]);
            for (int j = 0; j <= i; j++) {
                curvature[i][j] /= rows;
            }
            curvature[i][i] += i == 0 ? LEAST_GAIN : penalty;
        }
    }
}
