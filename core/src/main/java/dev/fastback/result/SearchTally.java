package dev.fastback.result;

import dev.fastback.result.StrategySummary.SearchSummary;
import dev.fastback.result.StrategySummary.SharingSummary;
import org.jspecify.annotations.Nullable;

/** Adds up search outcomes, newest first. */
final class SearchTally {
    private int count;
    private double profit;
    private double baseline;
    private int qualities;
    private double quality;
    private double worst = Double.POSITIVE_INFINITY;
    private double gained;
    private double attainable;
    private int knifeEdges;
    private int verdicts;
    private double tradeable;
    private long evaluations;
    private int sharing;
    private double alone;
    private double cost;
    private double worstCost = Double.NEGATIVE_INFINITY;
    private @Nullable SearchOutcome newest;
    private double bestProfit = Double.NEGATIVE_INFINITY;
    private int bestIndex;

    void add(int foldIndex, SearchOutcome outcome) {
        count++;
        profit += outcome.profit();
        baseline += outcome.baseline();
        evaluations += outcome.evaluations();
        Double q = outcome.quality();
        if (q != null) {
            qualities++;
            quality += q;
            worst = Math.min(worst, q);
            gained += outcome.profit() - outcome.baseline();
            attainable += outcome.attainableGain();
        }
        if (outcome.verdict() != null) {
            verdicts++;
            tradeable += outcome.verdict().tradeableProfit();
            knifeEdges += outcome.verdict().knifeEdge() ? 1 : 0;
        }
        Double costOfThis = outcome.sharingCost();
        if (outcome.sharing() != null && costOfThis != null) {
            sharing++;
            alone += outcome.sharing().aloneProfit();
            cost += costOfThis;
            worstCost = Math.max(worstCost, costOfThis);
        }
        if (newest == null) {
            newest = outcome;
        }
        if (outcome.profit() > bestProfit) {
            bestProfit = outcome.profit();
            bestIndex = foldIndex;
        }
    }

    @Nullable SearchSummary summary() {
        if (newest == null) {
            return null;
        }
        return new SearchSummary(
                profit / count,
                baseline / count,
                qualities == 0 ? null : Double.valueOf(quality / qualities),
                qualities == 0 ? null : Double.valueOf(worst),
                qualities == 0 ? null : Double.valueOf(gained / attainable),
                knifeEdges,
                verdicts == 0 ? null : Double.valueOf(tradeable / verdicts),
                evaluations,
                newest,
                bestIndex,
                sharing == 0 ? null : new SharingSummary(alone / sharing, cost / sharing, worstCost));
    }
}
