package dev.fastback.models;

import java.util.Arrays;

/**
 * The network of {@code nano}: from the log moves of 128 bars to nine quantiles of close, high and low of the next seven, relative to the last
 * close. Plain Java, forward and backward; the file for ONNX Runtime is written from the same numbers and is held to {@link #forward}.
 *
 * <p>Input {@code x}: per row {@value #BARS} bars, oldest first, each open, high, low, close as log moves against the previous close. Then
 * <pre>
 * s[j]  = (close, 0.6008 (high - low), high, low, open)             of each bar, squared
 * v     = s weighted by 9 windows: exponential of decay 0.94, then means of the newest 1, 2, 3, 5, 10, 22, 64, 128
 * scale = sqrt((v[close][0] + v[range][0]) / 2) + 1e-5
 * f     = clip(sqrt(v / scale^2), 0, 4) - 1,  clip(x D / scale, -4, 4),  5 sqrt(sqrt(scale)) - 2              54 features
 * e     = relu(clip(x / scale, -6, 6) in 16 patches of 8 bars, each times E + be)
 * y1    = relu([e f] W1 + b1),  y2 = y1 + relu(y1 W2 + b2),  o = [y2 f] W3 + b3                                10 numbers for each of 7 x 3 cells
 * vol   = relu(1 + o[0]) + 0.02,  median = (bm + o[1]) vol,  d[i] = (relu(bd[i]) relu(1 + o[2+i]) + 0.001) vol
 * q[j]  = scale (median - d[j] - .. - d[3]) for j &lt; 4,  scale (median + d[4] + .. + d[j-1]) for j &gt; 4,  scale median for j = 4
 * </pre>
 * so quantiles cannot cross. {@code D} gives the last bar, and sums of the newest 3, 5, 10, 22 closes over the roots of their numbers. Not safe
 * for use by several threads: it keeps the values of the last rows for {@link #backward}.
 */
final class NanoNetwork {
    static final int BARS = 128;
    static final int PRICES = 4;
    static final int INPUT = BARS * PRICES;
    static final int HORIZON = 7;
    static final int COLUMNS = 3;
    static final int CELLS = HORIZON * COLUMNS;
    static final int LEVELS = 9;
    static final int MIDDLE = 4;
    static final int STEPS = LEVELS - 1;
    static final int OUTPUT = CELLS * LEVELS;
    static final int HEAD = CELLS * (STEPS + 2);
    static final int PATCHES = 16;
    static final int PATCH = INPUT / PATCHES;
    static final int EMBEDDED = 24;
    static final int HIDDEN = 112;
    static final int SERIES = 5;
    static final int[] MEANS = {1, 2, 3, 5, 10, 22, 64, 128};
    static final int WINDOWS = MEANS.length + 1;
    static final int[] SUMS = {3, 5, 10, 22};
    static final int SIGNED = PRICES + SUMS.length;
    static final int VOLATILITIES = SERIES * WINDOWS;
    static final int FEATURES = VOLATILITIES + SIGNED + 1;
    static final float RANGE = 0.6008f;
    static final float LEAST_SCALE = 1e-5f;
    static final float LEAST_STEP = 1e-3f;
    static final float LEAST_VOLATILITY = 0.02f;
    private static final double DECAY = 0.94;

    // Where each parameter begins in the one array of them.
    static final int E = 0;
    static final int BE = E + PATCH * EMBEDDED;
    static final int WIDE = PATCHES * EMBEDDED + FEATURES;
    static final int W1 = BE + EMBEDDED;
    static final int B1 = W1 + WIDE * HIDDEN;
    static final int W2 = B1 + HIDDEN;
    static final int B2 = W2 + HIDDEN * HIDDEN;
    static final int LATE = HIDDEN + FEATURES;
    static final int W3 = B2 + HIDDEN;
    static final int B3 = W3 + LATE * HEAD;
    static final int BASE_MEDIAN = B3 + HEAD;
    static final int BASE_STEPS = BASE_MEDIAN + CELLS;
    static final int PARAMETERS = BASE_STEPS + CELLS * STEPS;

    final float[] parameters;
    final float[] scale;
    final float[] quantiles;
    private final float[] volatilities = windows();
    private final float[] signed = signed();
    private final float[] patches;
    private final float[] wide;
    private final float[] embedded;
    private final float[] y1;
    private final float[] r2;
    private final float[] late;
    private final float[] y2;
    private final float[] head;

    /** Makes a network for at most so many rows at once. */
    NanoNetwork(float[] parameters, int rows) {
        this.parameters = parameters;
        scale = new float[rows];
        quantiles = new float[rows * OUTPUT];
        patches = new float[rows * INPUT];
        embedded = new float[rows * PATCHES * EMBEDDED];
        wide = new float[rows * WIDE];
        y1 = new float[rows * HIDDEN];
        r2 = new float[rows * HIDDEN];
        y2 = new float[rows * HIDDEN];
        late = new float[rows * LATE];
        head = new float[rows * HEAD];
    }

    /** Returns the weights of bars in each window, {@value #BARS} x {@code WINDOWS}. */
    static float[] windows() {
        float[] weights = new float[BARS * WINDOWS];
        double[] power = new double[BARS];
        double total = 0;
        double value = 1;
        for (int age = 0; age < BARS; age++, value *= DECAY) {
            power[age] = value;
            total += value;
        }
        for (int bar = 0; bar < BARS; bar++) {
            int age = BARS - 1 - bar;
            weights[bar * WINDOWS] = (float) (power[age] / total);
            for (int w = 0; w < MEANS.length; w++) {
                weights[bar * WINDOWS + 1 + w] = age < MEANS[w] ? 1f / MEANS[w] : 0f;
            }
        }
        return weights;
    }

    /** Returns {@code D}, {@code INPUT} x {@code SIGNED}. */
    static float[] signed() {
        float[] d = new float[INPUT * SIGNED];
        for (int price = 0; price < PRICES; price++) {
            d[((BARS - 1) * PRICES + price) * SIGNED + price] = 1f;
        }
        for (int s = 0; s < SUMS.length; s++) {
            for (int age = 0; age < SUMS[s]; age++) {
                d[((BARS - 1 - age) * PRICES + 3) * SIGNED + PRICES + s] = (float) (1 / Math.sqrt(SUMS[s]));
            }
        }
        return d;
    }

    /** Returns {@code s} before squaring as a matrix, {@code PRICES} x {@code SERIES}. */
    static float[] series() {
        return new float[] {
            0, 0, 0, 0, 1,
            0, RANGE, 1, 0, 0,
            0, -RANGE, 0, 1, 0,
            1, 0, 0, 0, 0
        };
    }

    /** Computes {@link #scale} and {@link #quantiles} of rows. */
    void forward(float[] x, int rows) {
        for (int row = 0; row < rows; row++) {
            features(x, row);
        }
        int embeddings = rows * PATCHES;
        Matrices.repeat(parameters, BE, embedded, embeddings, EMBEDDED);
        Matrices.addProduct(patches, parameters, E, embedded, 0, embeddings, PATCH, EMBEDDED);
        Matrices.relu(embedded, embeddings * EMBEDDED);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(embedded, row * PATCHES * EMBEDDED, wide, row * WIDE, PATCHES * EMBEDDED);
        }
        Matrices.repeat(parameters, B1, y1, rows, HIDDEN);
        Matrices.addProduct(wide, parameters, W1, y1, 0, rows, WIDE, HIDDEN);
        Matrices.relu(y1, rows * HIDDEN);
        Matrices.repeat(parameters, B2, r2, rows, HIDDEN);
        Matrices.addProduct(y1, parameters, W2, r2, 0, rows, HIDDEN, HIDDEN);
        Matrices.relu(r2, rows * HIDDEN);
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < HIDDEN; j++) {
                late[row * LATE + j] = y1[row * HIDDEN + j] + r2[row * HIDDEN + j];
            }
            System.arraycopy(wide, row * WIDE + PATCHES * EMBEDDED, late, row * LATE + HIDDEN, FEATURES);
        }
        Matrices.repeat(parameters, B3, head, rows, HEAD);
        Matrices.addProduct(late, parameters, W3, head, 0, rows, LATE, HEAD);
        for (int row = 0; row < rows; row++) {
            for (int cell = 0; cell < CELLS; cell++) {
                quantiles(row, cell);
            }
        }
    }

    private void features(float[] x, int row) {
        int from = row * INPUT;
        float[] v = new float[VOLATILITIES];
        for (int bar = 0; bar < BARS; bar++) {
            int at = from + bar * PRICES;
            float range = RANGE * (x[at + 1] - x[at + 2]);
            square(v, 0, x[at + 3], bar);
            square(v, 1, range, bar);
            square(v, 2, x[at + 1], bar);
            square(v, 3, x[at + 2], bar);
            square(v, 4, x[at], bar);
        }
        float s = (float) Math.sqrt(0.5f * (v[0] + v[WINDOWS])) + LEAST_SCALE;
        scale[row] = s;
        int to = row * WIDE + PATCHES * EMBEDDED;
        for (int i = 0; i < VOLATILITIES; i++) {
            wide[to + i] = Math.clamp((float) Math.sqrt(v[i] / (s * s)), 0f, 4f) - 1f;
        }
        to += VOLATILITIES;
        Arrays.fill(wide, to, to + SIGNED, 0f);
        for (int i = (BARS - 22) * PRICES; i < INPUT; i++) {
            for (int j = 0; j < SIGNED; j++) {
                wide[to + j] += x[from + i] * signed[i * SIGNED + j];
            }
        }
        for (int j = 0; j < SIGNED; j++) {
            wide[to + j] = Math.clamp(wide[to + j] / s, -4f, 4f);
        }
        wide[to + SIGNED] = 5f * (float) Math.sqrt((float) Math.sqrt(s)) - 2f;
        for (int i = 0; i < INPUT; i++) {
            patches[from + i] = Math.clamp(x[from + i] / s, -6f, 6f);
        }
    }

    private void square(float[] v, int series, float value, int bar) {
        float squared = value * value;
        for (int w = 0; w < WINDOWS; w++) {
            v[series * WINDOWS + w] += squared * volatilities[bar * WINDOWS + w];
        }
    }

    private void quantiles(int row, int cell) {
        int o = row * HEAD + cell * (STEPS + 2);
        float s = scale[row];
        float vol = Math.max(1 + head[o], 0f) + LEAST_VOLATILITY;
        float median = (parameters[BASE_MEDIAN + cell] + head[o + 1]) * vol;
        int q = row * OUTPUT + cell * LEVELS;
        quantiles[q + MIDDLE] = s * median;
        float at = median;
        for (int i = MIDDLE - 1; i >= 0; i--) {
            at -= step(cell, i, o) * vol;
            quantiles[q + i] = s * at;
        }
        at = median;
        for (int i = MIDDLE; i < STEPS; i++) {
            at += step(cell, i, o) * vol;
            quantiles[q + i + 1] = s * at;
        }
    }

    private float step(int cell, int i, int o) {
        return Math.max(parameters[BASE_STEPS + cell * STEPS + i], 0f) * Math.max(1 + head[o + 2 + i], 0f) + LEAST_STEP;
    }

    /**
     * Adds the gradient of a loss by the parameters to {@code gradient}, for the rows of the last {@link #forward}.
     *
     * @param byQuantiles the loss's gradient by {@code quantiles / scale}
     */
    void backward(float[] byQuantiles, int rows, float[] gradient) {
        float[] byHead = new float[rows * HEAD];
        for (int row = 0; row < rows; row++) {
            for (int cell = 0; cell < CELLS; cell++) {
                backward(byQuantiles, row, cell, byHead, gradient);
            }
        }
        Matrices.addRows(byHead, rows, HEAD, gradient, B3);
        Matrices.addProduct(Matrices.transposed(late, 0, rows, LATE), byHead, 0, gradient, W3, LATE, rows, HEAD);
        float[] byLate = new float[rows * LATE];
        Matrices.addProduct(byHead, Matrices.transposed(parameters, W3, LATE, HEAD), 0, byLate, 0, rows, HEAD, LATE);
        float[] byY1 = new float[rows * HIDDEN];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(byLate, row * LATE, byY1, row * HIDDEN, HIDDEN);
        }
        float[] byR2 = byY1.clone();
        Matrices.maskByRelu(byR2, r2, rows * HIDDEN);
        Matrices.addRows(byR2, rows, HIDDEN, gradient, B2);
        Matrices.addProduct(Matrices.transposed(y1, 0, rows, HIDDEN), byR2, 0, gradient, W2, HIDDEN, rows, HIDDEN);
        Matrices.addProduct(byR2, Matrices.transposed(parameters, W2, HIDDEN, HIDDEN), 0, byY1, 0, rows, HIDDEN, HIDDEN);
        Matrices.maskByRelu(byY1, y1, rows * HIDDEN);
        Matrices.addRows(byY1, rows, HIDDEN, gradient, B1);
        Matrices.addProduct(Matrices.transposed(wide, 0, rows, WIDE), byY1, 0, gradient, W1, WIDE, rows, HIDDEN);
        float[] byWide = new float[rows * WIDE];
        Matrices.addProduct(byY1, Matrices.transposed(parameters, W1, WIDE, HIDDEN), 0, byWide, 0, rows, HIDDEN, WIDE);
        float[] byEmbedded = new float[rows * PATCHES * EMBEDDED];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(byWide, row * WIDE, byEmbedded, row * PATCHES * EMBEDDED, PATCHES * EMBEDDED);
        }
        int embeddings = rows * PATCHES;
        Matrices.maskByRelu(byEmbedded, embedded, embeddings * EMBEDDED);
        Matrices.addRows(byEmbedded, embeddings, EMBEDDED, gradient, BE);
        Matrices.addProduct(Matrices.transposed(patches, 0, embeddings, PATCH), byEmbedded, 0, gradient, E, PATCH, embeddings, EMBEDDED);
    }

    private void backward(float[] byQuantiles, int row, int cell, float[] byHead, float[] gradient) {
        int o = row * HEAD + cell * (STEPS + 2);
        int q = row * OUTPUT + cell * LEVELS;
        float vol = Math.max(1 + head[o], 0f) + LEAST_VOLATILITY;
        float byMedian = 0;
        for (int j = 0; j < LEVELS; j++) {
            byMedian += byQuantiles[q + j];
        }
        float median = parameters[BASE_MEDIAN + cell] + head[o + 1];
        float byVol = byMedian * median;
        gradient[BASE_MEDIAN + cell] += byMedian * vol;
        byHead[o + 1] = byMedian * vol;
        float below = 0;
        for (int i = 0; i < MIDDLE; i++) {
            below += byQuantiles[q + i];
            byVol += byStep(cell, i, o, -below, vol, byHead, gradient);
        }
        float above = 0;
        for (int i = STEPS - 1; i >= MIDDLE; i--) {
            above += byQuantiles[q + i + 1];
            byVol += byStep(cell, i, o, above, vol, byHead, gradient);
        }
        byHead[o] = 1 + head[o] > 0 ? byVol : 0f;
    }

    /** Adds what a step contributes; returns its part of the gradient by the volatility. */
    private float byStep(int cell, int i, int o, float byDistance, float vol, float[] byHead, float[] gradient) {
        float base = parameters[BASE_STEPS + cell * STEPS + i];
        float factor = 1 + head[o + 2 + i];
        if (base > 0 && factor > 0) {
            gradient[BASE_STEPS + cell * STEPS + i] += byDistance * vol * factor;
            byHead[o + 2 + i] = byDistance * vol * base;
        }
        return byDistance * step(cell, i, o);
    }
}
