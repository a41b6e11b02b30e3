package dev.fastback.models;

import dev.fastback.forecast.nano.NanoShape;
import dev.fastback.models.TrainingMarket.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Trains {@link TrainedNetwork} on computed markets alone ({@link TrainingMarket}): pinball loss in units of the scale, weighted by 1 / horizon; Adam with decoupled weight decay
 * (Loshchilov and Hutter, ICLR 2019), a warm-up and a cosine; what is kept is the exponential average of the weights. Every series is seen once. The seed decides
 * every byte: one thread, no clock, and arithmetic that is the same on every machine.
 */
final class NanoTraining {
    static final int BATCH = 256;
    private static final int SERIES = 48;
    private static final int GARCH_SERIES = 22;
    private static final int BARS = 600;
    private static final int STRIDE = 3;
    private static final double RATE = 2e-3;
    private static final double DECAY = 0.02;
    private static final double WARM_UP = 0.1;
    private static final double MIRRORED = 0.3;
    private static final double LONGEST_GRADIENT = 1;
    private static final double FIRST_MOMENT = 0.9;
    private static final double SECOND_MOMENT = 0.999;
    private static final double KEPT = 0.998;
    private static final int CHECK_EACH = 10;

    private final Draws draws;
    private final int rounds;
    private final Consumer<String> log;
    private final float[] weights = new float[NanoShape.PARAMETERS];
    private final float[] averages = new float[NanoShape.PARAMETERS];
    private final float[] first = new float[NanoShape.PARAMETERS];
    private final float[] second = new float[NanoShape.PARAMETERS];
    private final TrainedNetwork network = new TrainedNetwork(weights, BATCH);
    private int updates;

    /**
     * Prepares a training.
     *
     * @param seed decides the markets, the first weights and the order of rows
     * @param rounds of {@value #SERIES} series each
     * @param log told of progress, in lines
     */
    NanoTraining(long seed, int rounds, Consumer<String> log) {
        this.draws = new Draws(seed);
        this.rounds = rounds;
        this.log = log;
    }

    /** Trains, and returns the parameters. */
    float[] train() {
        List<Row> held = rows(new Draws(draws.seed()), 2);
        begin(rows(new Draws(draws.seed()), 1));
        log.accept("parameters " + NanoShape.PARAMETERS + ", rounds " + rounds + ", held back " + held.size() + " rows");
        TrainedNetwork average = new TrainedNetwork(averages, BATCH);
        report(0, held, average);
        for (int round = 1; round <= rounds; round++) {
            List<Row> rows = rows(draws, 1);
            int batches = rows.size() / BATCH;
            for (int b = 0; b < batches; b++) {
                double progress = (round - 1 + (double) b / batches) / rounds;
                update(rows.subList(b * BATCH, (b + 1) * BATCH), rate(progress));
            }
            if (round % CHECK_EACH == 0 || round == rounds) {
                report(round, held, average);
            }
        }
        return averages;
    }

    private static double rate(double progress) {
        return progress < WARM_UP
                ? RATE * Math.max(progress / WARM_UP, 0.01)
                : RATE * 0.5 * (1 + StrictMath.cos(StrictMath.PI * (progress - WARM_UP) / (1 - WARM_UP)));
    }

    /** Returns contexts of new series, in random order. */
    static List<Row> rows(Draws draws, int share) {
        List<Row> rows = new ArrayList<>();
        for (int s = 0; s < SERIES; s++) {
            Process process = s < GARCH_SERIES ? new GarchProcess(draws) : new RichProcess(draws);
            int first = NanoShape.BARS + draws.below(STRIDE);
            rows.addAll(TrainingMarket.rows(process, draws, BARS, first, STRIDE * share));
        }
        for (int i = rows.size() - 1; i > 0; i--) {
            int j = draws.below(i + 1);
            Row row = rows.get(i);
            rows.set(i, rows.get(j));
            rows.set(j, row);
        }
        return rows;
    }

    /** First weights: normal of variance 2 / inputs, a head of 0, and as base the quantiles of standardised targets. */
    private void begin(List<Row> rows) {
        normal(NanoShape.E, NanoShape.PATCH, NanoShape.EMBEDDED, 2);
        normal(NanoShape.W1, NanoShape.WIDE, NanoShape.HIDDEN, 1);
        normal(NanoShape.W2, NanoShape.HIDDEN, NanoShape.HIDDEN, 0.5);
        float[][] standardised = new float[NanoShape.CELLS][rows.size()];
        float[] x = new float[BATCH * NanoShape.INPUT];
        float[] y = new float[BATCH * TrainingMarket.TARGETS];
        for (int from = 0; from < rows.size(); from += BATCH) {
            int size = Math.min(BATCH, rows.size() - from);
            fill(rows.subList(from, from + size), x, y, 0);
            network.forward(x, size);
            for (int row = 0; row < size; row++) {
                for (int cell = 0; cell < NanoShape.CELLS; cell++) {
                    int target = cell < NanoShape.COLUMNS ? cell : cell + (TrainingMarket.REPEATS - 1) * NanoShape.COLUMNS;
                    standardised[cell][from + row] = y[row * TrainingMarket.TARGETS + target] / network.scale[row];
                }
            }
        }
        for (int cell = 0; cell < NanoShape.CELLS; cell++) {
            float[] sorted = standardised[cell];
            Arrays.sort(sorted);
            weights[NanoShape.BASE_MEDIAN + cell] = sorted[sorted.length / 2];
            for (int i = 0; i < NanoShape.STEPS; i++) {
                weights[NanoShape.BASE_STEPS + cell * NanoShape.STEPS + i] =
                        sorted[sorted.length * (i + 2) / 10] - sorted[sorted.length * (i + 1) / 10];
            }
        }
        System.arraycopy(weights, 0, averages, 0, weights.length);
    }

    private void normal(int from, int inputs, int outputs, double variance) {
        double deviation = Math.sqrt(variance / inputs);
        for (int i = 0; i < inputs * outputs; i++) {
            weights[from + i] = (float) (deviation * draws.gaussian());
        }
    }

    /** Copies contexts and targets; a share of them, by chance, upside down. */
    private void fill(List<Row> rows, float[] x, float[] y, double mirrored) {
        for (int r = 0; r < rows.size(); r++) {
            Row row = rows.get(r);
            row.moves().context(row.last(), x, r);
            row.targets(y, r);
            if (mirrored > 0 && draws.chance(mirrored)) {
                mirror(x, r * NanoShape.INPUT, NanoShape.INPUT, NanoShape.PRICES, 1, 2);
                mirror(y, r * TrainingMarket.TARGETS, TrainingMarket.TARGETS, NanoShape.COLUMNS, 1, 2);
            }
        }
    }

    /** Negates values, and exchanges two columns: what is high becomes low. */
    private static void mirror(float[] values, int from, int size, int columns, int high, int low) {
        for (int at = from; at < from + size; at += columns) {
            float up = values[at + high];
            values[at + high] = values[at + low];
            values[at + low] = up;
            for (int i = 0; i < columns; i++) {
                values[at + i] = -values[at + i];
            }
        }
    }

    private void update(List<Row> rows, double rate) {
        float[] x = new float[BATCH * NanoShape.INPUT];
        float[] y = new float[BATCH * TrainingMarket.TARGETS];
        fill(rows, x, y, MIRRORED);
        float[] gradient = new float[NanoShape.PARAMETERS];
        network.forward(x, BATCH);
        float[] byQuantiles = new float[BATCH * NanoShape.OUTPUT];
        PinballLoss.of(network, y, BATCH, byQuantiles);
        network.backward(byQuantiles, BATCH, gradient);
        double squares = 0;
        for (float g : gradient) {
            squares += (double) g * g;
        }
        float factor = (float) Math.min(1, LONGEST_GRADIENT / Math.sqrt(squares));
        updates++;
        double firstBias = 1 - StrictMath.pow(FIRST_MOMENT, updates);
        double secondBias = 1 - StrictMath.pow(SECOND_MOMENT, updates);
        float step = (float) (rate / firstBias);
        float root = (float) (1 / Math.sqrt(secondBias));
        float kept = (float) Math.min(KEPT, (1.0 + updates) / (10.0 + updates));
        for (int i = 0; i < gradient.length; i++) {
            float g = gradient[i] * factor;
            first[i] += (1 - (float) FIRST_MOMENT) * (g - first[i]);
            second[i] += (1 - (float) SECOND_MOMENT) * (g * g - second[i]);
            float shrunk = isWeight(i) ? weights[i] * (1 - (float) (rate * DECAY)) : weights[i];
            weights[i] = shrunk - step * first[i] / ((float) Math.sqrt(second[i]) * root + 1e-8f);
            averages[i] += (1 - kept) * (weights[i] - averages[i]);
        }
    }

    private static boolean isWeight(int i) {
        return i < NanoShape.BE
                || i >= NanoShape.W1 && i < NanoShape.B1
                || i >= NanoShape.W2 && i < NanoShape.B2
                || i >= NanoShape.W3 && i < NanoShape.B3;
    }

    private void report(int round, List<Row> held, TrainedNetwork average) {
        double[] nextBar = new double[NanoShape.COLUMNS];
        double all = 0;
        float[] x = new float[BATCH * NanoShape.INPUT];
        float[] y = new float[BATCH * TrainingMarket.TARGETS];
        for (int from = 0; from < held.size(); from += BATCH) {
            int size = Math.min(BATCH, held.size() - from);
            fill(held.subList(from, from + size), x, y, 0);
            average.forward(x, size);
            all += size * PinballLoss.of(average, y, size, null);
            PinballLoss.addNextBar(average, y, size, nextBar);
        }
        log.accept(String.format(
                Locale.ROOT,
                "round %d: loss of all steps %.5f, next bar close %.5f high %.5f low %.5f",
                round,
                all / held.size(),
                nextBar[0] / held.size(),
                nextBar[1] / held.size(),
                nextBar[2] / held.size()));
    }
}
