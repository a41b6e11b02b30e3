package dev.fastback.models;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of matrices of floats, row by row. Each entry is a chain of fused multiply-adds in the order of the inner index, so the bits do not
 * depend on the width of the machine's vectors, nor on how many rows are multiplied together.
 */
final class Matrices {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private Matrices() {}

    /** Adds {@code a b} to {@code c}: {@code a} is m x k, {@code b} is k x n and begins at {@code bFrom}, {@code c} is m x n and begins at {@code cFrom}. */
    static void addProduct(float[] a, float[] b, int bFrom, float[] c, int cFrom, int m, int k, int n) {
        for (int j = 0; j < n; j += LANES) {
            VectorMask<Float> mask = SPECIES.indexInRange(j, n);
            int row = 0;
            for (; row + 4 <= m; row += 4) {
                fourRows(a, row * k, b, bFrom + j, c, cFrom + row * n + j, k, n, mask);
            }
            for (; row < m; row++) {
                oneRow(a, row * k, b, bFrom + j, c, cFrom + row * n + j, k, n, mask);
            }
        }
    }

    private static void fourRows(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int k, int n, VectorMask<Float> mask) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, c, cAt, mask);
        FloatVector c1 = FloatVector.fromArray(SPECIES, c, cAt + n, mask);
        FloatVector c2 = FloatVector.fromArray(SPECIES, c, cAt + 2 * n, mask);
        FloatVector c3 = FloatVector.fromArray(SPECIES, c, cAt + 3 * n, mask);
        for (int i = 0; i < k; i++) {
            FloatVector values = FloatVector.fromArray(SPECIES, b, bAt + i * n, mask);
            c0 = values.fma(FloatVector.broadcast(SPECIES, a[aAt + i]), c0);
            c1 = values.fma(FloatVector.broadcast(SPECIES, a[aAt + k + i]), c1);
            c2 = values.fma(FloatVector.broadcast(SPECIES, a[aAt + 2 * k + i]), c2);
            c3 = values.fma(FloatVector.broadcast(SPECIES, a[aAt + 3 * k + i]), c3);
        }
        c0.intoArray(c, cAt, mask);
        c1.intoArray(c, cAt + n, mask);
        c2.intoArray(c, cAt + 2 * n, mask);
        c3.intoArray(c, cAt + 3 * n, mask);
    }

    private static void oneRow(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int k, int n, VectorMask<Float> mask) {
        FloatVector sum = FloatVector.fromArray(SPECIES, c, cAt, mask);
        for (int i = 0; i < k; i++) {
            FloatVector values = FloatVector.fromArray(SPECIES, b, bAt + i * n, mask);
            sum = values.fma(FloatVector.broadcast(SPECIES, a[aAt + i]), sum);
        }
        sum.intoArray(c, cAt, mask);
    }

    /** Returns the transpose of a matrix of {@code rows} x {@code columns} that begins at {@code from}. */
    static float[] transposed(float[] a, int from, int rows, int columns) {
        float[] t = new float[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                t[j * rows + i] = a[from + i * columns + j];
            }
        }
        return t;
    }

    /** Sets each of {@code rows} rows to the {@code columns} values at {@code from}. */
    static void repeat(float[] values, int from, float[] target, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, from, target, row * columns, columns);
        }
    }

    /** Adds the sums of columns to {@code target}, rows in order. */
    static void addRows(float[] a, int rows, int columns, float[] target, int to) {
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < columns; j++) {
                target[to + j] += a[row * columns + j];
            }
        }
    }

    /** Sets what is below 0 to 0. */
    static void relu(float[] a, int size) {
        for (int i = 0; i < size; i++) {
            a[i] = Math.max(a[i], 0f);
        }
    }

    /** Sets a gradient to 0 where the value behind a {@link #relu} is 0. */
    static void maskByRelu(float[] gradient, float[] value, int size) {
        for (int i = 0; i < size; i++) {
            gradient[i] = value[i] > 0 ? gradient[i] : 0f;
        }
    }

    static void clear(float[] a, int size) {
        Arrays.fill(a, 0, size, 0f);
    }
}
