package dev.fastback.models;

import dev.fastback.forecast.nano.NanoFormulas;
import dev.fastback.forecast.nano.NanoShape;

/**
 * The network of {@link NanoShape} as training needs it: forward in batches, and backward. Not safe for use by several threads: it keeps the values of the
 * last rows for {@link #backward}.
 */
final class TrainedNetwork {
    final float[] parameters;
    final float[] scale;
    final float[] quantiles;
    private final float[] patches;
    private final float[] wide;
    private final float[] embedded;
    private final float[] y1;
    private final float[] r2;
    private final float[] late;
    private final float[] head;

    /** Makes a network for at most so many rows at once. */
    TrainedNetwork(float[] parameters, int rows) {
        this.parameters = parameters;
        scale = new float[rows];
        quantiles = new float[rows * NanoShape.OUTPUT];
        patches = new float[rows * NanoShape.INPUT];
        embedded = new float[rows * NanoShape.PATCHES * NanoShape.EMBEDDED];
        wide = new float[rows * NanoShape.WIDE];
        y1 = new float[rows * NanoShape.HIDDEN];
        r2 = new float[rows * NanoShape.HIDDEN];
        late = new float[rows * NanoShape.LATE];
        head = new float[rows * NanoShape.HEAD];
    }

    /** Computes {@link #scale} and {@link #quantiles} of rows. */
    void forward(float[] x, int rows) {
        for (int row = 0; row < rows; row++) {
            scale[row] = NanoFormulas.features(
                    x, row * NanoShape.INPUT, patches, row * NanoShape.INPUT, wide, row * NanoShape.WIDE + NanoShape.PATCHES * NanoShape.EMBEDDED);
        }
        int embeddings = rows * NanoShape.PATCHES;
        Matrices.repeat(parameters, NanoShape.BE, embedded, embeddings, NanoShape.EMBEDDED);
        Matrices.addProduct(patches, parameters, NanoShape.E, embedded, 0, embeddings, NanoShape.PATCH, NanoShape.EMBEDDED);
        Matrices.relu(embedded, embeddings * NanoShape.EMBEDDED);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(embedded, row * NanoShape.PATCHES * NanoShape.EMBEDDED, wide, row * NanoShape.WIDE, NanoShape.PATCHES * NanoShape.EMBEDDED);
        }
        Matrices.repeat(parameters, NanoShape.B1, y1, rows, NanoShape.HIDDEN);
        Matrices.addProduct(wide, parameters, NanoShape.W1, y1, 0, rows, NanoShape.WIDE, NanoShape.HIDDEN);
        Matrices.relu(y1, rows * NanoShape.HIDDEN);
        Matrices.repeat(parameters, NanoShape.B2, r2, rows, NanoShape.HIDDEN);
        Matrices.addProduct(y1, parameters, NanoShape.W2, r2, 0, rows, NanoShape.HIDDEN, NanoShape.HIDDEN);
        Matrices.relu(r2, rows * NanoShape.HIDDEN);
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < NanoShape.HIDDEN; j++) {
                late[row * NanoShape.LATE + j] = y1[row * NanoShape.HIDDEN + j] + r2[row * NanoShape.HIDDEN + j];
            }
            System.arraycopy(wide, row * NanoShape.WIDE + NanoShape.PATCHES * NanoShape.EMBEDDED, late, row * NanoShape.LATE + NanoShape.HIDDEN, NanoShape.FEATURES);
        }
        Matrices.repeat(parameters, NanoShape.B3, head, rows, NanoShape.HEAD);
        Matrices.addProduct(late, parameters, NanoShape.W3, head, 0, rows, NanoShape.LATE, NanoShape.HEAD);
        for (int row = 0; row < rows; row++) {
            for (int cell = 0; cell < NanoShape.CELLS; cell++) {
                NanoFormulas.quantiles(
                        parameters,
                        cell,
                        head,
                        row * NanoShape.HEAD + cell * (NanoShape.STEPS + 2),
                        scale[row],
                        quantiles,
                        row * NanoShape.OUTPUT + cell * NanoShape.LEVELS);
            }
        }
    }

    /**
     * Adds the gradient of a loss by the parameters to {@code gradient}, for the rows of the last {@link #forward}.
     *
     * @param byQuantiles the loss's gradient by {@code quantiles / scale}
     */
    void backward(float[] byQuantiles, int rows, float[] gradient) {
        float[] byHead = new float[rows * NanoShape.HEAD];
        for (int row = 0; row < rows; row++) {
            for (int cell = 0; cell < NanoShape.CELLS; cell++) {
                backward(byQuantiles, row, cell, byHead, gradient);
            }
        }
        Matrices.addRows(byHead, rows, NanoShape.HEAD, gradient, NanoShape.B3);
        Matrices.addProduct(Matrices.transposed(late, 0, rows, NanoShape.LATE), byHead, 0, gradient, NanoShape.W3, NanoShape.LATE, rows, NanoShape.HEAD);
        float[] byLate = new float[rows * NanoShape.LATE];
        Matrices.addProduct(byHead, Matrices.transposed(parameters, NanoShape.W3, NanoShape.LATE, NanoShape.HEAD), 0, byLate, 0, rows, NanoShape.HEAD, NanoShape.LATE);
        float[] byY1 = new float[rows * NanoShape.HIDDEN];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(byLate, row * NanoShape.LATE, byY1, row * NanoShape.HIDDEN, NanoShape.HIDDEN);
        }
        float[] byR2 = byY1.clone();
        Matrices.maskByRelu(byR2, r2, rows * NanoShape.HIDDEN);
        Matrices.addRows(byR2, rows, NanoShape.HIDDEN, gradient, NanoShape.B2);
        Matrices.addProduct(Matrices.transposed(y1, 0, rows, NanoShape.HIDDEN), byR2, 0, gradient, NanoShape.W2, NanoShape.HIDDEN, rows, NanoShape.HIDDEN);
        Matrices.addProduct(byR2, Matrices.transposed(parameters, NanoShape.W2, NanoShape.HIDDEN, NanoShape.HIDDEN), 0, byY1, 0, rows, NanoShape.HIDDEN, NanoShape.HIDDEN);
        Matrices.maskByRelu(byY1, y1, rows * NanoShape.HIDDEN);
        Matrices.addRows(byY1, rows, NanoShape.HIDDEN, gradient, NanoShape.B1);
        Matrices.addProduct(Matrices.transposed(wide, 0, rows, NanoShape.WIDE), byY1, 0, gradient, NanoShape.W1, NanoShape.WIDE, rows, NanoShape.HIDDEN);
        float[] byWide = new float[rows * NanoShape.WIDE];
        Matrices.addProduct(byY1, Matrices.transposed(parameters, NanoShape.W1, NanoShape.WIDE, NanoShape.HIDDEN), 0, byWide, 0, rows, NanoShape.HIDDEN, NanoShape.WIDE);
        float[] byEmbedded = new float[rows * NanoShape.PATCHES * NanoShape.EMBEDDED];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(byWide, row * NanoShape.WIDE, byEmbedded, row * NanoShape.PATCHES * NanoShape.EMBEDDED, NanoShape.PATCHES * NanoShape.EMBEDDED);
        }
        int embeddings = rows * NanoShape.PATCHES;
        Matrices.maskByRelu(byEmbedded, embedded, embeddings * NanoShape.EMBEDDED);
        Matrices.addRows(byEmbedded, embeddings, NanoShape.EMBEDDED, gradient, NanoShape.BE);
        Matrices.addProduct(Matrices.transposed(patches, 0, embeddings, NanoShape.PATCH), byEmbedded, 0, gradient, NanoShape.E, NanoShape.PATCH, embeddings, NanoShape.EMBEDDED);
    }

    private void backward(float[] byQuantiles, int row, int cell, float[] byHead, float[] gradient) {
        int o = row * NanoShape.HEAD + cell * (NanoShape.STEPS + 2);
        int q = row * NanoShape.OUTPUT + cell * NanoShape.LEVELS;
        float vol = Math.max(1 + head[o], 0f) + NanoShape.LEAST_VOLATILITY;
        float byMedian = 0;
        for (int j = 0; j < NanoShape.LEVELS; j++) {
            byMedian += byQuantiles[q + j];
        }
        float median = parameters[NanoShape.BASE_MEDIAN + cell] + head[o + 1];
        float byVol = byMedian * median;
        gradient[NanoShape.BASE_MEDIAN + cell] += byMedian * vol;
        byHead[o + 1] = byMedian * vol;
        float below = 0;
        for (int i = 0; i < NanoShape.MIDDLE; i++) {
            below += byQuantiles[q + i];
            byVol += byStep(cell, i, o, -below, vol, byHead, gradient);
        }
        float above = 0;
        for (int i = NanoShape.STEPS - 1; i >= NanoShape.MIDDLE; i--) {
            above += byQuantiles[q + i + 1];
            byVol += byStep(cell, i, o, above, vol, byHead, gradient);
        }
        byHead[o] = 1 + head[o] > 0 ? byVol : 0f;
    }

    /** Adds what a step contributes; returns its part of the gradient by the volatility. */
    private float byStep(int cell, int i, int o, float byDistance, float vol, float[] byHead, float[] gradient) {
        float base = parameters[NanoShape.BASE_STEPS + cell * NanoShape.STEPS + i];
        float factor = 1 + head[o + 2 + i];
        if (base > 0 && factor > 0) {
            gradient[NanoShape.BASE_STEPS + cell * NanoShape.STEPS + i] += byDistance * vol * factor;
            byHead[o + 2 + i] = byDistance * vol * base;
        }
        return byDistance * NanoFormulas.step(parameters, cell, i, head, o);
    }
}
