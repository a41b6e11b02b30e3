package dev.fastback.forecast.nano;

import dev.fastback.component.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;

/**
 * Computes {@link NanoShape} from the weights of its file, row by row in plain Java: the bits of a row depend on the row alone, and are the same on every machine.
 * Safe for use by many threads.
 */
public final class NanoNetwork {
    private final float[] parameters;
    private final byte[] source;
    private final NanoBatch batch;

    private NanoNetwork(float[] parameters, byte[] source) {
        this.parameters = parameters;
        this.source = source;
        this.batch = new NanoBatch(parameters);
    }

    private static final class Shipped {
        static final NanoNetwork NETWORK = read();

        private static NanoNetwork read() {
            try (InputStream in = NanoNetwork.class.getResourceAsStream("nano.onnx")) {
                if (in == null) {
                    throw new IllegalStateException("nano.onnx is missing beside " + NanoNetwork.class.getName());
                }
                return of(in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Returns the network that comes with Fastback. */
    public static NanoNetwork shipped() {
        return Shipped.NETWORK;
    }

    /** Makes a network of parameters in the order of {@link NanoShape}. */
    public static NanoNetwork of(float[] parameters) {
        if (parameters.length != NanoShape.PARAMETERS) {
            throw new IllegalArgumentException("parameters must be " + NanoShape.PARAMETERS + ": " + parameters.length);
        }
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * parameters.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(parameters);
        return new NanoNetwork(parameters.clone(), bytes.array());
    }

    /**
     * Reads a network from an ONNX file.
     *
     * @throws IllegalArgumentException if it is no such file, or lacks a block of {@link NanoShape#BLOCKS}
     */
    public static NanoNetwork of(byte[] onnx) {
        Map<String, float[]> weights = OnnxWeights.read(onnx);
        float[] parameters = new float[NanoShape.PARAMETERS];
        for (NanoShape.Block block : NanoShape.BLOCKS) {
            float[] values = weights.get(block.name());
            if (values == null || values.length != block.size()) {
                throw new IllegalArgumentException("the file has no weights " + block.name() + " of " + block.size() + " numbers");
            }
            System.arraycopy(values, 0, parameters, block.from(), values.length);
        }
        return new NanoNetwork(parameters, onnx.clone());
    }

    /** Returns the SHA-256 of the file that it was read from, or of its parameters as little-endian bytes. */
    public String sha256() {
        return Sha256.hex(source);
    }

    /** Returns the parameters, a copy. */
    public float[] parameters() {
        return parameters.clone();
    }

    /** Memory that rows are computed in; of one thread at a time. */
    public static final class Workspace {
        private final float[] bars = new float[NanoShape.INPUT];
        private final float[] wide = new float[NanoShape.WIDE];
        private final float[] hidden = new float[NanoShape.HIDDEN];
        private final float[] more = new float[NanoShape.HIDDEN];
        private final float[] late = new float[NanoShape.LATE];
        private final float[] head = new float[NanoShape.HEAD];
        private final float[] embedded = new float[NanoShape.EMBEDDED];
    }

    /**
     * Computes one row.
     *
     * @param x input from {@code from}, {@code INPUT} numbers
     * @param quantiles set from {@code to}: of each cell, by step ahead and then close, high, low, the nine quantiles
     * @param cells how many cells, the nearest first: 3 for the next bar alone
     */
    public void compute(float[] x, int from, float[] quantiles, int to, int cells, Workspace work) {
        int embedded = NanoShape.PATCHES * NanoShape.EMBEDDED;
        float scale = NanoFormulas.features(x, from, work.bars, 0, work.wide, embedded);
        for (int patch = 0; patch < NanoShape.PATCHES; patch++) {
            System.arraycopy(parameters, NanoShape.BE, work.embedded, 0, NanoShape.EMBEDDED);
            addProduct(work.bars, patch * NanoShape.PATCH, NanoShape.PATCH, NanoShape.E, work.embedded, NanoShape.EMBEDDED, NanoShape.EMBEDDED);
            relu(work.embedded);
            System.arraycopy(work.embedded, 0, work.wide, patch * NanoShape.EMBEDDED, NanoShape.EMBEDDED);
        }
        System.arraycopy(parameters, NanoShape.B1, work.hidden, 0, NanoShape.HIDDEN);
        addProduct(work.wide, 0, NanoShape.WIDE, NanoShape.W1, work.hidden, NanoShape.HIDDEN, NanoShape.HIDDEN);
        relu(work.hidden);
        System.arraycopy(parameters, NanoShape.B2, work.more, 0, NanoShape.HIDDEN);
        addProduct(work.hidden, 0, NanoShape.HIDDEN, NanoShape.W2, work.more, NanoShape.HIDDEN, NanoShape.HIDDEN);
        relu(work.more);
        for (int j = 0; j < NanoShape.HIDDEN; j++) {
            work.late[j] = work.hidden[j] + work.more[j];
        }
        System.arraycopy(work.wide, embedded, work.late, NanoShape.HIDDEN, NanoShape.FEATURES);
        int numbers = cells * (NanoShape.STEPS + 2);
        System.arraycopy(parameters, NanoShape.B3, work.head, 0, numbers);
        addProduct(work.late, 0, NanoShape.LATE, NanoShape.W3, work.head, NanoShape.HEAD, numbers);
        for (int cell = 0; cell < cells; cell++) {
            NanoFormulas.quantiles(
                    parameters, cell, work.head, cell * (NanoShape.STEPS + 2), scale, quantiles, to + cell * NanoShape.LEVELS);
        }
    }

    /**
     * Computes the next bar of rows that follow each other in a series, with the bits of {@link #compute} and several times as fast.
     *
     * @param moves as {@link NanoInput#moves} makes them
     * @param last the newest bar of the first row, at least {@code BARS}; that of each other row is the next one
     * @param rows how many, none beyond the moves
     * @return of each row the nine quantiles of close, then of high, then of low
     */
    public float[] computeNext(float[] moves, int last, int rows) {
        float[] quantiles = new float[rows * NanoShape.COLUMNS * NanoShape.LEVELS];
        batch.compute(moves, last, rows, quantiles);
        return quantiles;
    }

    /** Adds a row times a matrix of {@code size} x {@code columns} at {@code weights}, of which {@code used} columns are computed, to {@code sum}. */
    private void addProduct(float[] row, int from, int size, int weights, float[] sum, int columns, int used) {
        int i = 0;
        for (; i + 4 <= size; i += 4) {
            addFour(row, from + i, weights + i * columns, sum, columns, used);
        }
        for (; i < size; i++) {
            int at = weights + i * columns;
            float factor = row[from + i];
            for (int j = 0; j < used; j++) {
                sum[j] += factor * parameters[at + j];
            }
        }
    }

    /** Adds four rows of the matrix, in order; so that the sums are read and written a quarter as often. */
    private void addFour(float[] row, int from, int at, float[] sum, int columns, int used) {
        float[] matrix = parameters;
        float a = row[from];
        float b = row[from + 1];
        float c = row[from + 2];
        float d = row[from + 3];
        int second = at + columns;
        int third = second + columns;
        int fourth = third + columns;
        for (int j = 0; j < used; j++) {
            sum[j] = sum[j] + a * matrix[at + j] + b * matrix[second + j] + c * matrix[third + j] + d * matrix[fourth + j];
        }
    }

    private static void relu(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(values[i], 0f);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NanoNetwork network && Arrays.equals(parameters, network.parameters);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parameters);
    }
}
