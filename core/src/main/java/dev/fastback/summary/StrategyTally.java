package dev.fastback.summary;

import dev.fastback.result.Figure;
import dev.fastback.result.Figures;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.UnseenPath;
import dev.fastback.search.space.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up what a strategy did in the completed simulations of a symbol, newest first. */
public final class StrategyTally {
    // One entry per summary figure, by ordinal: how many simulations had its figure, and what they make so far.
    private final int[] counts = new int[SummaryFigure.all().size()];
    private final double[] sums = new double[counts.length];
    private int simulations;
    private boolean fitted;
    private double gained;
    private double attainable;
    private double bestProfit = Double.NEGATIVE_INFINITY;
    private @Nullable Parameters newest;
    /** What is added of results by the figures that they have: a few different ones. */
    private final List<Shape> shapes = new ArrayList<>();
    private Shape last = new Shape(0, new Part[0]);

    private record Shape(long present, Part[] parts) {}

    /**
     * One figure that is added.
     *
     * @param summary ordinal of what it is added to
     * @param place of its bits among those of the result
     */
    private record Part(int summary, SummaryFigure.Way way, boolean isReal, int place) {}

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
        Shape known = last;
        if (known.present() != figures.present()) {
            known = shape(figures);
            last = known;
        }
        for (Part part : known.parts()) {
            add(part, foldIndex, figures);
        }
    }

    private Shape shape(Figures figures) {
        for (Shape shape : shapes) {
            if (shape.present() == figures.present()) {
                return shape;
            }
        }
        Shape made = new Shape(figures.present(), parts(figures));
        shapes.add(made);
        return made;
    }

    /** Returns what is added of figures like these. */
    private static Part[] parts(Figures figures) {
        List<Part> parts = new ArrayList<>();
        for (SummaryFigure summary : SummaryFigure.all()) {
            Figure figure = summary.figure();
            if (summary.way() != SummaryFigure.Way.PATH && figures.has(figure)) {
                int place = Long.bitCount(figures.present() & (1L << figure.ordinal()) - 1);
                parts.add(new Part(summary.ordinal(), summary.way(), figure.kind() == Figure.Kind.REAL, place));
            }
        }
        return parts.toArray(Part[]::new);
    }

    private void add(Part part, int foldIndex, Figures figures) {
        int i = part.summary();
        long bits = figures.bitsAt(part.place());
        double value = part.isReal() ? Double.longBitsToDouble(bits) : bits;
        boolean first = counts[i]++ == 0;
        switch (part.way()) {
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
            case PATH -> {} // is told when all is added
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
