package dev.fastback.result;

import dev.fastback.result.detail.PathTrade;
import dev.fastback.stats.MeanEvidence;
import dev.fastback.stats.Parts;
import dev.fastback.stats.ReturnStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy did on the bars of a symbol that no fit of its parameters had seen: one account in time order, each bar once. Bars that no
 * completed fold decides are missing: nothing is held through them. Immutable.
 */
public final class UnseenPath {
    /** Mark of a bar that a fold decides. */
    public static final byte DECIDED = 1;

    /** Mark of a bar on which something was held. */
    public static final byte HELD = 2;

    /** Mark of a bar whose unknown order of prices decided what it earned. */
    public static final byte AMBIGUOUS = 4;

    private final String strategy;
    private final int from;
    private final double[] returns;
    private final byte[] marks;
    private final Totals totals;
    private final @Nullable UnseenEvidence evidence;
    private final List<PathTrade> newestTrades;
    private final int bars;

    /**
     * What the path tells as a whole.
     *
     * @param trades positions opened
     * @param turnover value bought and sold, each bar's over the equity before it, added up
     * @param buyAndHold return of buying at the first open and selling at the last close, with costs
     * @param position held after the last bar, before it was closed: 1 long, -1 short, 0 nothing
     * @param isPartial whether the run ended before all of its folds were done
     * @param periodsPerYear bars per year
     */
    public record Totals(int trades, double turnover, double buyAndHold, int position, boolean isPartial, double periodsPerYear) {}

    /**
     * Makes a path.
     *
     * @param from first bar of the path in the series
     * @param returns return of each bar, a fraction of the equity before it, costs included; 0 where it is missing; not copied
     * @param marks what is known of each bar beside; not copied
     * @param evidence how far its mean may be believed; null where that was not asked for
     * @param newestTrades its newest trades in time order, {@link PathTrade#MOST} at most
     * @throws IllegalArgumentException if the lengths differ, or a return is not finite
     */
    public UnseenPath(
            String strategy, int from, double[] returns, byte[] marks, Totals totals, @Nullable UnseenEvidence evidence, List<PathTrade> newestTrades) {
        this.strategy = Objects.requireNonNull(strategy, "strategy");
        this.from = from;
        this.returns = returns;
        this.marks = marks;
        this.totals = Objects.requireNonNull(totals, "totals");
        this.evidence = evidence;
        this.newestTrades = List.copyOf(newestTrades);
        if (marks.length != returns.length || from < 0) {
            throw new IllegalArgumentException("a path from bar " + from + " of " + returns.length + " bars has " + marks.length + " marks");
        }
        requireFinite(strategy, returns);
        this.bars = count(from, from + returns.length, DECIDED);
    }

    /**
     * Checks returns of a path.
     *
     * @throws IllegalArgumentException if one is not finite
     */
    public static void requireFinite(String strategy, double[] returns) {
        for (double x : returns) {
            if (!Double.isFinite(x)) {
                throw new IllegalArgumentException("returns of the path of " + strategy + " must be finite: " + x);
            }
        }
    }

    /** Makes a path of which nothing was judged and no trade is known. */
    public UnseenPath(String strategy, int from, double[] returns, byte[] marks, Totals totals) {
        this(strategy, from, returns, marks, totals, null, List.of());
    }

    /**
     * Returns the same path with what its bars say for it.
     *
     * @param market what buying and holding earned on each of its bars
     * @param seed seed of the resamples
     */
    public UnseenPath judged(double[] market, long seed) {
        return judged(List.of(this), market, seed, Parts.IN_TURN).getFirst();
    }

    /**
     * Returns several paths of the same bars, each as {@link #judged(double[], long)} gives it; resamples are drawn once for all.
     *
     * @param parts does the draws, and what is made of each path
     */
    public static List<UnseenPath> judged(List<UnseenPath> paths, double[] market, long seed, Parts parts) {
        List<double[]> decided = new ArrayList<>(paths.size());
        for (UnseenPath path : paths) {
            if (path.bars > 0) {
                decided.add(path.decided());
            }
        }
        Iterator<MeanEvidence> evidence = MeanEvidence.of(decided, seed, parts).iterator();
        List<@Nullable MeanEvidence> means = new ArrayList<>(paths.size());
        for (UnseenPath path : paths) {
            means.add(path.bars == 0 ? null : evidence.next());
        }
        UnseenPath[] judged = new UnseenPath[paths.size()];
        parts.forBarsOf(decided).forEach(judged.length, i -> {
            MeanEvidence mean = means.get(i);
            judged[i] = mean == null ? paths.get(i) : paths.get(i).with(mean, market);
        });
        return List.of(judged);
    }

    private UnseenPath with(MeanEvidence mean, double[] market) {
        double[] excess = new double[bars];
        int next = 0;
        for (int i = 0; i < returns.length; i++) {
            if ((marks[i] & DECIDED) != 0) {
                excess[next++] = returns[i] - market[i];
            }
        }
        return new UnseenPath(
                strategy, from, returns, marks, totals, new UnseenEvidence(mean, MeanEvidence.withoutInterval(excess)), newestTrades);
    }

    /** Returns how far the mean of its bars may be believed; null where that was not asked for, or no bar is decided. */
    public @Nullable UnseenEvidence evidence() {
        return evidence;
    }

    /** Returns its newest trades in the order in which they were left, {@link PathTrade#MOST} at most; no part of the result hash. */
    public List<PathTrade> newestTrades() {
        return newestTrades;
    }

    /** Returns the strategy's name. */
    public String strategy() {
        return strategy;
    }

    /** Returns the first bar, in the series. */
    public int from() {
        return from;
    }

    /** Returns the end, exclusive. */
    public int to() {
        return from + returns.length;
    }

    /** Returns the return of a bar of the series. */
    public double barReturn(int bar) {
        return returns[bar - from];
    }

    /** Returns the marks of a bar of the series. */
    public byte marks(int bar) {
        return marks[bar - from];
    }

    /** Returns what the path tells as a whole. */
    public Totals totals() {
        return totals;
    }

    /** Returns how many bars of the series, of {@code start} (inclusive) to {@code end} (exclusive) as far as they are on the path, have a mark. */
    public int count(int start, int end, byte mark) {
        int count = 0;
        for (int bar = Math.max(start, from); bar < Math.min(end, to()); bar++) {
            count += (marks[bar - from] & mark) != 0 ? 1 : 0;
        }
        return count;
    }

    /** Returns the number of bars that a fold decides. */
    public int bars() {
        return bars;
    }

    /** Returns the number of bars that none does. */
    public int missingBars() {
        return returns.length - bars;
    }

    /** Returns the number of bars on which something was held. */
    public int barsInMarket() {
        return count(from, to(), HELD);
    }

    /** Returns the number of bars whose unknown order decided. */
    public int ambiguousBars() {
        return count(from, to(), AMBIGUOUS);
    }

    /** Returns the equity at the close of each bar, from 1 before the first; what is lost whole stays lost. */
    public double[] equity() {
        double[] equity = new double[returns.length];
        double now = 1;
        for (int i = 0; i < equity.length; i++) {
            now *= Math.max(0, 1 + returns[i]);
            equity[i] = now;
        }
        return equity;
    }

    /** Returns {@code prod(1 + r) - 1} over bars {@code start} (inclusive) to {@code end} (exclusive), as far as they are on the path. */
    public double totalReturn(int start, int end) {
        double worth = 1;
        for (int bar = Math.max(start, from); bar < Math.min(end, to()); bar++) {
            worth *= Math.max(0, 1 + returns[bar - from]);
        }
        return worth - 1;
    }

    /** Returns the return of the whole path. */
    public double totalReturn() {
        return totalReturn(from, to());
    }

    /** Returns the mean return of a bar that a fold decides; 0 without any. */
    public double perBar() {
        return bars == 0 ? 0 : ReturnStatistics.mean(decided());
    }

    /**
     * Returns the standard error of {@link #perBar}; NaN with fewer than two bars. Where its bars were judged it allows for their dependence over
     * time ({@link MeanEvidence}), else they count as independent.
     */
    public double standardError() {
        return evidence != null
                ? evidence.mean().standardError()
                : ReturnStatistics.sampleDeviation(decided()) / Math.sqrt(bars);
    }

    /** Returns a figure of what its bars say; NaN where they were not judged. */
    public double judged(ToDoubleFunction<UnseenEvidence> figure) {
        return evidence == null ? Double.NaN : figure.applyAsDouble(evidence);
    }

    /** Returns the share of bars on which something was held; 0 without bars. */
    public double exposure() {
        return bars == 0 ? 0 : (double) barsInMarket() / bars;
    }

    /** Returns the annualised Sharpe ratio of the bars, sample deviation; 0 when the deviation is 0. */
    public double sharpe() {
        return ReturnStatistics.sampleSharpe(decided(), totals.periodsPerYear());
    }

    /** Returns the value bought and sold, over the equity, per year. */
    public double turnoverPerYear() {
        return bars == 0 ? 0 : totals.turnover() * totals.periodsPerYear() / bars;
    }

    /** Returns the largest loss from an earlier peak of the equity at closes, the start included, a fraction of the peak. */
    public double maxDrawdown() {
        double peak = 1;
        double worst = 0;
        for (double equity : equity()) {
            peak = Math.max(peak, equity);
            worst = Math.max(worst, 1 - equity / peak);
        }
        return worst;
    }

    private double[] decided() {
        double[] all = new double[bars];
        int next = 0;
        for (int i = 0; i < returns.length; i++) {
            if ((marks[i] & DECIDED) != 0) {
                all[next++] = returns[i];
            }
        }
        return all;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof UnseenPath p
                && strategy.equals(p.strategy)
                && from == p.from
                && Arrays.equals(returns, p.returns)
                && Arrays.equals(marks, p.marks)
                && totals.equals(p.totals)
                && Objects.equals(evidence, p.evidence)
                && newestTrades.equals(p.newestTrades);
    }

    @Override
    public int hashCode() {
        return Objects.hash(strategy, from, Arrays.hashCode(returns), Arrays.hashCode(marks), totals);
    }

    @Override
    public String toString() {
        return strategy + " on bars " + from + " to " + to() + ": " + totalReturn() + ", " + totals;
    }
}
