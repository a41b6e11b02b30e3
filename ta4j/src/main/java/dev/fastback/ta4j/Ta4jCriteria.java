package dev.fastback.ta4j;

import dev.fastback.component.NearName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.ta4j.core.AnalysisCriterion;
import org.ta4j.core.AnalysisCriterion.PositionFilter;
import org.ta4j.core.criteria.AverageReturnPerBarCriterion;
import org.ta4j.core.criteria.ExpectancyCriterion;
import org.ta4j.core.criteria.ExpectedShortfallCriterion;
import org.ta4j.core.criteria.InPositionPercentageCriterion;
import org.ta4j.core.criteria.NumberOfBarsCriterion;
import org.ta4j.core.criteria.NumberOfBreakEvenPositionsCriterion;
import org.ta4j.core.criteria.NumberOfConsecutivePositionsCriterion;
import org.ta4j.core.criteria.NumberOfLosingPositionsCriterion;
import org.ta4j.core.criteria.NumberOfPositionsCriterion;
import org.ta4j.core.criteria.NumberOfWinningPositionsCriterion;
import org.ta4j.core.criteria.OpenPositionCostBasisCriterion;
import org.ta4j.core.criteria.OpenPositionUnrealizedProfitCriterion;
import org.ta4j.core.criteria.PositionDurationCriterion;
import org.ta4j.core.criteria.PositionsRatioCriterion;
import org.ta4j.core.criteria.SharpeRatioCriterion;
import org.ta4j.core.criteria.SortinoRatioCriterion;
import org.ta4j.core.criteria.SqnCriterion;
import org.ta4j.core.criteria.ValueAtRiskCriterion;
import org.ta4j.core.criteria.VersusEnterAndHoldCriterion;
import org.ta4j.core.criteria.commissions.CommissionsCriterion;
import org.ta4j.core.criteria.commissions.CommissionsImpactPercentageCriterion;
import org.ta4j.core.criteria.commissions.TotalFeesCriterion;
import org.ta4j.core.criteria.drawdown.MaximumAbsoluteDrawdownCriterion;
import org.ta4j.core.criteria.drawdown.MaximumDrawdownBarLengthCriterion;
import org.ta4j.core.criteria.drawdown.MaximumDrawdownCriterion;
import org.ta4j.core.criteria.drawdown.MonteCarloMaximumDrawdownCriterion;
import org.ta4j.core.criteria.drawdown.ReturnOverMaxDrawdownCriterion;
import org.ta4j.core.criteria.pnl.GrossAverageLossCriterion;
import org.ta4j.core.criteria.pnl.GrossAverageProfitCriterion;
import org.ta4j.core.criteria.pnl.GrossLossCriterion;
import org.ta4j.core.criteria.pnl.GrossProfitCriterion;
import org.ta4j.core.criteria.pnl.GrossProfitLossCriterion;
import org.ta4j.core.criteria.pnl.GrossProfitLossPercentageCriterion;
import org.ta4j.core.criteria.pnl.GrossProfitLossRatioCriterion;
import org.ta4j.core.criteria.pnl.GrossReturnCriterion;
import org.ta4j.core.criteria.pnl.MaxConsecutiveLossCriterion;
import org.ta4j.core.criteria.pnl.MaxConsecutiveProfitCriterion;
import org.ta4j.core.criteria.pnl.MaxPositionNetLossCriterion;
import org.ta4j.core.criteria.pnl.MaxPositionNetProfitCriterion;
import org.ta4j.core.criteria.pnl.NetAverageLossCriterion;
import org.ta4j.core.criteria.pnl.NetAverageProfitCriterion;
import org.ta4j.core.criteria.pnl.NetLossCriterion;
import org.ta4j.core.criteria.pnl.NetProfitCriterion;
import org.ta4j.core.criteria.pnl.NetProfitLossCriterion;
import org.ta4j.core.criteria.pnl.NetProfitLossPercentageCriterion;
import org.ta4j.core.criteria.pnl.NetProfitLossRatioCriterion;
import org.ta4j.core.criteria.pnl.NetReturnCriterion;

/**
 * ta4j's criteria by name: that of their class without its last word, in small letters, {@code net-profit} for {@code NetProfitCriterion}. Each is made
 * as ta4j makes it without arguments; those that have none such stand here with the arguments that their Javadoc shows.
 */
public final class Ta4jCriteria {
    /** Share of outcomes that a value at risk and an expected shortfall leave out. */
    private static final double CONFIDENCE = 0.95;

    private static final String LAST_WORD = "criterion";

    private static final Map<String, Supplier<AnalysisCriterion>> MAKERS = makers();

    private Ta4jCriteria() {}

    private static Map<String, Supplier<AnalysisCriterion>> makers() {
        Map<String, Supplier<AnalysisCriterion>> all = new LinkedHashMap<>();
        all.put("net-return", NetReturnCriterion::new);
        all.put("gross-return", GrossReturnCriterion::new);
        all.put("versus-enter-and-hold", () -> new VersusEnterAndHoldCriterion(new NetReturnCriterion()));
        all.put("average-return-per-bar", AverageReturnPerBarCriterion::new);
        all.put("sharpe-ratio", SharpeRatioCriterion::new);
        all.put("sortino-ratio", SortinoRatioCriterion::new);
        all.put("maximum-drawdown", MaximumDrawdownCriterion::new);
        all.put("maximum-absolute-drawdown", MaximumAbsoluteDrawdownCriterion::new);
        all.put("maximum-drawdown-bar-length", MaximumDrawdownBarLengthCriterion::new);
        all.put("monte-carlo-maximum-drawdown", MonteCarloMaximumDrawdownCriterion::new);
        all.put("return-over-max-drawdown", ReturnOverMaxDrawdownCriterion::new);
        all.put("value-at-risk", () -> new ValueAtRiskCriterion(CONFIDENCE));
        all.put("expected-shortfall", () -> new ExpectedShortfallCriterion(CONFIDENCE));
        all.put("expectancy", ExpectancyCriterion::new);
        all.put("sqn", SqnCriterion::new);
        all.put("net-profit", NetProfitCriterion::new);
        all.put("net-loss", NetLossCriterion::new);
        all.put("net-profit-loss", NetProfitLossCriterion::new);
        all.put("net-profit-loss-percentage", NetProfitLossPercentageCriterion::new);
        all.put("net-profit-loss-ratio", NetProfitLossRatioCriterion::new);
        all.put("net-average-profit", NetAverageProfitCriterion::new);
        all.put("net-average-loss", NetAverageLossCriterion::new);
        all.put("gross-profit", GrossProfitCriterion::new);
        all.put("gross-loss", GrossLossCriterion::new);
        all.put("gross-profit-loss", GrossProfitLossCriterion::new);
        all.put("gross-profit-loss-percentage", GrossProfitLossPercentageCriterion::new);
        all.put("gross-profit-loss-ratio", GrossProfitLossRatioCriterion::new);
        all.put("gross-average-profit", GrossAverageProfitCriterion::new);
        all.put("gross-average-loss", GrossAverageLossCriterion::new);
        all.put("max-position-net-profit", MaxPositionNetProfitCriterion::new);
        all.put("max-position-net-loss", MaxPositionNetLossCriterion::new);
        all.put("max-consecutive-profit", MaxConsecutiveProfitCriterion::new);
        all.put("max-consecutive-loss", MaxConsecutiveLossCriterion::new);
        all.put("number-of-positions", NumberOfPositionsCriterion::new);
        all.put("number-of-winning-positions", NumberOfWinningPositionsCriterion::new);
        all.put("number-of-losing-positions", NumberOfLosingPositionsCriterion::new);
        all.put("number-of-break-even-positions", NumberOfBreakEvenPositionsCriterion::new);
        all.put("number-of-consecutive-winning-positions", () -> new NumberOfConsecutivePositionsCriterion(PositionFilter.PROFIT));
        all.put("number-of-consecutive-losing-positions", () -> new NumberOfConsecutivePositionsCriterion(PositionFilter.LOSS));
        all.put("winning-positions-ratio", () -> new PositionsRatioCriterion(PositionFilter.PROFIT));
        all.put("losing-positions-ratio", () -> new PositionsRatioCriterion(PositionFilter.LOSS));
        all.put("number-of-bars", NumberOfBarsCriterion::new);
        all.put("position-duration", PositionDurationCriterion::new);
        all.put("in-position-percentage", InPositionPercentageCriterion::new);
        all.put("commissions", CommissionsCriterion::new);
        all.put("commissions-impact-percentage", CommissionsImpactPercentageCriterion::new);
        all.put("total-fees", TotalFeesCriterion::new);
        all.put("open-position-cost-basis", OpenPositionCostBasisCriterion::new);
        all.put("open-position-unrealized-profit", OpenPositionUnrealizedProfitCriterion::new);
        return all;
    }

    /** Returns the names, in the order of lists. */
    public static List<String> names() {
        return List.copyOf(MAKERS.keySet());
    }

    /**
     * Returns the name that a text stands for.
     *
     * @param text the name, or that of a class: {@code net-profit}, {@code NetProfitCriterion}
     * @throws IllegalArgumentException if there is no such criterion; the message says which there are
     */
    public static String name(String text) {
        String letters = letters(text);
        for (String name : MAKERS.keySet()) {
            if (letters(name).equals(letters)) {
                return name;
            }
        }
        throw new IllegalArgumentException("ta4j has no criterion " + text + NearName.orAll(text, names(), "it has"));
    }

    private static String letters(String text) {
        String letters = text.strip().toLowerCase(Locale.ROOT).replace("-", "");
        return letters.endsWith(LAST_WORD) ? letters.substring(0, letters.length() - LAST_WORD.length()) : letters;
    }

    /**
     * Returns a new criterion.
     *
     * @param name as {@link #name} reads it
     * @throws IllegalArgumentException if there is no such criterion; the message says which there are
     */
    public static AnalysisCriterion of(String name) {
        return Objects.requireNonNull(MAKERS.get(name(name))).get();
    }
}
