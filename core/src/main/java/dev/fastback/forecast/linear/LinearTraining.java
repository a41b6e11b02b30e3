package dev.fastback.forecast.linear;

import dev.fastback.forecast.nano.NanoShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Collects bars of many series and fits the linear model on them. Rows are ordered by the time at which their bar was over, of equal times in the order of their arrival, so
 * that a fit on the first of them knows nothing that came later in any series. One thread; equal rows give equal bits.
 */
public final class LinearTraining {
    /** Fewer rows than this are not fitted. */
    public static final int FEWEST = 1000;
    /** Each walk-forward fit has so many times the rows of the one before it. */
    private static final double GROWTH = 1.25;

    private final LinearShape.Inputs maker = new LinearShape.Inputs();
    private final List<Row> rows = new ArrayList<>();

    /** A bar: when it was over, what was known before it, and where it went in units of the scale. */
    private record Row(long knownMillis, float[] inputs, float[] targets) {}

    /** Makes an empty collection. */
    public LinearTraining() {}

    /**
     * Adds a bar of a series.
     *
     * @param moves of the series, as {@link dev.fastback.forecast.nano.NanoInput#moves} makes them
     * @param last the bar before it, at least {@code NanoShape.BARS}
     * @param targets its close, high and low as logarithms over the close of {@code last}; or several triples, of bars that might have followed
     * @param knownMillis when it was over
     */
    public void add(float[] moves, int last, double[] targets, long knownMillis) {
        float[] inputs = new float[LinearShape.INPUTS];
        float scale = maker.set(moves, last, inputs, 0);
        for (int from = 0; from < targets.length; from += LinearShape.COLUMNS) {
            float[] scaled = new float[LinearShape.COLUMNS];
            for (int column = 0; column < scaled.length; column++) {
                scaled[column] = (float) (targets[from + column] / scale);
            }
            rows.add(new Row(knownMillis, inputs, scaled));
        }
    }

    /** Returns how many rows there are. */
    public int size() {
        return rows.size();
    }

    /** Returns one fit of all rows that any bar may be forecast with, for rows of no market. */
    public LinearFit fitAlways() {
        Matrix matrix = new Matrix(rows);
        return new LinearFit(LinearFit.ALWAYS, rows.size(), matrix.fit(rows.size(), new double[LinearFit.SIZE]));
    }

    /**
     * Returns fits that walk forward: the first of {@value #FEWEST} rows, then whenever a quarter has come to those of the last one, the last of these of all.
     *
     * @throws IllegalArgumentException if there are fewer than {@value #FEWEST} rows
     */
    public List<LinearFit> fitForward() {
        if (rows.size() < FEWEST) {
            throw new IllegalArgumentException("a linear model needs " + FEWEST + " bars, each after " + (NanoShape.BARS + 1) + " others and before another one of its series; there are "
                    + rows.size());
        }
        rows.sort(Comparator.comparingLong(Row::knownMillis));
        Matrix matrix = new Matrix(rows);
        List<LinearFit> fits = new ArrayList<>();
        double[] coefficients = new double[LinearFit.SIZE];
        for (double wanted = FEWEST; ; wanted *= GROWTH) {
            boolean last = wanted * GROWTH > rows.size();
            int count = withEqualTimes(last ? rows.size() : (int) wanted);
            if (!fits.isEmpty() && fits.getLast().rows() == count) {
                return fits;
            }
            coefficients = matrix.fit(count, coefficients);
            fits.add(new LinearFit(rows.get(count - 1).knownMillis(), count, coefficients));
            if (count == rows.size()) {
                return fits;
            }
        }
    }

    /** Returns so many rows and those that were known at the time of the last of them too. */
    private int withEqualTimes(int count) {
        int all = count;
        while (all < rows.size() && rows.get(all).knownMillis() == rows.get(count - 1).knownMillis()) {
            all++;
        }
        return all;
    }

    /** Rows as the regression takes them. */
    private static final class Matrix {
        private final float[] inputs;
        private final float[][] targets;

        Matrix(List<Row> rows) {
            inputs = new float[rows.size() * LinearShape.INPUTS];
            targets = new float[LinearShape.COLUMNS][rows.size()];
            for (int r = 0; r < rows.size(); r++) {
                System.arraycopy(rows.get(r).inputs(), 0, inputs, r * LinearShape.INPUTS, LinearShape.INPUTS);
                for (int column = 0; column < targets.length; column++) {
                    targets[column][r] = rows.get(r).targets()[column];
                }
            }
        }

        /** Returns the coefficients of all quantiles, of the first rows, looked for from some. */
        double[] fit(int count, double[] start) {
            double[] all = new double[LinearFit.SIZE];
            int levels = LinearShape.LEVELS.length;
            IntStream.range(0, LinearShape.COLUMNS * levels).forEach(quantile -> {
                int from = quantile * LinearShape.INPUTS;
                double[] begin = java.util.Arrays.copyOfRange(start, from, from + LinearShape.INPUTS);
                double[] found = new QuantileRegression(
                                inputs, targets[quantile / levels], count, LinearShape.INPUTS, LinearShape.LEVELS[quantile % levels])
                        .fit(begin);
                System.arraycopy(found, 0, all, from, found.length);
            });
            return all;
        }
    }
}
