package dev.fastback.summary;

import dev.fastback.result.Figure;
import dev.fastback.result.Figures;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.UnseenPath;
import dev.fastback.search.space.Parameters;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Adds up what a strategy did in the completed simulations of a symbol, newest first. */
public final class StrategyTally {
    /** What is made of each figure of a simulation, by its ordinal; nothing of what the path alone tells. */
    private static final SummaryFigure[][] OF_FIGURE = Figure.all().stream()
            .map(figure -> SummaryFigure.all().stream()
                    .filter(summary -> summary.figure() == figure && summary.way() != SummaryFigure.Way.PATH)
                    .toArray(SummaryFigure[]::new))
            .toArray(SummaryFigure[][]::new);

    // One entry per summary figure, by ordinal: how many simulations had its figure, and what they make so far.
    private final int[] counts = new int[SummaryFigure.all().size()];
    private final double[] sums = new double[counts.length];
    private int simulations;
    private boolean fitted;
    private double gained;
    private double attainable;
    private double bestProfit = Double.NEGATIVE_INFINITY;
    private @Nullable Parameters newest;

    /** Makes an empty tally. */
    public StrategyTally() {}

    /** Adds the result of a simulation, older than those before. */
    public void add(int foldIndex, StrategyResult result) {
        Figures figures = result.figures();
        simulations++;
        if (figures.has(Figure.PROFIT)) {
            fitted = true;
            newest = newest == null ? result.parameters() : newest;
        }
        int place = 0;
        for (long rest = figures.present(); rest != 0; rest &= rest - 1) {
            int figure = Long.numberOfTrailingZeros(rest);
            long bits = figures.bitsAt(place++);
            if (figure >= OF_FIGURE.length) {
                break; // of a later version
            }
            for (SummaryFigure summary : OF_FIGURE[figure]) {
                double value = summary.figure().kind() == Figure.Kind.REAL ? Double.longBitsToDouble(bits) : bits;
                add(summary, value, foldIndex, figures);
            }
        }
    }

    private void add(SummaryFigure summary, double value, int foldIndex, Figures figures) {
        int i = summary.ordinal();
        boolean first = counts[i]++ == 0;
        switch (summary.way()) {
            case PATH -> throw new IllegalArgumentException("told by paths alone: " + summary);
            case MEAN, SUM, PER_BAR -> sums[i] += value;
            case MIN -> sums[i] = first ? value : Math.min(sums[i], value);
            case MAX -> sums[i] = first ? value : Math.max(sums[i], value);
            case BEST -> {
                if (value > bestProfit) {
                    bestProfit = value;
                    sums[i] = foldIndex;
                }
            }
            case GAINS -> {
                double baseline = figures.real(Figure.BASELINE);
                gained += figures.real(Figure.PROFIT) - baseline;
                attainable += figures.real(Figure.EXACT_PROFIT) - baseline;
            }
        }
    }

    /**
     * Returns the summary of what was added.
     *
     * @param line the strategy's unseen bars, which then tell those figures, and its evidence
     * @param judgement the verdict
     */
    StrategySummary summary(String symbol, String strategy, Judgement.Line line, Judgement judgement) {
        UnseenPath path = line.path();
        double[] values = new double[counts.length];
        Arrays.fill(values, Double.NaN);
        double unseenBars = sums[SummaryFigure.UNSEEN_BARS.ordinal()];
        for (SummaryFigure summary : SummaryFigure.all()) {
            int i = summary.ordinal();
            if (counts[i] > 0) {
                values[i] = switch (summary.way()) {
                    case MEAN -> sums[i] / counts[i];
                    case SUM, MIN, MAX, BEST -> sums[i];
                    case GAINS -> gained / attainable;
                    case PER_BAR -> sums[i] / unseenBars;
                    case PATH -> Double.NaN;
                };
            }
            if (path != null && summary.ofPath() != null) {
                values[i] = summary.ofPath().applyAsDouble(path);
            }
        }
        return new StrategySummary(symbol, strategy, simulations, fitted, newest, values, line.evidence(), judgement);
    }
}
