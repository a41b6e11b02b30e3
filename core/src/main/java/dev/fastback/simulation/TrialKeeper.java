package dev.fastback.simulation;

import dev.fastback.result.Trials;
import dev.fastback.search.ParameterSpace;
import dev.fastback.search.PointBatch;
import dev.fastback.search.TrialSink;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.methods.Draws;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the trials of one search: all of them up to {@value #MOST_WHOLE}; of more, the best {@value #BEST} by first metric, feasible ones first, and
 * an even sample of {@value #SAMPLE} that the seed decides: those with the smallest hash of their number. Memory is bounded by the former.
 */
public final class TrialKeeper implements TrialSink {
    /** Most trials that are kept whole. */
    public static final int MOST_WHOLE = 200_000;
    /** The best of more. */
    public static final int BEST = 1000;
    /** Sampled of more. */
    public static final int SAMPLE = 20_000;
    /** Bytes of trials that are kept whole, for spaces of very many parameters. */
    private static final int MOST_BYTES = 32 << 20;

    private final long seed;
    private final int parameters;
    private int metrics = 1;
    private int rowDoubles;
    private int mostWhole;
    private double[] rows = {};
    private long evaluated;
    private @Nullable PriorityQueue<Row> best;
    private @Nullable PriorityQueue<Row> sample;

    /** A trial: parameters, metrics, violations. */
    private record Row(long number, long hash, double[] values, int parameters) {
        double metric() {
            double metric = values[parameters];
            return Double.isNaN(metric) ? Double.NEGATIVE_INFINITY : metric;
        }

        double violation() {
            return values[values.length - 1];
        }
    }

    /** Makes an empty keeper for a space of so many parameters. */
    public TrialKeeper(int parameters, long seed) {
        this.parameters = parameters;
        this.seed = seed;
    }

    /** Returns the most trials that are kept whole for a space of so many parameters. */
    public static int mostWhole(int parameters, int metrics) {
        return Math.min(MOST_WHOLE, MOST_BYTES / Trials.rowSize(true, parameters, metrics));
    }

    @Override
    public void told(PointBatch points, ValueBatch values) {
        if (evaluated == 0) {
            metrics = values.metrics();
            rowDoubles = parameters + metrics + 1;
            mostWhole = mostWhole(parameters, metrics);
        }
        for (int i = 0; i < points.count(); i++) {
            if (best == null && evaluated < mostWhole) {
                int at = (int) evaluated * rowDoubles;
                if (at + rowDoubles > rows.length) {
                    rows = Arrays.copyOf(rows, (int) Math.min((long) mostWhole * rowDoubles, Math.max(64L * rowDoubles, 2L * rows.length)));
                }
                fill(points, values, i, rows, at);
                evaluated++;
            } else {
                sampleFromNowOn();
                double[] row = new double[rowDoubles];
                fill(points, values, i, row, 0);
                offer(row);
            }
        }
    }

    private void fill(PointBatch points, ValueBatch values, int i, double[] row, int at) {
        for (int d = 0; d < parameters; d++) {
            row[at + d] = points.get(i, d);
        }
        for (int m = 0; m < metrics; m++) {
            row[at + parameters + m] = values.metric(m)[i];
        }
        double violation = 0;
        for (int c = 0; c < values.constraints(); c++) {
            violation += Math.max(0, values.violation(c)[i]);
        }
        row[at + rowDoubles - 1] = violation;
    }

    private void sampleFromNowOn() {
        if (best != null) {
            return;
        }
        best = new PriorityQueue<>(WORST_FIRST);
        sample = new PriorityQueue<>(Comparator.comparingLong(Row::hash).thenComparingLong(Row::number).reversed());
        long count = evaluated;
        double[] whole = rows;
        rows = new double[0];
        evaluated = 0;
        for (int i = 0; i < count; i++) {
            offer(Arrays.copyOfRange(whole, i * rowDoubles, (i + 1) * rowDoubles));
        }
    }

    private static final Comparator<Row> WORST_FIRST = Comparator.comparingDouble(Row::violation)
            .reversed()
            .thenComparingDouble(Row::metric)
            .thenComparing(Comparator.comparingLong(Row::number).reversed());

    private void offer(double[] values) {
        Row row = new Row(evaluated, Draws.key(seed, evaluated), values, parameters);
        evaluated++;
        offer(best, BEST, row);
        offer(sample, SAMPLE, row);
    }

    private static void offer(@Nullable PriorityQueue<Row> kept, int most, Row row) {
        if (kept != null && (kept.size() < most || kept.comparator().compare(row, kept.peek()) > 0)) {
            kept.add(row);
            if (kept.size() > most) {
                kept.poll();
            }
        }
    }

    /** Returns what is kept; null if nothing was evaluated. */
    public @Nullable Trials trials(ParameterSpace space) {
        if (evaluated == 0) {
            return null;
        }
        ByteBuffer bytes;
        if (best == null || sample == null) {
            bytes = Trials.begin(evaluated, (int) evaluated, parameters, metrics);
            for (int k = 0; k < evaluated * rowDoubles; k++) {
                bytes.putDouble(rows[k]);
            }
        } else {
            TreeMap<Long, double[]> chosen = new TreeMap<>();
            best.forEach(row -> chosen.put(row.number(), row.values()));
            sample.forEach(row -> chosen.put(row.number(), row.values()));
            bytes = Trials.begin(evaluated, chosen.size(), parameters, metrics);
            for (var row : chosen.entrySet()) {
                bytes.putLong(row.getKey());
                for (double value : row.getValue()) {
                    bytes.putDouble(value);
                }
            }
        }
        return Trials.of(bytes.flip(), space);
    }
}
