package dev.fastback.forecast.linear;

/** Solves small symmetric positive definite systems by Cholesky factorisation; sums run in index order. */
public final class Cholesky {
    private Cholesky() {}

    /**
     * Returns {@code x} with {@code matrix x = right}. Only the lower triangle is read; it is overwritten by the factor.
     *
     * @throws ArithmeticException if the matrix is not positive definite in doubles
     */
    public static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                if (i == j && !(sum > 0)) {
                    throw new ArithmeticException("matrix is not positive definite: pivot " + i + " is " + sum);
                }
                matrix[i][j] = i == j ? Math.sqrt(sum) : sum / matrix[j][j];
            }
        }
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= matrix[i][k] * x[k];
            }
            x[i] /= matrix[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= matrix[k][i] * x[k];
            }
            x[i] /= matrix[i][i];
        }
        return x;
    }
}
