package dev.fastback.result.detail;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The value of an objective over two of its parameters, others held at what was found: cells between edges, each with the value in its middle. Where the
 * edges hold all levels at which the objective changes its form, it is linear in a cell, and the middle is the cell's mean. Immutable.
 *
 * <p>Layout: the value of the cell between x edges {@code i}, {@code i + 1} and y edges {@code j}, {@code j + 1} is at {@code i (yEdges - 1) + j}, in
 * single precision.
 */
public final class Surface {
    private final String x;
    private final String y;
    private final double[] xEdges;
    private final double[] yEdges;
    private final double[] xLevels;
    private final double[] yLevels;
    private final float[] values;
    private final double bestX;
    private final double bestY;
    private final double best;

    /**
     * What was found.
     *
     * @param x its first coordinate
     * @param y its second
     * @param value what it is worth
     */
    public record Best(double x, double y, double value) {}

    /**
     * Makes a surface.
     *
     * @param names of the two parameters
     * @param xEdges ascending, at least two; not copied, nor is any array
     * @param xLevels those of the edges at which the objective changes its form; empty where they are not known or too many to be told apart
     * @param values one a cell, by the layout above
     * @param best the point that was found
     * @throws IllegalArgumentException if there are not two names, or not as many values as cells
     */
    public Surface(List<String> names, double[] xEdges, double[] yEdges, double[] xLevels, double[] yLevels, float[] values, Best best) {
        if (names.size() != 2 || xEdges.length < 2 || yEdges.length < 2 || values.length != (xEdges.length - 1) * (yEdges.length - 1)) {
            throw new IllegalArgumentException(
                    "a surface over " + names + " has " + values.length + " values between " + xEdges.length + " and " + yEdges.length + " edges");
        }
        this.x = Objects.requireNonNull(names.get(0), "x");
        this.y = Objects.requireNonNull(names.get(1), "y");
        this.xEdges = xEdges;
        this.yEdges = yEdges;
        this.xLevels = xLevels;
        this.yLevels = yLevels;
        this.values = values;
        this.bestX = best.x();
        this.bestY = best.y();
        this.best = best.value();
    }

    /** Returns the name of the first parameter. */
    public String x() {
        return x;
    }

    /** Returns the name of the second parameter. */
    public String y() {
        return y;
    }

    /** Returns the edges along the first parameter; a copy. */
    public double[] xEdges() {
        return xEdges.clone();
    }

    /** Returns the edges along the second parameter; a copy. */
    public double[] yEdges() {
        return yEdges.clone();
    }

    /** Returns the levels along the first parameter at which the objective changes its form; a copy, empty where they are not told apart. */
    public double[] xLevels() {
        return xLevels.clone();
    }

    /** Returns those along the second parameter. */
    public double[] yLevels() {
        return yLevels.clone();
    }

    /** Returns the value in the middle of a cell. */
    public float value(int i, int j) {
        return values[Objects.checkIndex(i, xEdges.length - 1) * (yEdges.length - 1) + Objects.checkIndex(j, yEdges.length - 1)];
    }

    /** Returns all values by the layout above; a copy. */
    public float[] values() {
        return values.clone();
    }

    /** Returns what was found. */
    public Best best() {
        return new Best(bestX, bestY, best);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Surface s
                && x.equals(s.x)
                && y.equals(s.y)
                && Arrays.equals(xEdges, s.xEdges)
                && Arrays.equals(yEdges, s.yEdges)
                && Arrays.equals(xLevels, s.xLevels)
                && Arrays.equals(yLevels, s.yLevels)
                && Arrays.equals(values, s.values)
                && best().equals(s.best());
    }

    @Override
    public int hashCode() {
        return Objects.hash(x, y, Arrays.hashCode(values));
    }

    @Override
    public String toString() {
        return "surface over " + x + " and " + y + ", " + (xEdges.length - 1) + " by " + (yEdges.length - 1) + " cells";
    }
}
