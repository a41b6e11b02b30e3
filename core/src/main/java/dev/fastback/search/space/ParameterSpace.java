package dev.fastback.search.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The parameters that an objective is searched over, in the order of a point's coordinates. It may be empty: a rule is a strategy
 * without parameters.
 *
 * @param parameters with different names
 * @param constraints what parameters must meet besides their bounds
 */
public record ParameterSpace(List<Parameter> parameters, List<Constraint> constraints) {
    /** No parameters. */
    public static final ParameterSpace EMPTY = new ParameterSpace(List.of());

    public ParameterSpace {
        parameters = List.copyOf(parameters);
        constraints = List.copyOf(constraints);
        Set<String> names = new HashSet<>();
        for (Parameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException("parameter named twice: " + parameter.name());
            }
        }
    }

    /** Makes a space without constraints. */
    public ParameterSpace(List<? extends Parameter> parameters) {
        this(List.copyOf(parameters), List.of());
    }

    /** Returns a space of real parameters named {@code x0, x1, …} with the given bounds. */
    public static ParameterSpace box(double[] min, double[] max) {
        if (min.length != max.length) {
            throw new IllegalArgumentException("bounds must have equal lengths: " + min.length + ", " + max.length);
        }
        return new ParameterSpace(
                IntStream.range(0, min.length).mapToObj(i -> new RealParameter("x" + i, min[i], max[i])).toList());
    }

    /** Returns the number of parameters. */
    public int dimension() {
        return parameters.size();
    }

    /** Returns whether there is nothing to search. */
    public boolean isEmpty() {
        return parameters.isEmpty();
    }

    /** Returns the parameters' names, in order. */
    public List<String> names() {
        return parameters.stream().map(Parameter::name).toList();
    }

    /**
     * Returns the position of a parameter.
     *
     * @throws IllegalArgumentException if there is none with this name; the message lists the names
     */
    public int indexOf(String name) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no parameter " + name + "; there are: " + String.join(", ", names()));
    }

    /** Returns whether coordinates are permitted, one by one and together. */
    public boolean permits(double... point) {
        if (point.length != parameters.size()) {
            return false;
        }
        for (int i = 0; i < point.length; i++) {
            if (!parameters.get(i).permits(point[i])) {
                return false;
            }
        }
        return meetsConstraints(point);
    }

    /** Returns whether coordinates, each of which is permitted by itself, are permitted together. */
    public boolean meetsConstraints(double... point) {
        if (constraints.isEmpty()) {
            return true;
        }
        Parameters parameters = Parameters.of(this, point);
        for (Constraint constraint : constraints) {
            if (!constraint.isMetBy(parameters)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the number of points, whether or not they meet the constraints; {@link Long#MAX_VALUE} for that many and more, 0 where a
     * parameter takes any value of an interval.
     */
    public long count() {
        long product = 1;
        for (Parameter parameter : parameters) {
            long count = parameter.count();
            if (count == 0) {
                return 0;
            }
            product = product > Long.MAX_VALUE / count ? Long.MAX_VALUE : product * count;
        }
        return product;
    }

    /** Returns the space without the parameter at a position; constraints are judged with it at the given coordinate. */
    public ParameterSpace without(int position, double coordinate) {
        List<Parameter> rest = new ArrayList<>(parameters);
        rest.remove(position);
        List<Constraint> kept = new ArrayList<>();
        constraints.forEach(constraint -> kept.add(new FixedConstraint(constraint, this, position, coordinate)));
        return new ParameterSpace(rest, kept);
    }

    /** A constraint of a larger space, of which one parameter is fixed. */
    private record FixedConstraint(Constraint constraint, ParameterSpace space, int position, double coordinate)
            implements Constraint {
        @Override
        public String description() {
            return constraint.description();
        }

        @Override
        public boolean isMetBy(Parameters parameters) {
            return constraint.isMetBy(Parameters.of(space, inserted(parameters.coordinates(), position, coordinate)));
        }
    }

    /** Returns a point with one coordinate more, that of the parameter at a position. */
    public static double[] inserted(double[] point, int position, double coordinate) {
        double[] whole = Arrays.copyOf(point, point.length + 1);
        System.arraycopy(point, position, whole, position + 1, point.length - position);
        whole[position] = coordinate;
        return whole;
    }
}
