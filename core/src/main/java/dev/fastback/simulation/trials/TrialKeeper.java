package dev.fastback.simulation.trials;

import dev.fastback.result.Trials;
import dev.fastback.search.PointBatch;
import dev.fastback.search.TrialSink;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.sampling.Draws;
import dev.fastback.search.space.ParameterSpace;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the trials of one search, as many as there is {@link TrialRoom} for: all of them, or the best by first metric, feasible ones first, and an
 * even sample that the seed decides: those with the smallest hash of their number.
 *
 * <p>The trials of a search that was split are kept range by range ({@link #part}) and put together in their order ({@link #take}): what is left is
 * the same, because both choices take the first of an order of all trials.
 */
public final class TrialKeeper implements TrialSink {
    private final TrialRoom room;
    private final long seed;
    private final int parameters;
    private final long first;
    private final @Nullable Row bestBound;
    private final @Nullable Row sampleBound;
    private int metrics = 1;
    private int rowDoubles;
    private int mostWhole;
    private int mostBest;
    private int mostSampled;
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

    /**
     * What was kept of a range of a search.
     *
     * @param evaluated trials of the range
     * @param metrics values per trial
     * @param numbers of those that are kept, in the whole search, rising
     * @param rows their parameters, metrics and violations, one after another
     */
    public record Part(long evaluated, int metrics, long[] numbers, double[] rows) {}

    /**
     * What a trial must surpass to be kept, once as many are kept as there is room for: later ranges need not send others.
     *
     * @param violation of the last of the best
     * @param metric of the last of the best
     * @param number of the last of the best
     * @param hash the largest of the sample
     * @param hashed the number with that hash
     */
    public record Bound(double violation, double metric, long number, long hash, long hashed) {}

    /** Makes an empty keeper for a space of so many parameters. */
    public TrialKeeper(int parameters, long seed) {
        this(TrialRoom.USUAL, parameters, seed);
    }

    /** Makes an empty keeper for a space of so many parameters, with the room that its trials have. */
    public TrialKeeper(TrialRoom room, int parameters, long seed) {
        this(room, parameters, seed, 0, null);
    }

    /**
     * Makes an empty keeper for a range of a search.
     *
     * @param first number of its first trial
     * @param bound of what earlier ranges have left; null if all may be kept
     */
    public TrialKeeper(TrialRoom room, int parameters, long seed, long first, @Nullable Bound bound) {
        this.room = room;
        this.parameters = parameters;
        this.seed = seed;
        this.first = first;
        this.bestBound = bound == null ? null : new Row(bound.number(), 0, new double[] {bound.metric(), bound.violation()}, 0);
        this.sampleBound = bound == null ? null : new Row(bound.hashed(), bound.hash(), new double[0], 0);
    }

    /** Returns an empty keeper for a range of the search. */
    public TrialKeeper ofRange(FitRange range) {
        return new TrialKeeper(room, parameters, seed, range.first(), range.bound());
    }

    @Override
    public void told(PointBatch points, ValueBatch values) {
        begin(values.metrics());
        for (int i = 0; i < points.count(); i++) {
            if (best == null && first + evaluated < mostWhole) {
                int at = (int) evaluated * rowDoubles;
                reserve(at + rowDoubles);
                fill(points, values, i, rows, at);
                evaluated++;
            } else {
                sampleFromNowOn();
                if (mayBeKept(first + evaluated, values, i)) {
                    double[] row = new double[rowDoubles];
                    fill(points, values, i, row, 0);
                    offer(row);
                } else {
                    evaluated++;
                }
            }
        }
    }

    /** Returns false for a trial that both choices would refuse, which most are, before anything is made of it. */
    private boolean mayBeKept(long number, ValueBatch values, int i) {
        PriorityQueue<Row> ofBest = Objects.requireNonNull(best);
        PriorityQueue<Row> ofSample = Objects.requireNonNull(sample);
        if (ofBest.size() < mostBest || ofSample.size() < mostSampled) {
            return true;
        }
        long hash = Draws.key(seed, number);
        Row largest = ofSample.element();
        if (hash < largest.hash || hash == largest.hash && number < largest.number) {
            return true;
        }
        Row last = ofBest.element();
        int worse = Double.compare(values.violationOf(i), last.violation());
        if (worse == 0) {
            double metric = values.metric(0)[i];
            worse = Double.compare(last.metric(), Double.isNaN(metric) ? Double.NEGATIVE_INFINITY : metric);
        }
        return worse < 0 || worse == 0 && number < last.number;
    }

    private void begin(int newMetrics) {
        if (evaluated == 0) {
            metrics = newMetrics;
            rowDoubles = parameters + metrics + 1;
            mostWhole = room.mostWhole(parameters, metrics);
            mostBest = room.best(parameters, metrics);
            mostSampled = room.sample(parameters, metrics);
        }
    }

    private void reserve(int doubles) {
        if (doubles > rows.length) {
            rows = Arrays.copyOf(rows, (int) Math.min((long) mostWhole * rowDoubles, Math.max(Math.max(64L * rowDoubles, doubles), 2L * rows.length)));
        }
    }

    private void fill(PointBatch points, ValueBatch values, int i, double[] row, int at) {
        for (int d = 0; d < parameters; d++) {
            row[at + d] = points.get(i, d);
        }
        for (int m = 0; m < metrics; m++) {
            row[at + parameters + m] = values.metric(m)[i];
        }
        row[at + rowDoubles - 1] = values.violationOf(i);
    }

    private void sampleFromNowOn() {
        if (best != null) {
            return;
        }
        best = new PriorityQueue<>(WORST_FIRST);
        sample = new PriorityQueue<>(LARGEST_HASH_FIRST);
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

    private static final Comparator<Row> LARGEST_HASH_FIRST = Comparator.comparingLong(Row::hash).thenComparingLong(Row::number).reversed();

    private void offer(double[] values) {
        offer(first + evaluated, values);
        evaluated++;
    }

    private void offer(long number, double[] values) {
        Row row = new Row(number, Draws.key(seed, number), values, parameters);
        offer(best, mostBest, row, bestBound);
        offer(sample, mostSampled, row, sampleBound);
    }

    private static void offer(@Nullable PriorityQueue<Row> kept, int most, Row row, @Nullable Row bound) {
        if (kept == null || (bound != null && kept.comparator().compare(row, bound) <= 0)) {
            return;
        }
        if (kept.size() < most || kept.comparator().compare(row, kept.peek()) > 0) {
            kept.add(row);
            if (kept.size() > most) {
                kept.poll();
            }
        }
    }

    /** Returns what a range of a search has left; empty if nothing was evaluated. */
    public Part part() {
        if (best == null) {
            long[] numbers = new long[(int) evaluated];
            Arrays.setAll(numbers, i -> first + i);
            return new Part(evaluated, metrics, numbers, Arrays.copyOf(rows, numbers.length * rowDoubles));
        }
        TreeMap<Long, double[]> chosen = chosen();
        long[] numbers = chosen.keySet().stream().mapToLong(Long::longValue).toArray();
        double[] all = new double[numbers.length * rowDoubles];
        int at = 0;
        for (double[] row : chosen.values()) {
            System.arraycopy(row, 0, all, at, rowDoubles);
            at += rowDoubles;
        }
        return new Part(evaluated, metrics, numbers, all);
    }

    /** Takes what the range that follows those taken so far has left. */
    public void take(Part part) {
        if (part.evaluated() == 0) {
            return;
        }
        begin(part.metrics());
        if (best == null && evaluated + part.evaluated() <= mostWhole) {
            int at = (int) evaluated * rowDoubles;
            reserve(at + part.rows().length);
            System.arraycopy(part.rows(), 0, rows, at, part.rows().length);
        } else {
            sampleFromNowOn();
            for (int i = 0; i < part.numbers().length; i++) {
                offer(part.numbers()[i], Arrays.copyOfRange(part.rows(), i * rowDoubles, (i + 1) * rowDoubles));
            }
        }
        evaluated += part.evaluated();
    }

    /** Returns what later trials must surpass; null while there is room. */
    public @Nullable Bound bound() {
        if (best == null || sample == null || best.size() < mostBest || sample.size() < mostSampled) {
            return null;
        }
        Row last = best.element();
        Row largest = sample.element();
        return new Bound(last.violation(), last.metric(), last.number(), largest.hash(), largest.number());
    }

    private TreeMap<Long, double[]> chosen() {
        TreeMap<Long, double[]> chosen = new TreeMap<>();
        for (PriorityQueue<Row> kept : List.of(Objects.requireNonNull(best), Objects.requireNonNull(sample))) {
            kept.forEach(row -> chosen.put(row.number(), row.values()));
        }
        return chosen;
    }

    /** Returns what is kept; null if nothing was evaluated. */
    public @Nullable Trials trials(ParameterSpace space) {
        if (evaluated == 0) {
            return null;
        }
        ByteBuffer bytes;
        if (best == null) {
            bytes = Trials.begin(evaluated, (int) evaluated, parameters, metrics);
            for (int k = 0; k < evaluated * rowDoubles; k++) {
                bytes.putDouble(rows[k]);
            }
        } else {
            TreeMap<Long, double[]> chosen = chosen();
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
