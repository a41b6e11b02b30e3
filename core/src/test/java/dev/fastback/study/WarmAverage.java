package dev.fastback.study;

import dev.fastback.evaluation.Evaluation;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.strategy.DataNeeds;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import java.util.List;

/**
 * A strategy for tests, without forecasts: long after a close above the mean of the last {@code bars} closes. It refuses a slice
 * that has fewer bars before it than it says that it needs. It has no orders.
 *
 * @param warmUpBars bars before the first one that it is evaluated on
 */
public record WarmAverage(int warmUpBars) implements TunableStrategy {
    @Override
    public StrategySpec spec() {
        return StrategySpec.of("test", "warm-average");
    }

    @Override
    public ParameterSpace space() {
        return new ParameterSpace(List.of(new IntegerParameter("bars", 1, warmUpBars)));
    }

    @Override
    public DataNeeds needs() {
        return new DataNeeds(false, warmUpBars);
    }

    @Override
    public Evaluation evaluate(MarketSlice slice, Parameters parameters) {
        if (slice.from() < warmUpBars) {
            throw new IllegalArgumentException("bar " + slice.from() + " has not " + warmUpBars + " bars before it");
        }
        double[] returns = new double[slice.size()];
        for (int t = slice.from(); t < slice.to(); t++) {
            double sum = 0;
            for (int i = 1; i <= parameters.whole("bars"); i++) {
                sum += slice.bars().close(t - i);
            }
            double before = slice.bars().close(t - 1);
            boolean isLong = before >= sum / parameters.whole("bars");
            returns[t - slice.from()] = isLong ? slice.bars().close(t) / before - 1 : 0;
        }
        return Evaluation.summed(returns, slice.market().periodsPerYear(), 0, 0);
    }
}
