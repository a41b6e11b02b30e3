package dev.fastback.testkit.onnx;

import dev.fastback.testkit.onnx.OnnxFile.Attribute;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Small models with exactly the inputs and outputs of well-known ones, whose answers are simple: what they say of the next bar is in their Javadoc. They need
 * what the real ones need: where a card has an axis, a mask or a group the wrong way round, they answer nonsense.
 */
public final class StandIns {
    private static final int CONTEXT = 512;

    private StandIns() {}

    /**
     * Chronos-Bolt: prices with NaN where nothing is known, {@code [batch, 512]} to {@code [batch, 9, 64]}. The quantile of level k/10 after h steps is the last price
     * times {@code 1 + 0.01 (k - 5) (1 + h/64) + 0.001 tanh(mean of the known prices over the last one, minus 1)}.
     */
    public static OnnxFile chronosBolt() {
        OnnxFile file = new OnnxFile().input("context", OnnxFile.FLOAT, "batch", CONTEXT).output("quantile_preds", OnnxFile.FLOAT, "batch", 9, 64);
        String last = slice(file, "context", 1, CONTEXT - 1);
        String shift = shift(file, "context", last, CONTEXT);
        float[] factors = new float[9 * 64];
        for (int q = 0; q < 9; q++) {
            for (int h = 0; h < 64; h++) {
                factors[q * 64 + h] = boltFactor(q, h);
            }
        }
        String factor = file.node("Add", file.floats(factors, 1, 9, 64), unsqueeze(file, shift, 2));
        return file.result("quantile_preds", "Mul", factor, unsqueeze(file, last, 2));
    }

    /** Returns what the stand-in for Chronos-Bolt multiplies the last price by, apart from the term of the mean. */
    public static float boltFactor(int quantile, int step) {
        return 1 + 0.01f * (quantile - 4) * (1 + step / 64f);
    }

    /**
     * Chronos-2: as Chronos-Bolt with 2048 prices and 21 levels, {@code [batch, 64, 21]}, and its term of the mean summed over all rows of a group: each row must have a
     * group of its own.
     */
    public static OnnxFile chronos2() {
        int length = 2048;
        OnnxFile file = new OnnxFile()
                .input("context", OnnxFile.FLOAT, "batch", length)
                .input("group_ids", OnnxFile.INT64, "batch")
                .output("quantiles", OnnxFile.FLOAT, "batch", 64, 21);
        String last = slice(file, "context", 1, length - 1);
        String own = shift(file, "context", last, length);
        String equal = file.node("Equal", unsqueeze(file, "group_ids", 0), unsqueeze(file, "group_ids", 1));
        String together = file.node("Cast", List.of(equal), Attribute.of("to", OnnxFile.FLOAT));
        String shift = file.node("MatMul", together, own);
        float[] factors = new float[64 * 21];
        for (int h = 0; h < 64; h++) {
            for (int q = 0; q < 21; q++) {
                factors[h * 21 + q] = 1 + 0.005f * (q - 10) * (1 + h / 64f);
            }
        }
        String factor = file.node("Add", file.floats(factors, 1, 64, 21), unsqueeze(file, shift, 2));
        return file.result("quantiles", "Mul", factor, unsqueeze(file, last, 2));
    }

    /**
     * TimesFM 2.5: scaled patches {@code [batch, 16, 32]} and what is padding, to {@code [batch, 16, 1280]}, 128 steps of a mean and nine deciles. After the last patch, decile k
     * of step h is the patch's last value plus {@code 0.1 (k - 5) + 0.001 h}, and 1000 more if that value is marked as padding.
     */
    public static OnnxFile timesFm() {
        OnnxFile file = new OnnxFile()
                .input("inputs", OnnxFile.FLOAT, "batch", 16, 32)
                .input("masks", OnnxFile.BOOL, "batch", 16, 32)
                .output("output_ts", OnnxFile.FLOAT, "batch", 16, 1280);
        String last = slice(file, "inputs", 2, 31);
        String masked = file.node("Cast", List.of(slice(file, "masks", 2, 31)), Attribute.of("to", OnnxFile.FLOAT));
        float[] offsets = new float[1280];
        for (int h = 0; h < 128; h++) {
            for (int q = 0; q < 10; q++) {
                offsets[h * 10 + q] = 0.1f * ((q == 0 ? 5 : q) - 5) + 0.001f * h;
            }
        }
        String sum = file.node("Add", last, file.floats(offsets, 1, 1, 1280));
        return file.result("output_ts", "Add", sum, file.node("Mul", masked, file.number(1000)));
    }

    /**
     * Tiny Time Mixers: {@code [batch, 512, 4]} prices and which of them are observed, to points {@code [batch, 96, 4]}: each column's last price times {@code 1.01 + h/1000},
     * and times 0 if it is not observed.
     */
    public static OnnxFile ttm() {
        OnnxFile file = new OnnxFile()
                .input("past_values", OnnxFile.FLOAT, "batch", CONTEXT, 4)
                .input("past_observed_mask", OnnxFile.BOOL, "batch", CONTEXT, 4)
                .output("prediction_outputs", OnnxFile.FLOAT, "batch", 96, 4);
        String last = slice(file, "past_values", 1, CONTEXT - 1);
        String observed = file.node("Cast", List.of(slice(file, "past_observed_mask", 1, CONTEXT - 1)), Attribute.of("to", OnnxFile.FLOAT));
        float[] factors = new float[96];
        for (int h = 0; h < 96; h++) {
            factors[h] = 1.01f + h / 1000f;
        }
        String masked = file.node("Mul", last, observed);
        return file.result("prediction_outputs", "Mul", masked, file.floats(factors, 1, 96, 1));
    }

    /** What stands between the layers of a perceptron, and how its bits depend on the batch. */
    public enum Activation {
        /** Tanh: any batch gives the same bits. */
        TANH,
        /** Softplus over a width of 7: batches of a multiple of four rows give the same bits. */
        SOFTPLUS,
        /** The mean over a width of 7 taken off: bits depend on the place in the batch. */
        MEAN,
        /** Quantised to 8 bits by the largest number of the whole batch: bits depend on the neighbours. */
        QUANTISED,
        /** Random numbers are added: nothing is the same twice. */
        RANDOM
    }

    /**
     * Returns 64 log moves {@code [batch, 64]} through one layer of seven, to deciles of the next one {@code [batch, 9, 1]}, which cannot cross.
     */
    public static OnnxFile perceptron(Activation activation, long seed) {
        return perceptron(activation, seed, 64, 7);
    }

    /** Returns one of a given context and width; its size is about {@code (context + 9) width} numbers. */
    public static OnnxFile perceptron(Activation activation, long seed, int context, int width) {
        OnnxFile file = new OnnxFile().input("moves", OnnxFile.FLOAT, "batch", context).output("deciles", OnnxFile.FLOAT, "batch", 9, 1);
        SplittableRandom random = new SplittableRandom(seed);
        String scaled = file.node("Mul", "moves", file.number(30));
        String first = product(file, activation, scaled, file.floats(normal(random, context * width, 1 / Math.sqrt(context)), context, width));
        String second = switch (activation) {
            case TANH, QUANTISED -> file.node("Tanh", first);
            case SOFTPLUS -> file.node("Softplus", first);
            case MEAN -> file.node("Sub", first, file.node("ReduceMean", List.of(first), Attribute.list("axes", 1), Attribute.of("keepdims", 1)));
            case RANDOM -> file.node("Add", first, file.node("RandomNormalLike", first));
        };
        String steps = product(file, activation, second, file.floats(normal(random, width * 9, 1 / Math.sqrt(width)), width, 9));
        // Deciles that cannot cross: the first number, and then what a sigmoid adds.
        String up = file.node("Sigmoid", steps);
        float[] triangle = new float[81];
        for (int from = 0; from < 9; from++) {
            for (int to = from; to < 9; to++) {
                triangle[from * 9 + to] = 0.01f;
            }
        }
        String sums = file.node("MatMul", up, file.floats(triangle, 9, 9));
        String centred = file.node("Sub", sums, file.number(0.025));
        return file.result("deciles", "Unsqueeze", centred, file.longs(2));
    }

    /**
     * Returns log moves through two layers of a width to deciles that cannot cross, {@code [batch, context]} to {@code [batch, 9, 1]}: {@code width (context + width + 9)} weights.
     */
    public static OnnxFile deep(int context, int width, long seed) {
        OnnxFile file = new OnnxFile().input("moves", OnnxFile.FLOAT, "batch", context).output("deciles", OnnxFile.FLOAT, "batch", 9, 1);
        SplittableRandom random = new SplittableRandom(seed);
        String scaled = file.node("Mul", "moves", file.number(30));
        String one = file.node("Relu", file.node("MatMul", scaled, file.floats(normal(random, context * width, 1 / Math.sqrt(context)), context, width)));
        String two = file.node("Relu", file.node("MatMul", one, file.floats(normal(random, width * width, 1 / Math.sqrt(width)), width, width)));
        String last = file.node("MatMul", two, file.floats(normal(random, width * 9, 1 / Math.sqrt(width)), width, 9));
        float[] triangle = new float[81];
        for (int from = 0; from < 9; from++) {
            java.util.Arrays.fill(triangle, from * 9 + from, from * 9 + 9, 0.01f);
        }
        String sums = file.node("MatMul", file.node("Sigmoid", last), file.floats(triangle, 9, 9));
        return file.result("deciles", "Unsqueeze", file.node("Sub", sums, file.number(0.025)), file.longs(2));
    }

    private static String product(OnnxFile file, Activation activation, String left, String right) {
        if (activation != Activation.QUANTISED) {
            return file.node("MatMul", left, right);
        }
        List<String> one = file.nodes("DynamicQuantizeLinear", 3, left);
        List<String> two = file.nodes("DynamicQuantizeLinear", 3, right);
        String whole = file.node("MatMulInteger", one.get(0), two.get(0), one.get(2), two.get(2));
        String scale = file.node("Mul", one.get(1), two.get(1));
        return file.node("Mul", file.node("Cast", List.of(whole), Attribute.of("to", OnnxFile.FLOAT)), scale);
    }

    /** Returns weights of 64 moves and nine deciles that rise, so that the deciles of positive numbers do not cross. */
    public static float[] rising() {
        float[] weights = new float[64 * 9];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 0.001f * (i % 9);
        }
        return weights;
    }

    /** Returns normal numbers with a deviation. */
    public static float[] normal(SplittableRandom random, int count, double deviation) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (deviation * random.nextGaussian());
        }
        return numbers;
    }

    /** Adds {@code 0.001 tanh(mean of known values over the last, minus 1)} and returns its name, {@code [batch, 1]}. */
    private static String shift(OnnxFile file, String values, String last, int length) {
        String missing = file.node("IsNaN", values);
        String zeros = file.node("Where", missing, file.number(0), values);
        String known = file.node("Cast", List.of(file.node("Not", missing)), Attribute.of("to", OnnxFile.FLOAT));
        float[] ones = new float[length];
        java.util.Arrays.fill(ones, 1);
        String count = file.node("MatMul", known, file.floats(ones, length, 1));
        String sum = file.node("MatMul", file.node("Div", zeros, last), file.floats(ones, length, 1));
        String mean = file.node("Div", sum, count);
        return file.node("Mul", file.node("Tanh", file.node("Sub", mean, file.number(1))), file.number(0.001));
    }

    private static String slice(OnnxFile file, String values, int axis, int at) {
        return file.node("Slice", values, file.longs(at), file.longs(at + 1), file.longs(axis));
    }

    private static String unsqueeze(OnnxFile file, String values, int axis) {
        return file.node("Unsqueeze", values, file.longs(axis));
    }
}
