package dev.fastback.bench;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.Forecasts;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.Windows;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.walkforward.Fold;
import dev.fastback.walkforward.WalkForward;
import java.util.List;

/**
 * MaxDiff problems of real shape: windows of the synthetic market with {@code mean5} forecasts, two-sided positions, alternating
 * between the two end-of-day modes. The synthetic market has touches, ties and gaps like real ones.
 */
final class Problems {
    private Problems() {}

    /**
     * Returns problems of one size.
     *
     * @param bars bars of each problem
     * @param count how many, from neighbouring windows of one share
     */
    static List<EntryExitProblem> of(int bars, int count, FeeRule rule) {
        String share = SyntheticMarket.symbols().stream()
                .filter(symbol -> AssetClass.ofSymbol(symbol) == AssetClass.STOCK)
                .findFirst()
                .orElseThrow();
        BarSeries series = SyntheticMarket.bars(share);
        List<Fold> folds = new WalkForward(count, bars + 1, 0, 0).folds(series.size());
        Forecasts forecasts = ForecastPlan.of(series, folds, false).run(Forecasters.of("mean5"));
        Windows windows = Windows.of(series, forecasts);
        Market market = Market.of(AssetClass.STOCK).withFeeRule(rule);
        return folds.stream()
                .map(fold -> new MaxDiff()
                        .problem(
                                windows.window(fold.fitFrom(), fold.fitTo()), market, fold.index() % 2 == 1))
                .toList();
    }
}
