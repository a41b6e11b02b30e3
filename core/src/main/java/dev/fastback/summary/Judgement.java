package dev.fastback.summary;

import dev.fastback.result.EvidenceFigure;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.result.UnseenEvidence;
import dev.fastback.result.UnseenPath;
import dev.fastback.stats.FalseDiscovery;
import dev.fastback.stats.MeanEvidence;
import dev.fastback.stats.Plateau;
import dev.fastback.stats.Verdict;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a summary line, with what led to it (docs/statistics.md).
 *
 * @param level the verdict; null where there is nothing to judge by
 * @param adjustedPValue p-value of the unseen mean, adjusted for all lines of the summary; NaN where there is none
 * @param reasons figures with their thresholds, the one that decided first
 */
public record Judgement(Verdict.@Nullable Level level, double adjustedPValue, List<String> reasons) {
    /** Deflated Sharpe ratio below which it is said that the best of so many trials may be chance. */
    static final double LEAST_DEFLATED = 0.95;

    /** Stands beside the orders of a strategy whose unseen bars are no evidence of an edge. */
    public static final String NO_EVIDENCE = "no evidence";

    /** Stands beside the orders of a strategy of which no unseen bars were judged. */
    public static final String NOT_JUDGED = "not judged";

    /** P-value of the reality check and of Hansen's test above which it is said that the best of so many trials may be chance. */
    static final double MOST_BY_CHANCE = 0.05;

    public Judgement {
        reasons = List.copyOf(reasons);
    }

    /**
     * What is judged: one line of a summary.
     *
     * @param path its unseen bars; null where there are none
     * @param evidence of its searches; null where that was not asked for
     */
    record Line(@Nullable UnseenPath path, @Nullable StrategyEvidence evidence) {
        private @Nullable MeanEvidence mean() {
            UnseenEvidence unseen = path == null ? null : path.evidence();
            return unseen == null ? null : unseen.mean();
        }

        private double pValue() {
            MeanEvidence mean = mean();
            return mean == null ? Double.NaN : mean.pValue();
        }
    }

    /** Returns the verdict on each line of a summary, all of them looked at together. */
    static List<Judgement> of(List<Line> lines) {
        double[] adjusted = adjusted(lines.stream().mapToDouble(Line::pValue).toArray());
        List<Judgement> judgements = new ArrayList<>(lines.size());
        for (int i = 0; i < adjusted.length; i++) {
            judgements.add(of(lines.get(i), adjusted[i]));
        }
        return judgements;
    }

    /**
     * Returns the verdict on each of several paths, all of them looked at together.
     *
     * @param evidence of the search behind each path; null where there is none
     */
    public static List<Judgement> of(List<UnseenPath> paths, List<@Nullable StrategyEvidence> evidence) {
        return of(IntStream.range(0, paths.size()).mapToObj(i -> new Line(paths.get(i), evidence.get(i))).toList());
    }

    /**
     * Returns whether a strategy's unseen bars alone are evidence of an edge, whatever stands beside it; null where none were judged: no statistics were asked
     * for, or there is no unseen bar.
     */
    public static @Nullable Boolean hasEvidence(SymbolOutcome outcome, String strategy) {
        UnseenPath path = outcome.path(strategy).orElse(null);
        UnseenEvidence unseen = path == null ? null : path.evidence();
        if (path == null || unseen == null) {
            return null;
        }
        return Verdict.of(unseen.mean(), path.barsInMarket(), unseen.mean().pValue(), Double.NaN).level() != Verdict.Level.NONE;
    }

    /** Returns what is to be said beside an order of a strategy; an empty text where its unseen bars are evidence, and beside no order. */
    public static String remark(SymbolOutcome outcome, Order order) {
        Boolean evidence = order.side() == Side.NONE ? Boolean.TRUE : hasEvidence(outcome, order.strategy());
        return evidence == null ? NOT_JUDGED : evidence ? "" : NO_EVIDENCE;
    }

    private static double[] adjusted(double[] pValues) {
        int[] known = IntStream.range(0, pValues.length)
                .filter(i -> !Double.isNaN(pValues[i]))
                .toArray();
        double[] together = FalseDiscovery.adjusted(Arrays.stream(known).mapToDouble(i -> pValues[i]).toArray());
        double[] adjusted = new double[pValues.length];
        Arrays.fill(adjusted, Double.NaN);
        for (int i = 0; i < known.length; i++) {
            adjusted[known[i]] = together[i];
        }
        return adjusted;
    }

    private static Judgement of(Line line, double adjusted) {
        MeanEvidence mean = line.mean();
        if (line.path() == null || mean == null) {
            boolean asked = line.evidence() != null;
            return new Judgement(null, Double.NaN, List.of(asked ? "no path of unseen bars" : "no statistics were asked for"));
        }
        double overfitting = line.evidence() == null ? Double.NaN : line.evidence().real(EvidenceFigure.PBO);
        Verdict verdict = Verdict.of(mean, line.path().barsInMarket(), adjusted, overfitting);
        List<String> reasons = new ArrayList<>();
        reasons.add(verdict.reason() + threshold(verdict, line, mean, adjusted));
        if (line.evidence() != null) {
            remarks(line.evidence(), reasons);
        }
        return new Judgement(verdict.level(), adjusted, reasons);
    }

    private static String threshold(Verdict verdict, Line line, MeanEvidence mean, double adjusted) {
        if (line.path() != null && line.path().barsInMarket() < Verdict.FEWEST_BARS) {
            return "";
        }
        return switch (verdict.level()) {
            case NONE -> " (weak evidence: at most " + Verdict.WEAK_LEVEL + ")";
            case WEAK -> adjusted <= Verdict.CONSISTENT_LEVEL
                    ? " (consistent: at most " + Verdict.MOST_OVERFITTING + ")"
                    : " (p " + figure(mean.pValue()) + "; consistent: adjusted at most " + Verdict.CONSISTENT_LEVEL + ")";
            case CONSISTENT -> " (at most " + Verdict.CONSISTENT_LEVEL + ")";
        };
    }

    private static void remarks(StrategyEvidence evidence, List<String> reasons) {
        evidence.unmet().ifPresent(reasons::add);
        if (evidence.real(EvidenceFigure.PLATEAU) < Plateau.SPIKE) {
            reasons.add("the optimum is a spike: its neighbours keep " + figure(evidence.real(EvidenceFigure.PLATEAU)) + " of its gain (plateau: at least "
                    + Plateau.SPIKE + ")");
        }
        if (evidence.real(EvidenceFigure.PBO) > Verdict.MOST_OVERFITTING) {
            reasons.add("probability of overfitting " + figure(evidence.real(EvidenceFigure.PBO)) + " (at most " + Verdict.MOST_OVERFITTING + ")");
        }
        if (evidence.real(EvidenceFigure.DEFLATED_SHARPE) < LEAST_DEFLATED) {
            reasons.add("deflated Sharpe ratio " + figure(evidence.real(EvidenceFigure.DEFLATED_SHARPE)) + " in sample (at least " + LEAST_DEFLATED + ")");
        }
        if (evidence.real(EvidenceFigure.SPA) > MOST_BY_CHANCE) {
            reasons.add("superior predictive ability: p " + figure(evidence.real(EvidenceFigure.SPA)) + " in sample (at most " + MOST_BY_CHANCE + ")");
        }
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
