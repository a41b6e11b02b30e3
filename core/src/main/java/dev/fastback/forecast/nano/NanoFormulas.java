package dev.fastback.forecast.nano;

import java.util.Arrays;

/** The parts of {@link NanoShape} that are no products of matrices, on single rows. Without state. */
public final class NanoFormulas {
    private static final float[] WINDOWS = NanoShape.windows();
    private static final float[] SIGNED = NanoShape.signed();
    private static final int FIRST_SIGNED = (NanoShape.BARS - 22) * NanoShape.PRICES;

    private NanoFormulas() {}

    /**
     * Computes the features and the standardised bars of a row.
     *
     * @param x input, from {@code from}
     * @param bars set from {@code barsTo}, {@code INPUT} numbers
     * @param features set from {@code to}, {@code FEATURES} numbers
     * @return the scale
     */
    public static float features(float[] x, int from, float[] bars, int barsTo, float[] features, int to) {
        float[] v = volatilities(x, from);
        float scale = (float) Math.sqrt(0.5f * (v[0] + v[NanoShape.WINDOWS])) + NanoShape.LEAST_SCALE;
        for (int i = 0; i < v.length; i++) {
            features[to + i] = Math.clamp((float) Math.sqrt(v[i] / (scale * scale)), 0f, 4f) - 1f;
        }
        int signed = to + v.length;
        Arrays.fill(features, signed, signed + NanoShape.SIGNED, 0f);
        for (int i = FIRST_SIGNED; i < NanoShape.INPUT; i++) {
            for (int j = 0; j < NanoShape.SIGNED; j++) {
                features[signed + j] += x[from + i] * SIGNED[i * NanoShape.SIGNED + j];
            }
        }
        for (int j = 0; j < NanoShape.SIGNED; j++) {
            features[signed + j] = Math.clamp(features[signed + j] / scale, -4f, 4f);
        }
        features[signed + NanoShape.SIGNED] = 5f * (float) Math.sqrt((float) Math.sqrt(scale)) - 2f;
        for (int i = 0; i < NanoShape.INPUT; i++) {
            bars[barsTo + i] = Math.clamp(x[from + i] / scale, -6f, 6f);
        }
        return scale;
    }

    private static float[] volatilities(float[] x, int from) {
        float[] v = new float[NanoShape.VOLATILITIES];
        for (int bar = 0; bar < NanoShape.BARS; bar++) {
            int at = from + bar * NanoShape.PRICES;
            float range = NanoShape.RANGE * (x[at + 1] - x[at + 2]);
            add(v, 0, x[at + 3], bar);
            add(v, 1, range, bar);
            add(v, 2, x[at + 1], bar);
            add(v, 3, x[at + 2], bar);
            add(v, 4, x[at], bar);
        }
        return v;
    }

    private static void add(float[] v, int series, float value, int bar) {
        float squared = value * value;
        for (int w = 0; w < NanoShape.WINDOWS; w++) {
            v[series * NanoShape.WINDOWS + w] += squared * WINDOWS[bar * NanoShape.WINDOWS + w];
        }
    }

    /**
     * Computes the quantiles of a cell.
     *
     * @param head the head's numbers of the cell from {@code o}
     * @param quantiles set from {@code q}, {@code LEVELS} numbers
     */
    public static void quantiles(float[] parameters, int cell, float[] head, int o, float scale, float[] quantiles, int q) {
        float vol = Math.max(1 + head[o], 0f) + NanoShape.LEAST_VOLATILITY;
        float median = (parameters[NanoShape.BASE_MEDIAN + cell] + head[o + 1]) * vol;
        quantiles[q + NanoShape.MIDDLE] = scale * median;
        float at = median;
        for (int i = NanoShape.MIDDLE - 1; i >= 0; i--) {
            at -= step(parameters, cell, i, head, o) * vol;
            quantiles[q + i] = scale * at;
        }
        at = median;
        for (int i = NanoShape.MIDDLE; i < NanoShape.STEPS; i++) {
            at += step(parameters, cell, i, head, o) * vol;
            quantiles[q + i + 1] = scale * at;
        }
    }

    /** Returns the distance between two neighbouring quantiles before it is multiplied by the volatility. */
    public static float step(float[] parameters, int cell, int i, float[] head, int o) {
        float base = Math.max(parameters[NanoShape.BASE_STEPS + cell * NanoShape.STEPS + i], 0f);
        return base * Math.max(1 + head[o + 2 + i], 0f) + NanoShape.LEAST_STEP;
    }
}
