package dev.fastback.onnx;

import dev.fastback.data.Column;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.KnownBars;
import dev.fastback.onnx.card.CardOutput;
import dev.fastback.onnx.card.ModelCard;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a model says about the next bar: a point and a band, as moves of the column that was asked about. */
final class OutputReader {
    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;

    private final ModelCard card;
    private final RowBuilder builder;

    OutputReader(ModelCard card, RowBuilder builder) {
        this.card = card;
        this.builder = builder;
    }

    /**
     * What was read.
     *
     * @param point the forecast move
     * @param lower its 0.1 quantile; NaN where the model has no band
     * @param upper its 0.9 quantile, likewise
     * @param fault why this is no forecast; null if it is one
     */
    record Read(double point, double lower, double upper, @Nullable Fault fault) {
        static Read faulty(Fault.Kind kind, String text) {
            return new Read(Double.NaN, Double.NaN, Double.NaN, new Fault(kind, text));
        }
    }

    /**
     * Why there is no forecast.
     *
     * @param text what the model did, for people: it goes on from its name
     */
    record Fault(Kind kind, String text) {
        /** What is wrong with what a model gave. */
        enum Kind {
            NOT_FINITE("the output is not finite", "look at series, scaling and pad in the card"),
            CROSSING("quantiles cross", "crossing: sort in the card repairs that");

            private final String found;
            private final String remedy;

            Kind(String found, String remedy) {
                this.found = found;
                this.remedy = remedy;
            }

            /** Returns what was found. */
            String found() {
                return found;
            }

            /** Returns the way out. */
            String remedy() {
                return remedy;
            }
        }
    }

    /** Returns whether the model answers questions about a column. */
    boolean answers(@Nullable KnownBars known) {
        List<Column> columns = card.output().columns();
        return columns.isEmpty() || known != null && columns.contains(known.column());
    }

    /** Reads the answer of a context from the numbers of its row, those of each seed after those of the one before. */
    Read read(float[] numbers, Context context, ModelRow row) {
        CardOutput output = card.output();
        List<Column> columns = output.columns();
        KnownBars known = context.known();
        int column = columns.size() < 2 || known == null ? 0 : columns.indexOf(known.column());
        int fed = card.columns().isEmpty() || known == null ? 0 : Math.max(0, card.columns().indexOf(known.column()));
        int each = output.perColumn();
        int perSeed = numbers.length / output.seeds();
        double[] moves = new double[each * output.seeds()];
        for (int i = 0; i < moves.length; i++) {
            float number = numbers[i / each * perSeed + column * each + i % each];
            moves[i] = builder.move(number, context, row, fed);
            if (!Double.isFinite(moves[i])) {
                return Read.faulty(Fault.Kind.NOT_FINITE, "gave " + number + ", which is no " + card.series().label());
            }
        }
        return switch (output.kind()) {
            case POINT -> new Read(moves[0], Double.NaN, Double.NaN, null);
            case QUANTILES -> quantiles(moves);
            case SAMPLES -> samples(moves);
        };
    }

    private Read quantiles(double[] moves) {
        List<Double> all = card.output().levels();
        int count = (int) all.stream().filter(level -> !level.isNaN()).count();
        double[] levels = new double[count];
        double[] values = new double[count];
        int n = 0;
        for (int i = 0; i < moves.length; i++) {
            if (!all.get(i).isNaN()) {
                levels[n] = all.get(i);
                values[n++] = moves[i];
            }
        }
        for (int i = 1; i < count; i++) {
            if (values[i] < values[i - 1] && !card.output().sorts()) {
                return Read.faulty(Fault.Kind.CROSSING, String.format(
                        Locale.ROOT, "gave quantiles that cross, %s at %s and %s at %s (%s)",
                        values[i - 1], levels[i - 1], values[i], levels[i], Fault.Kind.CROSSING.remedy()));
            }
        }
        Arrays.sort(values);
        return new Read(at(levels, values, 0.5), at(levels, values, LOW), at(levels, values, HIGH), null);
    }

    /** Returns a quantile by linear interpolation between the levels around it. */
    private static double at(double[] levels, double[] values, double level) {
        int above = 0;
        while (above < levels.length - 1 && levels[above] < level) {
            above++;
        }
        if (above == 0 || levels[above] <= level) {
            return values[above];
        }
        double share = (level - levels[above - 1]) / (levels[above] - levels[above - 1]);
        return values[above - 1] + share * (values[above] - values[above - 1]);
    }

    private Read samples(double[] moves) {
        double sum = 0;
        for (double move : moves) {
            sum += move;
        }
        Arrays.sort(moves);
        double lower = quantile(moves, LOW);
        double upper = quantile(moves, HIGH);
        double point = card.output().sampleMean() ? Math.clamp(sum / moves.length, lower, upper) : quantile(moves, 0.5);
        return new Read(point, lower, upper, null);
    }

    private static double quantile(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int low = (int) position;
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (position - low) * (sorted[high] - sorted[low]);
    }
}
