package dev.fastback.forecast.nano;

import java.util.Arrays;

/**
 * Computes the next bar's quantiles of rows that follow each other in one series, many rows at a time; the bits are those of {@link NanoNetwork#compute}, which is the oracle:
 * every sum is added up in the same order, and only products with weights of 0 are left out.
 */
final class NanoBatch {
    // Layout: weights are an array for each input, so that loops over outputs index all their arrays alike, which is what Java's compiler makes vectors of. Features are
    // computed feature by feature for all rows of a block: row r's bar b is bar b + r of the block, so that neighbouring rows are neighbouring numbers.
    private static final int ROWS = 32;
    private static final int CELLS = NanoShape.COLUMNS;
    private static final int HEAD = CELLS * (NanoShape.STEPS + 2);
    private static final float[] WINDOWS = NanoShape.windows();
    private static final float[] SIGNED = NanoShape.signed();

    private final float[] parameters;
    private final float[][] e;
    private final float[][] w1;
    private final float[][] w2;
    private final float[][] w3;

    NanoBatch(float[] parameters) {
        this.parameters = parameters;
        this.e = rows(NanoShape.E, NanoShape.PATCH, NanoShape.EMBEDDED, NanoShape.EMBEDDED);
        this.w1 = rows(NanoShape.W1, NanoShape.WIDE, NanoShape.HIDDEN, NanoShape.HIDDEN);
        this.w2 = rows(NanoShape.W2, NanoShape.HIDDEN, NanoShape.HIDDEN, NanoShape.HIDDEN);
        this.w3 = rows(NanoShape.W3, NanoShape.LATE, NanoShape.HEAD, HEAD);
    }

    private float[][] rows(int from, int inputs, int columns, int used) {
        float[][] rows = new float[inputs][];
        for (int i = 0; i < inputs; i++) {
            rows[i] = Arrays.copyOfRange(parameters, from + i * columns, from + i * columns + used);
        }
        return rows;
    }

    /** Memory of one thread. */
    private static final class Work {
        final float[][] squares = new float[NanoShape.SERIES][NanoShape.BARS + ROWS];
        final float[][] volatilities = new float[NanoShape.VOLATILITIES][ROWS];
        final float[][] signed = new float[NanoShape.SIGNED][ROWS];
        final float[][] prices = new float[NanoShape.PRICES][NanoShape.BARS + ROWS];
        final float[] scale = new float[ROWS];
        final float[][] bars = new float[ROWS][NanoShape.INPUT];
        final float[][] embedded = new float[ROWS][NanoShape.EMBEDDED];
        final float[][] wide = new float[ROWS][NanoShape.WIDE];
        final float[][] hidden = new float[ROWS][NanoShape.HIDDEN];
        final float[][] more = new float[ROWS][NanoShape.HIDDEN];
        final float[][] late = new float[ROWS][NanoShape.LATE];
        final float[][] head = new float[ROWS][HEAD];
    }

    /**
     * Computes rows.
     *
     * @param moves as {@link NanoInput#moves} makes them
     * @param last the newest bar of the first row, at least {@code BARS}; that of each other row is the next one
     * @param rows how many, none beyond the moves
     * @param quantiles set: of each row those of close, high and low of its next bar
     */
    void compute(float[] moves, int last, int rows, float[] quantiles) {
        Work work = new Work();
        for (int from = 0; from < rows; from += ROWS) {
            block(moves, last + from, Math.min(ROWS, rows - from), quantiles, from, work);
        }
    }

    private void block(float[] moves, int last, int rows, float[] quantiles, int to, Work work) {
        features(moves, last, rows, work);
        for (int patch = 0; patch < NanoShape.PATCHES; patch++) {
            fill(work.embedded, NanoShape.BE, rows);
            addProducts(work.bars, patch * NanoShape.PATCH, e, work.embedded, rows);
            for (int row = 0; row < rows; row++) {
                relu(work.embedded[row]);
                System.arraycopy(work.embedded[row], 0, work.wide[row], patch * NanoShape.EMBEDDED, NanoShape.EMBEDDED);
            }
        }
        fill(work.hidden, NanoShape.B1, rows);
        addProducts(work.wide, 0, w1, work.hidden, rows);
        fill(work.more, NanoShape.B2, rows);
        for (int row = 0; row < rows; row++) {
            relu(work.hidden[row]);
        }
        addProducts(work.hidden, 0, w2, work.more, rows);
        fill(work.head, NanoShape.B3, rows);
        for (int row = 0; row < rows; row++) {
            relu(work.more[row]);
            add(work.hidden[row], work.more[row], work.late[row]);
            System.arraycopy(work.wide[row], NanoShape.PATCHES * NanoShape.EMBEDDED, work.late[row], NanoShape.HIDDEN, NanoShape.FEATURES);
        }
        addProducts(work.late, 0, w3, work.head, rows);
        for (int row = 0; row < rows; row++) {
            for (int cell = 0; cell < CELLS; cell++) {
                NanoFormulas.quantiles(
                        parameters, cell, work.head[row], cell * (NanoShape.STEPS + 2), work.scale[row], quantiles, ((to + row) * CELLS + cell) * NanoShape.LEVELS);
            }
        }
    }

    /** Sets scales, standardised bars and features of a block as {@link NanoFormulas#features} does. */
    private static void features(float[] moves, int last, int rows, Work work) {
        int first = last + 1 - NanoShape.BARS;
        int bars = NanoShape.BARS + rows - 1;
        for (int bar = 0; bar < bars; bar++) {
            int at = (first + bar) * NanoShape.PRICES;
            float range = NanoShape.RANGE * (moves[at + 1] - moves[at + 2]);
            for (int price = 0; price < NanoShape.PRICES; price++) {
                work.prices[price][bar] = moves[at + price];
            }
            work.squares[0][bar] = moves[at + 3] * moves[at + 3];
            work.squares[1][bar] = range * range;
            work.squares[2][bar] = moves[at + 1] * moves[at + 1];
            work.squares[3][bar] = moves[at + 2] * moves[at + 2];
            work.squares[4][bar] = moves[at] * moves[at];
        }
        volatilities(work);
        signed(work);
        for (int row = 0; row < rows; row++) {
            standardise(moves, first + row, row, work);
        }
    }

    private static void volatilities(Work work) {
        for (int series = 0; series < NanoShape.SERIES; series++) {
            for (int w = 0; w < NanoShape.WINDOWS; w++) {
                float[] sum = work.volatilities[series * NanoShape.WINDOWS + w];
                Arrays.fill(sum, 0f);
                for (int bar = 0; bar < NanoShape.BARS; bar++) {
                    float weight = WINDOWS[bar * NanoShape.WINDOWS + w];
                    if (weight != 0) {
                        addScaled(work.squares[series], bar, weight, sum);
                    }
                }
            }
        }
    }

    private static void signed(Work work) {
        for (int j = 0; j < NanoShape.SIGNED; j++) {
            Arrays.fill(work.signed[j], 0f);
            for (int bar = 0; bar < NanoShape.BARS; bar++) {
                for (int price = 0; price < NanoShape.PRICES; price++) {
                    float weight = SIGNED[(bar * NanoShape.PRICES + price) * NanoShape.SIGNED + j];
                    if (weight != 0) {
                        addScaled(work.prices[price], bar, weight, work.signed[j]);
                    }
                }
            }
        }
    }

    private static void addScaled(float[] values, int from, float weight, float[] sum) {
        for (int row = 0; row < ROWS; row++) {
            sum[row] += values[from + row] * weight;
        }
    }

    private static void standardise(float[] moves, int first, int row, Work work) {
        float[] features = work.wide[row];
        int to = NanoShape.PATCHES * NanoShape.EMBEDDED;
        float scale = (float) Math.sqrt(0.5f * (work.volatilities[0][row] + work.volatilities[NanoShape.WINDOWS][row])) + NanoShape.LEAST_SCALE;
        work.scale[row] = scale;
        for (int i = 0; i < NanoShape.VOLATILITIES; i++) {
            features[to + i] = Math.clamp((float) Math.sqrt(work.volatilities[i][row] / (scale * scale)), 0f, 4f) - 1f;
        }
        int signed = to + NanoShape.VOLATILITIES;
        for (int j = 0; j < NanoShape.SIGNED; j++) {
            features[signed + j] = Math.clamp(work.signed[j][row] / scale, -4f, 4f);
        }
        features[signed + NanoShape.SIGNED] = 5f * (float) Math.sqrt((float) Math.sqrt(scale)) - 2f;
        float[] bars = work.bars[row];
        int from = first * NanoShape.PRICES;
        for (int i = 0; i < NanoShape.INPUT; i++) {
            bars[i] = Math.max(-6f, Math.min(6f, moves[from + i] / scale));
        }
    }

    private void fill(float[][] sums, int from, int rows) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(parameters, from, sums[row], 0, sums[row].length);
        }
    }

    /** Adds to each row's sums its inputs from {@code at} on times the weights: four inputs at a time, of two rows. */
    private static void addProducts(float[][] inputs, int at, float[][] weights, float[][] sums, int rows) {
        int i = 0;
        for (; i + 4 <= weights.length; i += 4) {
            int row = 0;
            for (; row + 2 <= rows; row += 2) {
                addTwo(inputs[row], inputs[row + 1], at + i, weights[i], weights[i + 1], weights[i + 2], weights[i + 3], sums[row], sums[row + 1]);
            }
            if (row < rows) {
                addFour(inputs[row], at + i, weights[i], weights[i + 1], weights[i + 2], weights[i + 3], sums[row]);
            }
        }
        for (; i < weights.length; i++) {
            for (int row = 0; row < rows; row++) {
                addOne(inputs[row][at + i], weights[i], sums[row]);
            }
        }
    }

    private static void addTwo(float[] one, float[] two, int at, float[] w, float[] x, float[] y, float[] z, float[] sum, float[] other) {
        float a = one[at];
        float b = one[at + 1];
        float c = one[at + 2];
        float d = one[at + 3];
        float p = two[at];
        float q = two[at + 1];
        float r = two[at + 2];
        float s = two[at + 3];
        for (int j = 0; j < sum.length; j++) {
            sum[j] = sum[j] + a * w[j] + b * x[j] + c * y[j] + d * z[j];
            other[j] = other[j] + p * w[j] + q * x[j] + r * y[j] + s * z[j];
        }
    }

    private static void addFour(float[] one, int at, float[] w, float[] x, float[] y, float[] z, float[] sum) {
        float a = one[at];
        float b = one[at + 1];
        float c = one[at + 2];
        float d = one[at + 3];
        for (int j = 0; j < sum.length; j++) {
            sum[j] = sum[j] + a * w[j] + b * x[j] + c * y[j] + d * z[j];
        }
    }

    private static void addOne(float factor, float[] w, float[] sum) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * w[j];
        }
    }

    private static void add(float[] one, float[] other, float[] sum) {
        for (int j = 0; j < one.length; j++) {
            sum[j] = one[j] + other[j];
        }
    }

    private static void relu(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(values[i], 0f);
        }
    }
}
