package dev.fastback.search.sampling;

import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.RealParameter;

/**
 * A parameter space as the unit cube, in which the methods think. A parameter with {@code n} values has {@code n} cells of equal width, and
 * a point in one is moved to its middle; a real parameter without a step is stretched over its side, by its logarithm where it has such a
 * scale.
 */
public final class Cube {
    private final ParameterSpace space;
    private final int dimension;
    private final long[] cells;
    private final boolean[] ordered;

    /** Makes the cube of a space. */
    public Cube(ParameterSpace space) {
        this.space = space;
        dimension = space.dimension();
        cells = new long[dimension];
        ordered = new boolean[dimension];
        for (int d = 0; d < dimension; d++) {
            Parameter parameter = space.parameters().get(d);
            if (parameter.max() - parameter.min() == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException(
                        "width of " + parameter.name() + " must be finite: " + parameter.min() + "," + parameter.max());
            }
            cells[d] = parameter.min() == parameter.max() ? 1 : isLog(parameter) ? 0 : parameter.count();
            ordered[d] = !(parameter instanceof ChoiceParameter choice) || choice.choices().size() < 3;
        }
    }

    /** Returns the number of parameters. */
    public int dimension() {
        return dimension;
    }

    /** Returns the space whose points lie in the cube. */
    public ParameterSpace space() {
        return space;
    }

    /** Returns the number of cells of a side; 0 where any place is one. */
    long cells(int d) {
        return cells[d];
    }

    /** Returns whether neighbours on a side are alike: all but those of three and more choices. */
    boolean isOrdered(int d) {
        return ordered[d];
    }

    /** Moves a point of the cube to the middle of its cells, and writes the coordinates that it stands for. */
    public void snap(double[] unit, double[] point) {
        for (int d = 0; d < dimension; d++) {
            Parameter parameter = space.parameters().get(d);
            double u = unit[d] >= 0 ? Math.min(unit[d], 1) : 0;
            if (cells[d] > 0) {
                long cell = Math.min(cells[d] - 1, (long) (u * cells[d]));
                unit[d] = (cell + 0.5) / cells[d];
                point[d] = parameter.count() > 0 ? parameter.at(cell) : parameter.min();
            } else {
                point[d] = parameter.nearest(stretched(parameter, u));
                unit[d] = isLog(parameter) && parameter.count() > 0 ? place(parameter, point[d]) : u;
            }
        }
    }

    /** Writes the place of permitted coordinates. */
    public void place(double[] point, double[] unit) {
        for (int d = 0; d < dimension; d++) {
            Parameter parameter = space.parameters().get(d);
            if (cells[d] > 0) {
                double step = cells[d] == 1 ? 1 : (parameter.max() - parameter.min()) / (cells[d] - 1);
                unit[d] = (StrictMath.rint((point[d] - parameter.min()) / step) + 0.5) / cells[d];
            } else {
                unit[d] = place(parameter, point[d]);
            }
        }
    }

    private static boolean isLog(Parameter parameter) {
        return parameter instanceof RealParameter real && real.log();
    }

    private static double stretched(Parameter parameter, double u) {
        return isLog(parameter)
                ? parameter.min() * StrictMath.pow(parameter.max() / parameter.min(), u)
                : parameter.min() + u * (parameter.max() - parameter.min());
    }

    private static double place(Parameter parameter, double coordinate) {
        return isLog(parameter)
                ? StrictMath.log(coordinate / parameter.min()) / StrictMath.log(parameter.max() / parameter.min())
                : (coordinate - parameter.min()) / (parameter.max() - parameter.min());
    }
}
