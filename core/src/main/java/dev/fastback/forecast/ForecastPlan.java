package dev.fastback.forecast;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.data.Movements;
import dev.fastback.walkforward.Fold;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The distinct forecasts that the folds of one series need, so that each is made once however many folds share it.
 *
 * <p>A fold needs, for every column, one forecast of each bar of its fit, of its last known bar, and of each test bar. The forecast of bar {@code t} is
 * made from the movements of bars 1 to {@code t - 1} alone, cut to the newest that the forecaster looks at. The plan is the
 * list of questions; asking them is apart, so that the questions of many series can go to a model in the same batches
 * ({@link ForecastRun}) or be answered from a cache. Immutable and safe for use by many threads.
 */
public final class ForecastPlan {
    private static final Column[] COLUMNS = Column.values();

    // Layout: question i is of column i / targets.length and target bar targets[i % targets.length].
    private final BarSeries bars;
    private final double[][] moves;
    private final int[] targets;
    private final int foldTargets;
    private final long asked;

    private ForecastPlan(BarSeries bars, int[] targets, int foldTargets, long asked) {
        this.bars = bars;
        this.moves = new double[COLUMNS.length][];
        for (Column column : COLUMNS) {
            moves[column.ordinal()] = Movements.of(bars, column);
        }
        this.targets = targets;
        this.foldTargets = foldTargets;
        this.asked = asked;
    }

    /**
     * Collects the questions of the folds of a series.
     *
     * @param usableFolds folds with enough bars, in any order; none is allowed
     * @param withNextBar whether to forecast what orders look at too: the bars from the newest test on to the one after the data, and what
     *     else of the newest {@link Fold#orderFrom slice for orders} no fold needs
     * @throws IllegalArgumentException if a fold is not usable or ends after the data, tests included
     */
    public static ForecastPlan of(BarSeries bars, List<Fold> usableFolds, boolean withNextBar) {
        return of(bars, usableFolds, withNextBar, null);
    }

    /**
     * Collects the questions of the folds of a series, and of the orders for the bar after it.
     *
     * @param usableFolds as above
     * @param orderFold the fold that ends with the data, whose fit and next bar are forecast too
     */
    public static ForecastPlan of(BarSeries bars, List<Fold> usableFolds, Fold orderFold) {
        return of(bars, usableFolds, true, orderFold.isUsable() ? orderFold : null);
    }

    private static ForecastPlan of(BarSeries bars, List<Fold> usableFolds, boolean withNextBar, @Nullable Fold orderFold) {
        BitSet wanted = new BitSet(bars.size() + 1);
        long asked = 0;
        for (Fold fold : usableFolds) {
            if (!fold.isUsable() || fold.testTo() > bars.size()) {
                throw new IllegalArgumentException(
                        "folds must be usable and end inside the " + bars.size() + " bars of " + bars.symbol() + ": " + fold);
            }
            wanted.set(fold.fitFrom(), fold.fitTo());
            wanted.set(fold.lastBar(), fold.testTo());
            asked += COLUMNS.length * fold.forecastBars();
        }
        int foldTargets = wanted.cardinality();
        if (withNextBar) {
            wanted.set(orderFrom(bars, usableFolds, wanted.length()), bars.size() + 1);
        }
        if (orderFold != null) {
            wanted.set(orderFold.fitFrom(), orderFold.fitTo());
        }
        return new ForecastPlan(bars, wanted.stream().toArray(), foldTargets, asked);
    }

    private static int orderFrom(BarSeries bars, List<Fold> folds, int testTo) {
        int unseen = Math.clamp(testTo, 1, bars.size());
        return folds.stream()
                .max(Comparator.comparingInt(Fold::end))
                .map(newest -> Math.min(unseen, newest.orderFrom(bars.size())))
                .orElse(unseen);
    }

    /** Returns the symbol of the series. */
    public String symbol() {
        return bars.symbol();
    }

    /** Returns how many forecasts the folds need, one by one: 4 {@link Fold#forecastBars} per fold. */
    public long asked() {
        return asked;
    }

    /** Returns how many of those are different; what only orders need is not counted. */
    public int distinct() {
        return COLUMNS.length * foldTargets;
    }

    /** Returns the number of questions: {@link #distinct}, and those that only orders need when wanted. */
    public int size() {
        return COLUMNS.length * targets.length;
    }

    /** Returns the column that question {@code i} is about. */
    public Column column(int i) {
        return COLUMNS[i / targets.length];
    }

    /** Returns the bar that question {@code i} is about; the series' size for the bar after the data. */
    public int targetBar(int i) {
        return targets[i % targets.length];
    }

    /**
     * Returns the context of each question, in order: by column, then by rising bar.
     *
     * @param contextLimit most recent values of a context at most, see {@link Forecaster#contextLimit}
     */
    public List<Context> contexts(int contextLimit) {
        List<Context> contexts = new ArrayList<>(size());
        addContexts(contextLimit, 0, targets.length, contexts);
        return contexts;
    }

    /** Returns how many bars are asked about, in each column. */
    int targetCount() {
        return targets.length;
    }

    /** Adds the contexts of the questions about targets {@code from} (inclusive) to {@code to} (exclusive) to a list: by column, then by rising bar. */
    void addContexts(int contextLimit, int from, int to, List<Context> contexts) {
        BarSeries[] before = new BarSeries[to - from]; // the columns of a bar have it in common, by which a forecaster knows them
        for (int i = from; i < to; i++) {
            before[i - from] = bars.slice(0, targets[i]);
        }
        for (Column column : COLUMNS) {
            for (int i = from; i < to; i++) {
                int target = targets[i];
                int oldest = Math.min(1, target);
                KnownBars known = new KnownBars(before[i - from], column);
                contexts.add(new Context(moves[column.ordinal()], Math.max(oldest, target - contextLimit), target, known));
            }
        }
    }

    /**
     * Returns the forecasts, given an answer to each question of {@link #contexts}, in its order.
     *
     * @param forecasterId names the forecaster in messages
     * @throws IllegalArgumentException if there are not as many answers as questions
     * @throws ForecastException if an answer is not finite or its band does not contain its point
     */
    public Forecasts answered(String forecasterId, ForecastBatch answers) {
        if (answers.point().length != size()) {
            throw new IllegalArgumentException("answers must be " + size() + ": " + answers.point().length);
        }
        for (int i = 0; i < size(); i++) {
            String fault = answers.fault(i);
            if (fault != null) {
                throw new ForecastException("forecaster " + forecasterId + " " + fault + " for " + column(i) + " of " + symbol() + ", bar "
                        + targetBar(i));
            }
        }
        return new Forecasts(moves, targets, answers);
    }

    /**
     * Asks the forecaster all questions, in large batches, and returns the forecasts.
     *
     * @throws ForecastException if the forecaster does not answer each question with a finite forecast
     */
    public Forecasts run(Forecaster forecaster) {
        return ForecastRun.of(List.of(this), forecaster, () -> false).orElseThrow().getFirst().forecasts();
    }
}
