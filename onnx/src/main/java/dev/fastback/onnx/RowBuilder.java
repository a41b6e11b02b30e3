package dev.fastback.onnx;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.KnownBars;
import dev.fastback.forecast.cache.RowKey;
import dev.fastback.onnx.card.FedSeries;
import dev.fastback.onnx.card.ModelCard;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes rows of a model's input of contexts, as its card says: which series, how much of it, scaled and padded. */
final class RowBuilder {
    /** Below this a deviation is taken for 1, so that a series that does not move becomes zeros. */
    private static final double LEAST_SPREAD = 1e-12;

    private final ModelCard card;
    private final int length;

    RowBuilder(ModelCard card) {
        this.card = card;
        this.length = card.context();
    }

    /** Returns the values that a context has for the model; less than {@link ModelCard#minContext} are too few. */
    int available(Context context) {
        int values = context.length() + (card.series().isOfMoves() ? 0 : 1);
        return Math.min(length, values);
    }

    /**
     * Makes the row of a context.
     *
     * @return null if a value is not finite as the model takes it
     * @throws IllegalArgumentException if the card needs prices, and the context has movements alone
     */
    @Nullable ModelRow row(Context context) {
        int n = available(context);
        int width = card.width();
        float[] values = new float[width * length];
        double[] center = new double[width];
        double[] spread = new double[width];
        double[] raw = new double[n];
        for (int c = 0; c < width; c++) {
            read(context, c, raw);
            center[c] = 0;
            spread[c] = 1;
            scale(raw, c, center, spread);
            int start = c * length;
            Arrays.fill(values, start, start + length - n, padding(raw));
            for (int i = 0; i < n; i++) {
                float value = (float) raw[i];
                if (!Float.isFinite(value)) {
                    return null;
                }
                values[start + length - n + i] = value;
            }
        }
        return new ModelRow(values, n, center, spread, 0, key(values, n, 0));
    }

    private float padding(double[] scaled) {
        return switch (card.pad()) {
            case NAN -> Float.NaN;
            case EDGE -> (float) scaled[0];
            case ZERO, NONE -> 0f;
        };
    }

    private void read(Context context, int c, double[] raw) {
        int n = raw.length;
        KnownBars known = context.known();
        if (known == null) {
            if (card.width() > 1 || !card.series().isOfMoves() || card.series() == FedSeries.LOG_OVER_CLOSE) {
                throw new IllegalArgumentException("model " + card.name() + " is fed " + card.series().label() + " of bars, and only movements were given");
            }
            for (int i = 0; i < n; i++) {
                raw[i] = ofMove(context.series()[context.to() - n + i]);
            }
            return;
        }
        BarSeries bars = known.bars();
        Column column = card.columns().isEmpty() ? known.column() : card.columns().get(c);
        int first = bars.size() - n;
        for (int i = 0; i < n; i++) {
            raw[i] = value(bars, column, first + i);
        }
    }

    private double value(BarSeries bars, Column column, int t) {
        return switch (card.series()) {
            case PRICE -> bars.value(column, t);
            case LOG_PRICE -> Math.log(bars.value(column, t));
            case RETURN, LOG_RETURN -> ofMove(move(bars.value(column, t), bars.value(column, t - 1)));
            case LOG_OVER_CLOSE -> Math.log(bars.value(column, t) / bars.close(t - 1));
        };
    }

    private static double move(double now, double before) {
        double move = (now - before) / before;
        return Double.isFinite(move) ? move : 0.0;
    }

    private double ofMove(double move) {
        return card.series() == FedSeries.LOG_RETURN ? Math.log(1 + move) : move;
    }

    private void scale(double[] raw, int c, double[] center, double[] spread) {
        switch (card.scaling()) {
            case INSIDE -> {
                return;
            }
            case MEAN_SD -> {
                Running all = new Running();
                for (double value : raw) {
                    all.add(value);
                }
                center[c] = all.mean;
                spread[c] = all.deviation();
            }
            case LAST -> {
                center[c] = raw[raw.length - 1];
                spread[c] = Math.abs(center[c]) < LEAST_SPREAD ? 1 : Math.abs(center[c]);
            }
            case RUNNING -> {
                scaleRunning(raw, center, spread);
                return;
            }
        }
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (raw[i] - center[c]) / spread[c];
        }
    }

    /** Scales patch by patch by what is known at the patch's end; patches lie as in the whole row, so that the first one may hold padding. */
    private void scaleRunning(double[] raw, double[] center, double[] spread) {
        int pad = length - raw.length;
        Running all = new Running();
        for (int from = 0; from < raw.length; ) {
            int to = Math.min(raw.length, (from + pad) / card.patch() * card.patch() + card.patch() - pad);
            for (int i = from; i < to; i++) {
                all.add(raw[i]);
            }
            center[0] = all.mean;
            spread[0] = all.deviation();
            for (int i = from; i < to; i++) {
                raw[i] = (raw[i] - center[0]) / spread[0];
            }
            from = to;
        }
    }

    /** Mean and deviation of values so far (B. P. Welford, Technometrics 4, 1962). */
    private static final class Running {
        long count;
        double mean;
        double squares;

        void add(double value) {
            count++;
            double off = value - mean;
            mean += off / count;
            squares += off * (value - mean);
        }

        double deviation() {
            double deviation = Math.sqrt(squares / count);
            return deviation > LEAST_SPREAD ? deviation : 1;
        }
    }

    /** Returns what names a row. */
    static RowKey key(float[] values, int observed, int seed) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        bytes.putInt(observed);
        if (seed > 0) {
            bytes.putInt(seed);
        }
        return RowKey.of(bytes.flip());
    }

    /**
     * Returns the move of a column that an output means.
     *
     * @param output as the model gave it, for the column
     * @param c the column's place among those fed
     */
    double move(double output, Context context, ModelRow row, int c) {
        double value = output * row.spread()[c] + row.center()[c];
        return switch (card.series()) {
            case RETURN -> value;
            case LOG_RETURN -> Math.expm1(value);
            case PRICE -> value / last(context) - 1;
            case LOG_PRICE -> Math.expm1(value - Math.log(last(context)));
            case LOG_OVER_CLOSE -> {
                BarSeries bars = bars(context);
                yield bars.close(bars.size() - 1) * Math.exp(value) / last(context) - 1;
            }
        };
    }

    private static double last(Context context) {
        KnownBars known = context.known();
        BarSeries bars = bars(context);
        return known == null ? Double.NaN : bars.value(known.column(), bars.size() - 1);
    }

    private static BarSeries bars(Context context) {
        KnownBars known = context.known();
        if (known == null) {
            throw new IllegalArgumentException("the bars of a context are not known");
        }
        return known.bars();
    }
}
