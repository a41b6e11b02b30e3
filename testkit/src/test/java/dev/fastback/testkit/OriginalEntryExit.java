package dev.fastback.testkit;

import dev.fastback.data.AssetClass;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.exact.EntryExitObjective;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.search.direct.DirectConfig;
import dev.fastback.search.direct.DirectSearch;
import dev.fastback.stats.ReturnStatistics;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.Window;
import dev.fastback.strategy.builtin.EntryExitRules;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.strategy.builtin.MaxDiffAlwaysOn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The original's MaxDiff and MaxDiffAlwaysOn composed of product functions: DIRECT with the original's budget, its
 * fee rule, the choice of the end-of-day mode, the sum of baseline and 0.3 times the optimised figures, and the metadata.
 */
final class OriginalEntryExit {
    private static final double BLEND = 0.3;
    private static final int MAX_DIFF_BUDGET = 500;
    private static final int ALWAYS_ON_BUDGET = 240;

    /** The conditions of a run; {@code closeAtEndOfDay} is null for automatic. */
    record Conditions(double fee, double days, boolean crypto, @Nullable Boolean closeAtEndOfDay, boolean skipInvalid) {
        Market market() {
            AssetClass assetClass = crypto ? AssetClass.CRYPTO : AssetClass.STOCK;
            return new Market(assetClass, crypto, fee, FeeRule.ORIGINAL, 1.0, days);
        }

        List<Boolean> modes() {
            return closeAtEndOfDay == null ? List.of(false, true) : List.of(closeAtEndOfDay);
        }
    }

    /** What a strategy reported. */
    record Outcome(Map<String, Object> evaluation, Map<String, Object> metadata, double[] returns) {}

    private record Candidate(boolean closeAtEndOfDay, double high, double low, double[] values, EntryExitProblem problem) {}

    private OriginalEntryExit() {}

    static Outcome maxDiff(Window window, double highPrice, double lowPrice, Conditions conditions) {
        Market market = conditions.market();
        double[] hp = EntryExitRules.raised(window.highForecast(), window.highGap());
        double[] lp = EntryExitRules.lowered(window.lowForecast(), window.lowGap());
        double[] positions = EntryExitRules.positions(hp, lp, conditions.crypto(), conditions.skipInvalid());
        EntryExitProblem problem = conditions.skipInvalid()
                ? new MaxDiff().problem(window, market, false)
                : EntryExitProblem.builder()
                        .moves(
                                window.closeMove(),
                                EntryExitRules.raised(window.highMove(), window.highGap()),
                                EntryExitRules.lowered(window.lowMove(), window.lowGap()))
                        .forecasts(hp, lp)
                        .legs(positions)
                        .fee(market.feeFraction(), market.feeRule())
                        .build();
        Candidate kept = best(problem, conditions.modes(), MAX_DIFF_BUDGET);
        double[] base = values(kept.problem(), 0.0, 0.0);

        double bias = ReturnStatistics.sum(positions);
        long longs = Arrays.stream(positions).filter(p -> p > 0).count();
        long shorts = Arrays.stream(positions).filter(p -> p < 0).count();
        long invalid = 0;
        for (int i = 0; i < hp.length; i++) {
            invalid += lp[i] < hp[i] ? 0 : 1;
        }
        Map<String, Object> evaluation = blend(base, kept.values(), conditions.days());
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("maxdiffprofit_profit", evaluation.get("total_return"));
        m.put("maxdiffprofit_adjusted_return", evaluation.get("total_return"));
        m.put("maxdiffprofit_profit_values", kept.values());
        m.put("maxdiffprofit_profit_high_multiplier", kept.high());
        m.put("maxdiffprofit_profit_low_multiplier", kept.low());
        m.put("maxdiffprofit_high_price", highPrice * (1.0 + kept.high()));
        m.put("maxdiffprofit_low_price", lowPrice * (1.0 + kept.low()));
        m.put("maxdiffprofit_baseline_return", ReturnStatistics.sum(base));
        m.put("maxdiffprofit_optimized_return", ReturnStatistics.sum(kept.values()));
        m.put("maxdiff_turnover", meanAbsolute(kept.values()));
        m.put("maxdiff_primary_side", side(longs, shorts, bias));
        m.put("maxdiff_trade_bias", longs + shorts == 0 ? 0.0 : bias / (longs + shorts));
        m.put("maxdiff_trades_positive", longs);
        m.put("maxdiff_trades_negative", shorts);
        m.put("maxdiff_trades_total", longs + shorts);
        m.put("maxdiff_invalid_forecasts", invalid);
        m.put("maxdiff_valid_forecasts", hp.length - invalid);
        m.put("maxdiff_close_at_eod", kept.closeAtEndOfDay());
        return new Outcome(evaluation, m, kept.values());
    }

    static Outcome alwaysOn(Window window, double highPrice, double lowPrice, Conditions conditions) {
        EntryExitProblem problem =
                new MaxDiffAlwaysOn().problem(window, conditions.market(), false);
        Candidate kept = best(problem, conditions.modes(), ALWAYS_ON_BUDGET);
        double[] base = values(problem, 0.0, 0.0);
        double[] buy = ProfitKernel.values(kept.problem(), 0, kept.high(), kept.low());
        double[] sell = problem.legCount() > 1
                ? ProfitKernel.values(kept.problem(), 1, kept.high(), kept.low())
                : new double[buy.length];
        double bought = ReturnStatistics.sum(buy);
        double sold = ReturnStatistics.sum(sell);
        double absolute = Arrays.stream(kept.values()).map(Math::abs).sum();
        long buys = Arrays.stream(buy).filter(v -> v != 0).count();
        long sells = Arrays.stream(sell).filter(v -> v != 0).count();
        Map<String, Object> evaluation = blend(base, kept.values(), conditions.days());
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("maxdiffalwayson_profit", evaluation.get("total_return"));
        m.put("maxdiffalwayson_adjusted_return", evaluation.get("total_return"));
        m.put("maxdiffalwayson_profit_values", kept.values());
        m.put("maxdiffalwayson_high_multiplier", kept.high());
        m.put("maxdiffalwayson_low_multiplier", kept.low());
        m.put("maxdiffalwayson_high_price", highPrice * (1.0 + kept.high()));
        m.put("maxdiffalwayson_low_price", lowPrice * (1.0 + kept.low()));
        m.put("maxdiffalwayson_baseline_return", ReturnStatistics.sum(base));
        m.put("maxdiffalwayson_optimized_return", ReturnStatistics.sum(kept.values()));
        m.put("maxdiffalwayson_turnover", meanAbsolute(kept.values()));
        m.put("maxdiffalwayson_buy_contribution", bought);
        m.put("maxdiffalwayson_sell_contribution", sold);
        m.put("maxdiffalwayson_filled_buy_trades", buys);
        m.put("maxdiffalwayson_filled_sell_trades", sells);
        m.put("maxdiffalwayson_trades_total", buys + sells);
        m.put("maxdiffalwayson_trade_bias", absolute == 0 ? 0.0 : (bought - sold) / absolute);
        m.put("maxdiffalwayson_close_at_eod", kept.closeAtEndOfDay());
        return new Outcome(evaluation, m, kept.values());
    }

    /** Returns a score's figures under the original's names. */
    static Map<String, Object> evaluation(Evaluation score) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("total_return", score.totalReturn());
        fields.put("avg_daily_return", score.averageReturn());
        fields.put("annualized_return", score.annualReturn());
        fields.put("sharpe_ratio", score.sharpe());
        fields.put("returns", score.barReturns());
        return fields;
    }

    private static Candidate best(EntryExitProblem problem, List<Boolean> modes, int budget) {
        Candidate best = null;
        double bestTotal = Double.NEGATIVE_INFINITY;
        for (boolean mode : modes) {
            EntryExitProblem inMode = problem.withCloseAtEndOfDay(mode);
            double[] point = new DirectSearch(DirectConfig.scipy(budget))
                    .search(new EntryExitObjective(inMode, ScalarEvaluator.INSTANCE))
                    .point();
            double[] values = values(inMode, point[0], point[1]);
            double total = ReturnStatistics.sum(values);
            if (total > bestTotal) {
                bestTotal = total;
                best = new Candidate(mode, point[0], point[1], values, inMode);
            }
        }
        return best;
    }

    private static double[] values(EntryExitProblem problem, double high, double low) {
        return EntryExitRules.score(problem, 1.0, high, low).barReturns();
    }

    private static Map<String, Object> blend(double[] base, double[] optimised, double days) {
        Evaluation b = Evaluation.summed(base, days, 0, 0);
        Evaluation o = Evaluation.summed(optimised, days, 0, 0);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("total_return", b.totalReturn() + BLEND * o.totalReturn());
        fields.put("avg_daily_return", b.averageReturn() + BLEND * o.averageReturn());
        fields.put("annualized_return", b.annualReturn() + BLEND * o.annualReturn());
        fields.put("sharpe_ratio", b.sharpe() + BLEND * o.sharpe());
        fields.put("returns", optimised);
        return fields;
    }

    private static String side(long longs, long shorts, double bias) {
        if (longs > 0 && shorts == 0) {
            return "buy";
        }
        if (shorts > 0 && longs == 0) {
            return "sell";
        }
        return bias > 0 ? "buy" : bias < 0 ? "sell" : "neutral";
    }

    private static double meanAbsolute(double[] x) {
        return ReturnStatistics.mean(Arrays.stream(x).map(Math::abs).toArray());
    }
}
