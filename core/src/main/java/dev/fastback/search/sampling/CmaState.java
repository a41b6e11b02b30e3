package dev.fastback.search.sampling;

import java.util.Arrays;

/** The distribution of {@link CmaEs}, its paths and constants, in the words of Hansen's tutorial. */
final class CmaState {
    private final int n;
    private final int lambda;
    private final int mu;
    private final double[] weights;
    private final double muEff;
    private final double cc;
    private final double cs;
    private final double c1;
    private final double cMu;
    private final double damping;
    private final double expectedLength;

    private final double[] mean;
    private double sigma;
    private final double[] scale;
    private final double[][] covariance;
    private final double[][] vectors;
    private final double[] deviations;
    private final double[] ps;
    private final double[] pc;
    private int rounds;
    private int decomposedAt;

    CmaState(double[] mean, double sigma, int times) {
        this.mean = mean;
        this.sigma = sigma;
        n = mean.length;
        lambda = times * (4 + (int) (3 * StrictMath.log(Math.max(1, n))));
        mu = lambda / 2;
        weights = new double[mu];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < mu; i++) {
            weights[i] = StrictMath.log((lambda + 1) / 2.0) - StrictMath.log(i + 1);
            sum += weights[i];
        }
        for (int i = 0; i < mu; i++) {
            weights[i] /= sum;
            squares += weights[i] * weights[i];
        }
        muEff = 1 / squares;
        cc = (4 + muEff / n) / (n + 4 + 2 * muEff / n);
        cs = (muEff + 2) / (n + muEff + 5);
        c1 = 2 / ((n + 1.3) * (n + 1.3) + muEff);
        cMu = Math.min(1 - c1, 2 * (muEff - 2 + 1 / muEff) / ((n + 2.0) * (n + 2.0) + muEff));
        damping = 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cs;
        expectedLength = Math.sqrt(n) * (1 - 1 / (4.0 * n) + 1 / (21.0 * n * n));
        scale = new double[n];
        Arrays.fill(scale, 1);
        covariance = new double[n][n];
        vectors = new double[n][n];
        deviations = new double[n];
        Arrays.fill(deviations, 1);
        for (int i = 0; i < n; i++) {
            covariance[i][i] = 1;
            vectors[i][i] = 1;
        }
        ps = new double[n];
        pc = new double[n];
    }

    int generation() {
        return lambda;
    }

    /** Writes the point of normal numbers. */
    void sample(double[] normal, double[] x) {
        for (int i = 0; i < n; i++) {
            double y = 0;
            for (int k = 0; k < n; k++) {
                y += vectors[i][k] * deviations[k] * normal[k];
            }
            x[i] = mean[i] + sigma * scale[i] * y;
        }
    }

    /** Moves the distribution after a generation, best point first. */
    void learn(double[][] ranked) {
        rounds++;
        double[][] y = new double[mu][n];
        double[] step = new double[n];
        for (int i = 0; i < mu; i++) {
            for (int k = 0; k < n; k++) {
                y[i][k] = (ranked[i][k] - mean[k]) / (sigma * scale[k]);
                step[k] += weights[i] * y[i][k];
            }
        }
        for (int k = 0; k < n; k++) {
            mean[k] += sigma * scale[k] * step[k];
        }
        double length = follow(step);
        boolean still = length / Math.sqrt(1 - StrictMath.pow(1 - cs, 2.0 * rounds)) >= (1.4 + 2 / (n + 1.0)) * expectedLength;
        for (int k = 0; k < n; k++) {
            pc[k] = (1 - cc) * pc[k] + (still ? 0 : Math.sqrt(cc * (2 - cc) * muEff) * step[k]);
        }
        double kept = 1 - c1 - cMu + (still ? c1 * cc * (2 - cc) : 0);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < mu; k++) {
                    sum += weights[k] * y[k][i] * y[k][j];
                }
                covariance[i][j] = kept * covariance[i][j] + c1 * pc[i] * pc[j] + cMu * sum;
                covariance[j][i] = covariance[i][j];
            }
        }
        sigma = Math.min(1, sigma * StrictMath.exp(cs / damping * (length / expectedLength - 1)));
        if ((rounds - decomposedAt) * (c1 + cMu) * n * 10 >= 1) {
            decompose();
        }
    }

    /** Moves the path of the step size and returns its length. */
    private double follow(double[] step) {
        double[] turned = new double[n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                turned[k] += vectors[i][k] * step[i];
            }
            turned[k] /= deviations[k];
        }
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double white = 0;
            for (int k = 0; k < n; k++) {
                white += vectors[i][k] * turned[k];
            }
            ps[i] = (1 - cs) * ps[i] + Math.sqrt(cs * (2 - cs) * muEff) * white;
            squares += ps[i] * ps[i];
        }
        return Math.sqrt(squares);
    }

    private void decompose() {
        decomposedAt = rounds;
        Eigen.of(covariance, vectors, deviations);
        for (int k = 0; k < n; k++) {
            deviations[k] = Math.sqrt(Math.max(deviations[k], 1e-20));
        }
    }

    /**
     * Keeps the margin of a side with cells: at least {@code 1 / (dimension x generation)} of the distribution outside the mean's cell.
     *
     * @param cells at least 2
     */
    void keepMargin(int k, long cells) {
        double alpha = 1.0 / (n * lambda);
        double deviation = sigma * scale[k] * Math.sqrt(covariance[k][k]);
        mean[k] = Math.clamp(mean[k], 0, 1);
        long cell = Math.min(cells - 1, (long) (mean[k] * cells));
        if (cell == 0 || cell == cells - 1) {
            double border = cell == 0 ? 1.0 / cells : (cells - 1.0) / cells;
            double most = Gauss.quantile(1 - alpha) * deviation;
            double away = Math.min(Math.abs(mean[k] - border), most);
            mean[k] = border + (cell == 0 ? -away : away);
            return;
        }
        double low = (double) cell / cells;
        double high = (cell + 1.0) / cells;
        double below = Gauss.share((low - mean[k]) / deviation);
        double above = Gauss.share((mean[k] - high) / deviation);
        double within = 1 - below - above;
        double belowAtLeast = Math.max(alpha / 2, below);
        double aboveAtLeast = Math.max(alpha / 2, above);
        double excess = (1 - belowAtLeast - aboveAtLeast - within) / (belowAtLeast + aboveAtLeast + within - 1.5 * alpha);
        double newBelow = belowAtLeast + excess * (belowAtLeast - alpha / 2);
        double newAbove = aboveAtLeast + excess * (aboveAtLeast - alpha / 2);
        double fromLow = Gauss.quantile(1 - newBelow);
        double fromHigh = Gauss.quantile(1 - newAbove);
        if (fromLow + fromHigh > 0) {
            double newDeviation = (high - low) / (fromLow + fromHigh);
            mean[k] = (low * fromHigh + high * fromLow) / (fromLow + fromHigh);
            scale[k] *= newDeviation / deviation;
        }
    }

    /** Returns the largest standard deviation along a side. */
    double widest() {
        double widest = 0;
        for (int k = 0; k < n; k++) {
            widest = Math.max(widest, sigma * scale[k] * Math.sqrt(covariance[k][k]));
        }
        return widest;
    }

    /** Returns the ratio of the largest variance to the smallest. */
    double condition() {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (double deviation : deviations) {
            least = Math.min(least, deviation);
            most = Math.max(most, deviation);
        }
        return n == 0 ? 1 : most / least * (most / least);
    }

    boolean isFinite() {
        double sum = sigma;
        for (int k = 0; k < n; k++) {
            sum += mean[k] + scale[k] + covariance[k][k];
        }
        return Double.isFinite(sum);
    }
}
