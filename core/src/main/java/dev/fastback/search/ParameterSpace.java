package dev.fastback.search;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The parameters that an {@link Objective} is searched over, in the order of a point's coordinates.
 *
 * @param parameters at least one, with different names
 */
public record ParameterSpace(List<Parameter> parameters) {
    public ParameterSpace {
        parameters = List.copyOf(parameters);
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException("parameters must not be empty");
        }
        Set<String> names = new HashSet<>();
        for (Parameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException("parameter named twice: " + parameter.name());
            }
        }
    }

    /** Returns a space of real parameters named {@code x0, x1, …} with the given bounds. */
    public static ParameterSpace box(double[] min, double[] max) {
        if (min.length != max.length) {
            throw new IllegalArgumentException("bounds must have equal lengths: " + min.length + ", " + max.length);
        }
        return new ParameterSpace(java.util.stream.IntStream.range(0, min.length)
                .<Parameter>mapToObj(i -> new RealParameter("x" + i, min[i], max[i]))
                .toList());
    }

    /** Returns the number of parameters. */
    public int dimension() {
        return parameters.size();
    }

    /** Returns the parameters' names, in order. */
    public List<String> names() {
        return parameters.stream().map(Parameter::name).toList();
    }
}
