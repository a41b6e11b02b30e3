package dev.fastback.forecast.nano;

import java.util.List;

/**
 * The network of {@code nano}: from the log moves of 128 bars to nine quantiles of close, high and low of the next seven, relative to the last
 * close. Here are its sizes, the numbers in it that are not learned, and where each learned one stands.
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
 * so quantiles cannot cross. {@code D} gives the last bar, and sums of the newest 3, 5, 10, 22 closes over the roots of their numbers.
 */
public final class NanoShape {
    /** Bars of a context. */
    public static final int BARS = 128;
    /** Numbers of a bar: open, high, low, close. */
    public static final int PRICES = 4;
    /** Numbers of a row. */
    public static final int INPUT = BARS * PRICES;
    /** Bars ahead that are forecast. */
    public static final int HORIZON = 7;
    /** Columns that are forecast: close, high, low. */
    public static final int COLUMNS = 3;
    /** Pairs of a bar ahead and a column. */
    public static final int CELLS = HORIZON * COLUMNS;
    /** Quantiles of a cell: 0.1 to 0.9. */
    public static final int LEVELS = 9;
    /** Index of the median. */
    public static final int MIDDLE = 4;
    /** Distances between neighbouring quantiles. */
    public static final int STEPS = LEVELS - 1;
    /** Numbers of an answer. */
    public static final int OUTPUT = CELLS * LEVELS;
    /** Numbers of the last product. */
    public static final int HEAD = CELLS * (STEPS + 2);
    /** Patches of a context. */
    public static final int PATCHES = 16;
    /** Numbers of a patch. */
    public static final int PATCH = INPUT / PATCHES;
    /** Numbers that a patch becomes. */
    public static final int EMBEDDED = 24;
    /** Width of the hidden layers. */
    public static final int HIDDEN = 112;
    /** Series that volatility is measured of. */
    public static final int SERIES = 5;
    /** Lengths of the windows with equal weights. */
    public static final int[] MEANS = {1, 2, 3, 5, 10, 22, 64, 128};
    /** Windows, the exponential one first. */
    public static final int WINDOWS = MEANS.length + 1;
    /** Bars of the sums of closes. */
    public static final int[] SUMS = {3, 5, 10, 22};
    /** Features with a sign. */
    public static final int SIGNED = PRICES + SUMS.length;
    /** Features of volatility. */
    public static final int VOLATILITIES = SERIES * WINDOWS;
    /** All features. */
    public static final int FEATURES = VOLATILITIES + SIGNED + 1;
    /** The range times this has about the deviation of the close on a path without drift (Parkinson: 1 / sqrt(4 ln 2)). */
    public static final float RANGE = 0.6008f;
    /** Added to the scale. */
    public static final float LEAST_SCALE = 1e-5f;
    /** Added to each distance. */
    public static final float LEAST_STEP = 1e-3f;
    /** Added to the volatility. */
    public static final float LEAST_VOLATILITY = 0.02f;
    private static final double DECAY = 0.94;

    // Where each parameter begins in the one array of them.
    /** Of patches. */
    public static final int E = 0;
    /** Added to them. */
    public static final int BE = E + PATCH * EMBEDDED;
    /** Inputs of the first hidden layer. */
    public static final int WIDE = PATCHES * EMBEDDED + FEATURES;
    /** First hidden layer. */
    public static final int W1 = BE + EMBEDDED;
    /** Added to it. */
    public static final int B1 = W1 + WIDE * HIDDEN;
    /** Second hidden layer. */
    public static final int W2 = B1 + HIDDEN;
    /** Added to it. */
    public static final int B2 = W2 + HIDDEN * HIDDEN;
    /** Inputs of the head. */
    public static final int LATE = HIDDEN + FEATURES;
    /** The head. */
    public static final int W3 = B2 + HIDDEN;
    /** Added to it. */
    public static final int B3 = W3 + LATE * HEAD;
    /** Medians without a context. */
    public static final int BASE_MEDIAN = B3 + HEAD;
    /** Distances without a context. */
    public static final int BASE_STEPS = BASE_MEDIAN + CELLS;
    /** How many numbers are learned. */
    public static final int PARAMETERS = BASE_STEPS + CELLS * STEPS;

    /** What is learned, in the order of the array. */
    public static final List<Block> BLOCKS = List.of(
            new Block("E", E, PATCH, EMBEDDED),
            new Block("be", BE, 1, EMBEDDED),
            new Block("W1", W1, WIDE, HIDDEN),
            new Block("b1", B1, 1, HIDDEN),
            new Block("W2", W2, HIDDEN, HIDDEN),
            new Block("b2", B2, 1, HIDDEN),
            new Block("W3", W3, LATE, HEAD),
            new Block("b3", B3, 1, HEAD),
            new Block("bm", BASE_MEDIAN, CELLS, 1),
            new Block("bd", BASE_STEPS, CELLS, STEPS));

    private NanoShape() {}

    /**
     * A matrix of learned numbers.
     *
     * @param name its name in the file
     * @param from where it begins in the array
     * @param rows one for each input
     * @param columns one for each output
     */
    public record Block(String name, int from, int rows, int columns) {
        /** Returns how many numbers it has. */
        public int size() {
            return rows * columns;
        }
    }

    /** Returns the weights of bars in each window, {@value #BARS} x {@code WINDOWS}. */
    public static float[] windows() {
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
    public static float[] signed() {
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
    public static float[] series() {
        return new float[] {
            0, 0, 0, 0, 1,
            0, RANGE, 1, 0, 0,
            0, -RANGE, 0, 1, 0,
            1, 0, 0, 0, 0
        };
    }
}
