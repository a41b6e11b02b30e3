package dev.fastback.summary;

import dev.fastback.json.CanonicalSink;
import dev.fastback.result.Figure;
import dev.fastback.result.Figures;
import dev.fastback.result.StrategyResult;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON of results of one {@link Shape}: the text that they have in common, and which figures and parameters stand between its pieces. Most of a
 * result's text is keys, and null for what it lacks. Immutable.
 */
final class ResultTemplate {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    /** The text of no front. */
    static final byte[] NO_FRONT = {};

    // Layout: piece 0, value 0, piece 1, value 1, ..., the last piece. A value is the figure whose bits are at its place, or, with no kind, the
    // parameter at its place; at FRONT it is the front.
    private static final int FRONT = -1;

    private final byte[][] pieces;
    private final Figure.Kind[] kinds;
    private final boolean[] areParameters;
    private final int[] places;

    private ResultTemplate(List<byte[]> pieces, List<Value> values) {
        this.pieces = pieces.toArray(byte[][]::new);
        this.kinds = values.stream().map(Value::kind).toArray(Figure.Kind[]::new);
        this.areParameters = new boolean[values.size()];
        for (int i = 0; i < areParameters.length; i++) {
            areParameters[i] = values.get(i).isParameter();
        }
        this.places = values.stream().mapToInt(Value::place).toArray();
    }

    /** One value between two pieces; the kind counts for figures. */
    private record Value(Figure.Kind kind, boolean isParameter, int place) {}

    /** What decides about the keys of a result: the strategy, its parameters, which figures are there, and whether a front is. */
    record Shape(String name, ParameterSpace space, long present, boolean hasFront) {
        static Shape of(StrategyResult result) {
            return new Shape(result.name(), result.parameters().space(), result.figures().present(), result.front() != null);
        }

        /** A space is equal to itself alone, which takes no look at its parameters. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Shape shape && space == shape.space && present == shape.present && hasFront == shape.hasFront && name.equals(shape.name);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * name.hashCode() + System.identityHashCode(space)) + Long.hashCode(present);
        }
    }

    /**
     * Writes a result that has this shape.
     *
     * @param front the text of its front; empty without one
     */
    void write(StrategyResult result, byte[] front, CanonicalSink out) {
        Figures figures = result.figures();
        out.raw(pieces[0]);
        for (int i = 0; i < places.length; i++) {
            int place = places[i];
            if (areParameters[i]) {
                write(result.parameters(), place, out);
            } else if (place == FRONT) {
                out.further(front);
            } else {
                long bits = figures.bitsAt(place);
                switch (kinds[i]) {
                    case REAL -> out.number(Double.longBitsToDouble(bits));
                    case COUNT -> out.number(bits);
                    case FLAG -> out.further(bits != 0 ? TRUE : FALSE);
                }
            }
            out.further(pieces[i + 1]);
        }
    }

    /** Writes the value of a parameter. */
    static void write(Parameters parameters, int position, CanonicalSink out) {
        switch (parameters.value(position)) {
            case Boolean flag -> out.flag(flag);
            case Long whole -> out.number((long) whole);
            case Double real -> out.number((double) real);
            case Object other -> out.text(String.valueOf(other));
        }
    }

    /** Puts a template together from the text and values of one result. */
    static final class Builder {
        private final CanonicalSink text = new CanonicalSink();
        private final List<byte[]> pieces = new ArrayList<>();
        private final List<Value> values = new ArrayList<>();
        private final long present;

        Builder(long present) {
            this.present = present;
        }

        /** Returns where text goes that results of this shape share. */
        CanonicalSink text() {
            return text;
        }

        /** Adds the value of a figure that is there. */
        void figure(Figure figure) {
            add(new Value(figure.kind(), false, Long.bitCount(present & (1L << figure.ordinal()) - 1)));
        }

        /** Adds the value of the parameter at a position. */
        void parameter(int position) {
            add(new Value(Figure.Kind.REAL, true, position));
        }

        /** Adds the front. */
        void front() {
            add(new Value(Figure.Kind.REAL, false, FRONT));
        }

        private void add(Value value) {
            pieces.add(text.take());
            values.add(value);
            text.nothing(); // stands for the value, so that a comma comes next
            text.take();
        }

        ResultTemplate build() {
            pieces.add(text.take());
            return new ResultTemplate(pieces, values);
        }
    }
}
