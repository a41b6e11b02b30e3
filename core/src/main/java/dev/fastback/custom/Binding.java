package dev.fastback.custom;

import dev.fastback.api.Range;
import dev.fastback.api.Strategy;
import dev.fastback.custom.RecordShape.Part;
import dev.fastback.search.PointBatch;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.Constraint;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.search.space.RealParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which components of a record are searched and which are fixed, from its annotations and from what was asked for: for a component either a value
 * ({@code 12}, {@code true}, {@code FAST}), which fixes it, or a range ({@code 2..100}, {@code 0.01..0.2:0.01}, {@code 1..1000:log}), by which it
 * is searched.
 */
final class Binding {
    private final RecordShape shape;
    private final ParameterSpace space;
    // For each component its value where it is fixed, null where it is searched; and then the place of its parameter.
    private final @Nullable Object[] fixed;
    private final int[] place;

    private Binding(RecordShape shape, List<Parameter> parameters, @Nullable Object[] fixed, int[] place) {
        this.shape = shape;
        this.fixed = fixed;
        this.place = place;
        boolean isConstrained = hasOwnValid(shape.type());
        this.space = new ParameterSpace(
                parameters, isConstrained && !parameters.isEmpty() ? List.of(new Valid(this)) : List.of());
    }

    private static boolean hasOwnValid(Class<?> type) {
        try {
            return type.getMethod("valid").getDeclaringClass() != Strategy.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every strategy has it", e);
        }
    }

    /**
     * Binds a record.
     *
     * @throws IllegalArgumentException if a name is unknown, or a value or range not permitted; the message names both
     */
    static Binding of(RecordShape shape, Map<String, String> settings) {
        List<Part> parts = shape.components();
        for (String name : settings.keySet()) {
            if (parts.stream().noneMatch(part -> part.name().equals(name))) {
                throw new IllegalArgumentException(shape.type().getSimpleName() + " has no parameter " + name + "; there are: "
                        + String.join(", ", parts.stream().map(Part::name).toList()));
            }
        }
        List<Parameter> parameters = new ArrayList<>();
        @Nullable Object[] fixed = new Object[parts.size()];
        int[] place = new int[parts.size()];
        for (int i = 0; i < fixed.length; i++) {
            Part part = parts.get(i);
            checkUsual(part);
            String given = settings.get(part.name());
            if (given == null ? part.range() != null : given.contains("..") || given.contains("|")) {
                place[i] = parameters.size();
                parameters.add(given == null ? searched(part, annotation(part)) : range(part, given));
            } else {
                fixed[i] = given == null ? usual(part) : value(part, given);
            }
        }
        return new Binding(shape, parameters, fixed, place);
    }

    private static void checkUsual(Part part) {
        String usual = part.usual();
        if (usual != null) {
            try {
                value(part, usual);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("@Default of " + e.getMessage(), e);
            }
        }
    }

    private static Range annotation(Part part) {
        Range range = part.range();
        if (range == null) {
            throw new IllegalStateException(part.name());
        }
        return range;
    }

    private static Parameter searched(Part part, Range range) {
        if (part.type() == boolean.class) {
            return ChoiceParameter.flag(part.name());
        }
        if (part.type().isEnum()) {
            return new ChoiceParameter(part.name(), part.constants());
        }
        return numbers(part, range.min(), range.max(), range.step(), range.log());
    }

    private static Parameter numbers(Part part, double min, double max, double step, boolean log) {
        if (part.type() == int.class) {
            long by = step < 0 ? 1 : whole(part, step);
            if (by == 0) {
                throw new IllegalArgumentException("step of " + part.name() + " must be positive: it is an int");
            }
            return new IntegerParameter(part.name(), whole(part, min), whole(part, max), by);
        }
        return new RealParameter(part.name(), min, max, Math.max(step, 0), log);
    }

    private static long whole(Part part, double value) {
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("range of " + part.name() + " must be of whole numbers, it is an int: " + value);
        }
        return (long) value;
    }

    /** Reads {@code from..to}, {@code from..to:step}, {@code from..to:log} or {@code A|B|C}. */
    private static Parameter range(Part part, String text) {
        try {
            if (text.contains("|")) {
                List<String> choices = List.of(text.split("\\|", -1));
                choices.forEach(choice -> value(part, choice));
                if (part.type() == int.class || part.type() == double.class) {
                    throw new IllegalArgumentException("the range of " + part.name() + " is from..to or from..to:step: " + text);
                }
                return new ChoiceParameter(part.name(), choices);
            }
            if (part.type() == int.class || part.type() == double.class) {
                int dots = text.indexOf("..");
                int colon = text.indexOf(':');
                String to = colon < 0 ? text.substring(dots + 2) : text.substring(dots + 2, colon);
                String rest = colon < 0 ? "" : text.substring(colon + 1).strip();
                boolean log = rest.equals("log");
                double step = rest.isEmpty() || log ? inherited(part, log) : Double.parseDouble(rest);
                return numbers(part, Double.parseDouble(text.substring(0, dots).strip()), Double.parseDouble(to.strip()), step, log);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the range of " + part.name() + " is from..to, from..to:step or from..to:log: " + text);
        }
        throw new IllegalArgumentException("the values of " + part.name() + " are given as A|B: " + text);
    }

    private static double inherited(Part part, boolean log) {
        Range range = part.range();
        return log || range == null ? -1 : range.step();
    }

    /** Returns the value of a component in a single run where none is given. */
    static Object usual(Part part) {
        String usual = part.usual();
        if (usual != null) {
            return value(part, usual);
        }
        Range range = part.range();
        if (range != null) {
            Parameter parameter = searched(part, range);
            double middle = parameter instanceof ChoiceParameter ? 0 : (parameter.min() + parameter.max()) / 2;
            return cast(part, parameter.value(parameter.nearest(middle)));
        }
        return part.type() == int.class
                ? (Object) 0
                : part.type() == double.class ? (Object) 0.0 : part.type() == boolean.class ? (Object) false : part.type().getEnumConstants()[0];
    }

    private static Object value(Part part, String text) {
        String given = text.strip();
        try {
            if (part.type() == int.class) {
                return Integer.parseInt(given);
            }
            if (part.type() == double.class) {
                double number = Double.parseDouble(given);
                if (Double.isFinite(number)) {
                    return number;
                }
            }
        } catch (NumberFormatException e) {
            // said below
        }
        if (part.type() == boolean.class && (given.equals("true") || given.equals("false"))) {
            return Boolean.valueOf(given);
        }
        if (part.type().isEnum()) {
            for (Object constant : part.type().getEnumConstants()) {
                if (((Enum<?>) constant).name().equalsIgnoreCase(given)) {
                    return constant;
                }
            }
        }
        String expected = part.type() == int.class
                ? "a whole number"
                : part.type() == double.class
                        ? "a number"
                        : part.type() == boolean.class ? "true or false" : "one of " + String.join(", ", part.constants());
        throw new IllegalArgumentException(part.name() + " must be " + expected + ": " + text);
    }

    private static Object cast(Part part, Object value) {
        return part.type() == int.class
                ? (Object) ((Number) value).intValue()
                : part.type() == double.class
                        ? (Object) ((Number) value).doubleValue()
                        : part.type() == boolean.class ? value : value(part, String.valueOf(value));
    }

    ParameterSpace space() {
        return space;
    }

    /** Returns the strategy with the searched components at a point's values. */
    Strategy at(Parameters parameters) {
        List<Part> parts = shape.components();
        Object[] values = new Object[fixed.length];
        for (int i = 0; i < values.length; i++) {
            Object value = fixed[i];
            values[i] = value != null ? value : cast(parts.get(i), parameters.value(place[i]));
        }
        return shape.make(values);
    }

    /** Makes strategies of points one after another. */
    Maker maker() {
        return new Maker(this);
    }

    /**
     * Makes strategies of points, with as little garbage as may be: a value that a component had lately is the same object. Not safe for use by several
     * threads.
     */
    static final class Maker {
        private static final int PLACE_BITS = 8;

        private final RecordShape shape;
        private final ParameterSpace space;
        private final int[] searched;
        private final int[] place;
        private final Object[] values;
        /** The coordinates of the last point, as bits: most of them are the next one's. */
        private final long[] last;

        private final double[][] coordinates;
        private final Object[][] made;

        Maker(Binding binding) {
            this.shape = binding.shape;
            this.space = binding.space;
            this.searched = IntStream.range(0, binding.fixed.length).filter(i -> binding.fixed[i] == null).toArray();
            this.place = binding.place;
            this.values = new Object[binding.fixed.length];
            for (int i = 0; i < values.length; i++) {
                Object value = binding.fixed[i];
                if (value != null) {
                    values[i] = value;
                }
            }
            this.last = new long[searched.length];
            Arrays.fill(last, Double.doubleToRawLongBits(Double.NaN));
            this.coordinates = new double[searched.length][1 << PLACE_BITS];
            this.made = new Object[searched.length][1 << PLACE_BITS];
            for (double[] column : coordinates) {
                Arrays.fill(column, Double.NaN);
            }
        }

        /** Returns the strategy with the searched components at the values of a point of a batch. */
        Strategy at(PointBatch points, int point) {
            for (int k = 0; k < searched.length; k++) {
                double coordinate = points.get(point, place[searched[k]]);
                long bits = Double.doubleToRawLongBits(coordinate);
                if (bits == last[k]) {
                    continue;
                }
                int at = (int) (bits * 0x9E3779B97F4A7C15L >>> 64 - PLACE_BITS);
                if (coordinates[k][at] != coordinate) {
                    made[k][at] = value(searched[k], coordinate);
                    coordinates[k][at] = coordinate;
                }
                values[searched[k]] = made[k][at];
                last[k] = bits;
            }
            return shape.make(values);
        }

        private Object value(int component, double coordinate) {
            return cast(shape.components().get(component), space.parameters().get(place[component]).value(coordinate));
        }
    }

    /** Returns the strategy as it is run once: searched components at their usual values. */
    Map<String, String> usualValues() {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < fixed.length; i++) {
            Object value = fixed[i];
            values.put(shape.components().get(i).name(), String.valueOf(value != null ? value : usual(shape.components().get(i))));
        }
        return values;
    }

    /** What the record itself says of its parameters. */
    private record Valid(Binding binding) implements Constraint {
        @Override
        public String description() {
            return binding.shape.type().getSimpleName() + ".valid()";
        }

        @Override
        public boolean isMetBy(Parameters parameters) {
            return binding.at(parameters).valid();
        }

        // A record that was loaded twice is two classes; the parameters beside it and the strategy's source tell spaces apart.
        @Override
        public boolean equals(Object o) {
            return o instanceof Valid other && other.description().equals(description());
        }

        @Override
        public int hashCode() {
            return description().hashCode();
        }
    }
}
