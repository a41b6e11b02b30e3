package dev.fastback.summary;

import dev.fastback.json.ByteText;
import dev.fastback.json.NumberTexts;
import dev.fastback.result.Figure;
import dev.fastback.result.Figures;
import dev.fastback.result.StrategyResult;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.Parameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.search.space.RealParameter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The text in one format of results of one shape: what they have in common, and which figures and parameters stand between its pieces. Most of a
 * result's text is keys, and null for what it lacks. Immutable.
 */
public final class ResultTemplate {
    // Layout: piece 0, value 0, piece 1, value 1, ..., the last piece. A value is the figure whose bits are at its place, the coordinate of the
    // parameter at its place, or the front.
    private static final byte REAL = 0;
    private static final byte COUNT = 1;
    private static final byte WORD = 2;
    private static final byte REAL_PARAMETER = 3;
    private static final byte WHOLE_PARAMETER = 4;
    private static final byte CHOICE = 5;
    private static final byte FRONT = 6;

    private static final byte[][] FALSE_AND_TRUE = {"false".getBytes(StandardCharsets.US_ASCII), "true".getBytes(StandardCharsets.US_ASCII)};

    private final Shape shape;
    private final byte[][] pieces;
    private final byte[] kinds;
    private final int[] places;
    /** The texts of flags and choices. */
    private final byte[][][] words;
    /** Bytes that a result takes at most, without its front. */
    private final int room;

    private ResultTemplate(Shape shape, List<byte[]> pieces, List<Value> values) {
        this.shape = shape;
        this.pieces = pieces.toArray(byte[][]::new);
        this.kinds = new byte[values.size()];
        this.places = new int[kinds.length];
        this.words = new byte[kinds.length][][];
        int most = 0;
        for (int i = 0; i < kinds.length; i++) {
            Value value = values.get(i);
            kinds[i] = value.kind();
            places[i] = value.place();
            words[i] = value.words();
            int longest = NumberTexts.LONGEST;
            for (byte[] word : value.words()) {
                longest = Math.max(longest, word.length);
            }
            most += longest;
        }
        for (byte[] piece : pieces) {
            most += piece.length;
        }
        this.room = most;
    }

    /** One value between two pieces; the words are those of flags and choices. */
    private record Value(byte kind, int place, byte[][] words) {}

    /** What decides about the text that results share: the strategy, its parameters, which figures are there, and whether a front is. */
    private record Shape(String name, ParameterSpace space, long present, boolean hasFront) {
        static Shape of(StrategyResult result) {
            return new Shape(result.name(), result.parameters().space(), result.figures().present(), result.front() != null);
        }

        boolean isOf(StrategyResult result) {
            return present == result.figures().present()
                    && space == result.parameters().space()
                    && hasFront == (result.front() != null)
                    && name.equals(result.name());
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

    /** Returns whether a result has this shape. */
    boolean suits(StrategyResult result) {
        return shape.isOf(result);
    }

    /**
     * Writes a result that has this shape.
     *
     * @param front the text of its front; empty without one
     */
    public void write(StrategyResult result, byte[] front, ByteText out) {
        NumberTexts numbers = out.numbers();
        byte[] into = out.room(room + front.length);
        int at = out.length();
        Figures figures = result.figures();
        Parameters parameters = result.parameters();
        int end = at;
        for (int i = 0; i < kinds.length; i++) {
            end = copy(pieces[i], into, end);
            int place = places[i];
            switch (kinds[i]) {
                case REAL -> end += numbers.write(Double.longBitsToDouble(figures.bitsAt(place)), into, end);
                case COUNT -> end += numbers.write(figures.bitsAt(place), into, end);
                case WORD -> end = copy(words[i][figures.bitsAt(place) == 0 ? 0 : 1], into, end);
                case REAL_PARAMETER -> end += numbers.write(parameters.coordinate(place), into, end);
                case WHOLE_PARAMETER -> end += numbers.write((long) parameters.coordinate(place), into, end);
                case CHOICE -> end = copy(words[i][(int) parameters.coordinate(place)], into, end);
                default -> end = copy(front, into, end);
            }
        }
        out.wrote(copy(pieces[kinds.length], into, end) - at);
    }

    private static int copy(byte[] text, byte[] into, int at) {
        System.arraycopy(text, 0, into, at, text.length);
        return at + text.length;
    }

    /** The templates of one format, made when the first result of their shape is met. Safe for use by many threads. */
    public static final class Kept {
        /** More are made of strategies that come and go only, as where a program writes its own. */
        private static final int MOST = 1000;

        private final Function<StrategyResult, ResultTemplate> maker;
        private final Map<Shape, ResultTemplate> all = new ConcurrentHashMap<>();

        /** Makes an empty collection; the maker makes the template of a result's shape. */
        public Kept(Function<StrategyResult, ResultTemplate> maker) {
            this.maker = maker;
        }

        /**
         * Returns the template of each result of a simulation.
         *
         * @param before those of another simulation of the study, most of which may do again; they are replaced
         */
        public void of(List<StrategyResult> results, @Nullable ResultTemplate[] before) {
            for (int k = 0; k < before.length; k++) {
                ResultTemplate last = before[k];
                if (last == null || !last.suits(results.get(k))) {
                    before[k] = of(results.get(k));
                }
            }
        }

        /** Returns the template of a result. */
        public ResultTemplate of(StrategyResult result) {
            Shape shape = Shape.of(result);
            ResultTemplate known = all.get(shape);
            if (known == null) {
                if (all.size() >= MOST) {
                    all.clear();
                }
                known = maker.apply(result);
                all.put(shape, known);
            }
            return known;
        }
    }

    /** Puts a template together from the text and values of one result. */
    public static final class Builder {
        private final Shape shape;
        private final long present;
        private final List<Parameter> parameters;
        private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
        private final List<byte[]> pieces = new ArrayList<>();
        private final List<Value> values = new ArrayList<>();

        /** Makes a builder for results of the same shape as one. */
        public Builder(StrategyResult result) {
            this.shape = Shape.of(result);
            this.present = shape.present();
            this.parameters = shape.space().parameters();
        }

        /** Adds text that results of this shape share. */
        public Builder text(byte[] text) {
            piece.writeBytes(text);
            return this;
        }

        /** Adds the value of a figure that is there. */
        public Builder figure(Figure figure) {
            int place = Long.bitCount(present & (1L << figure.ordinal()) - 1);
            return switch (figure.kind()) {
                case REAL -> add(REAL, place);
                case COUNT -> add(COUNT, place);
                case FLAG -> add(WORD, place, FALSE_AND_TRUE);
            };
        }

        /**
         * Adds the value of a parameter.
         *
         * @param position of the parameter in its space
         * @param words the texts of choices; those of a flag are false and true
         */
        public Builder parameter(int position, Function<String, byte[]> words) {
            return switch (parameters.get(position)) {
                case RealParameter real -> add(REAL_PARAMETER, position);
                case IntegerParameter whole -> add(WHOLE_PARAMETER, position);
                case ChoiceParameter choice -> add(
                        CHOICE, position, choice.isFlag() ? FALSE_AND_TRUE : choice.choices().stream().map(words).toArray(byte[][]::new));
            };
        }

        /** Adds the front. */
        public Builder front() {
            return add(FRONT, 0);
        }

        private Builder add(byte kind, int place, byte[]... words) {
            pieces.add(piece.toByteArray());
            piece.reset();
            values.add(new Value(kind, place, words));
            return this;
        }

        /** Returns the template. */
        public ResultTemplate build() {
            pieces.add(piece.toByteArray());
            piece.reset();
            return new ResultTemplate(shape, pieces, values);
        }
    }
}
