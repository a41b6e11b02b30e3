package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.Forecasts;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.profit.SearchBox;
import dev.fastback.search.space.Parameters;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.Side;
import dev.fastback.strategy.builtin.EndOfDayPolicy;
import dev.fastback.strategy.builtin.EntryExitSettings;
import dev.fastback.strategy.builtin.EntryExitStrategy;
import dev.fastback.strategy.builtin.MaxDiff;
import dev.fastback.strategy.builtin.MaxDiffAlwaysOn;
import dev.fastback.walkforward.WalkForward;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The next order of the searched strategies carries the levels that their kernel scores, once the bar is there. */
class OrderLevelsTest {
    private static final int BARS = 60;
    private static final int FIT = 6;

    @Test
    void theOrderHasTheLevelsThatTheKernelUsesOnTheBar() {
        SplittableRandom random = Seeds.random("levels of orders", 50);
        int clamped = 0;
        int limits = 0;
        for (int round = 0; round < 200; round++) {
            BarSeries known = RandomBars.walk(random, BARS);
            BarSeries later = grown(known, random);
            double reach = round % 2 == 0 ? 0.03 : 0.3;
            EntryExitSettings settings = new EntryExitSettings(new SearchBox(-reach, reach, -reach, reach), EndOfDayPolicy.KEEP);
            for (EntryExitStrategy strategy : List.of(new MaxDiff(settings), new MaxDiffAlwaysOn(settings))) {
                double high = reach * (2 * random.nextDouble() - 1);
                double low = reach * (2 * random.nextDouble() - 1);
                Market market = Market.of(round % 3 == 0 ? AssetClass.CRYPTO : AssetClass.STOCK);
                List<Order> orders = PathRuns.of(strategy, slice(known, market), Parameters.of(strategy.space(), high, low)).orders();
                EntryExitProblem problem = strategy.problem(slice(later, market).window(), market, false);
                double close = known.close(BARS - 1);
                double highPrice = close * (1 + ProfitKernel.highLevel(problem.highForecast()[FIT - 1], high));
                double lowPrice = close * (1 + ProfitKernel.lowLevel(problem.lowForecast()[FIT - 1], low));
                String what = "round " + round + ", " + strategy.name() + " at " + high + ", " + low;
                for (Order order : orders.stream().filter(order -> order.type().equals("limit")).toList()) {
                    boolean buys = order.side() == Side.BUY;
                    assertThat(order.price()).as(what).isEqualTo(buys ? lowPrice : highPrice);
                    assertThat(order.target()).as(what).isEqualTo(buys ? highPrice : lowPrice);
                    assertThat(highPrice).as(what).isGreaterThanOrEqualTo(close);
                    assertThat(lowPrice).as(what).isLessThanOrEqualTo(close);
                    clamped += close == highPrice || close == lowPrice ? 1 : 0;
                    limits++;
                }
            }
        }
        assertThat(clamped).as("orders at a clamped level").isBetween(20, limits - 20);
    }

    /** Returns the bars with one more. */
    private static BarSeries grown(BarSeries bars, SplittableRandom random) {
        double[][] columns = new double[5][BARS + 1];
        long[] times = new long[BARS + 1];
        BarSeries other = RandomBars.walk(random, BARS + 1);
        for (int i = 0; i <= BARS; i++) {
            BarSeries source = i < BARS ? bars : other;
            times[i] = other.timeMillis(i);
            columns[0][i] = source.open(i);
            columns[1][i] = source.high(i);
            columns[2][i] = source.low(i);
            columns[3][i] = source.close(i);
            columns[4][i] = source.volume(i);
        }
        return BarSeries.of(bars.symbol(), times, columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    /** Returns the slice that ends with the bar after the known ones, whether or not the series has it. */
    private static MarketSlice slice(BarSeries bars, Market market) {
        WalkForward folds = new WalkForward(1, FIT + 1, bars.size() - BARS, 0);
        Forecasts forecasts = ForecastPlan.of(bars, folds.folds(bars.size()), true).run(Forecasters.of("mean5"));
        return new MarketSlice(bars, forecasts, market, 0, BARS + 1 - FIT, BARS + 1);
    }
}
