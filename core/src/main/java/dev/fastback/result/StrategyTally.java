package dev.fastback.result;

import dev.fastback.result.StrategySummary.TestSummary;
import org.jspecify.annotations.Nullable;

/** Adds up what a strategy did in the completed simulations of a symbol, newest first. */
public final class StrategyTally {
    private final SearchTally searches = new SearchTally();
    private int count;
    private double totalReturn;
    private double sharpe;
    private double trades;
    private double maxDrawdown;
    private long ambiguousBars;
    private int tests;
    private long testBars;
    private double testReturn;
    private double adjustedReturn;
    private boolean hasAdjustedReturn;

    public void add(int foldIndex, StrategyResult result) {
        count++;
        totalReturn += result.inSample().totalReturn();
        sharpe += result.inSample().sharpe();
        trades += result.inSample().trades();
        maxDrawdown += result.inSample().maxDrawdown();
        ambiguousBars += result.inSample().ambiguousBars();
        if (result.search() != null) {
            searches.add(foldIndex, result.search());
        }
        if (result.outOfSample() != null) {
            tests++;
            testBars += result.outOfSample().bars();
            testReturn += result.outOfSample().totalReturn();
        }
        if (result.adjustedReturn() != null) {
            hasAdjustedReturn = true;
            adjustedReturn += result.adjustedReturn();
        }
    }

    public StrategySummary summary(String symbol, String strategy) {
        return new StrategySummary(
                symbol,
                strategy,
                count,
                mean(totalReturn),
                mean(sharpe),
                mean(trades),
                mean(maxDrawdown),
                ambiguousBars,
                searches.summary(),
                testBars == 0 ? null : new TestSummary(testBars, testReturn / tests, testReturn / testBars),
                hasAdjustedReturn ? mean(adjustedReturn) : null);
    }

    private @Nullable Double mean(double sum) {
        return count == 0 ? null : Double.valueOf(sum / count);
    }
}
