package dev.fastback.testkit;

import dev.fastback.data.BarSeries;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.SignalEvaluation;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.search.space.RealParameter;
import dev.fastback.strategy.DataNeeds;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.PathTrading;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TargetTrader;
import dev.fastback.strategy.TunableStrategy;
import java.util.List;
import java.util.Optional;

/**
 * A strategy that does not come with Fastback, on closes alone: long through a bar where the last close lies above the mean of the last
 * {@code closes} closes by more than a {@code band}, a fraction of the mean; short where it lies below by more than the band, if {@code
 * shortToo} and the market allows it. Flat while fewer closes are known. Every fill pays the fee and half the spread, from flat to flat;
 * returns are compounded.
 *
 * <p>Its provider is found with {@link java.util.ServiceLoader}, so that workers in other processes make it too.
 */
public final class MovingAverageStrategy implements TunableStrategy {
    /** Its name. */
    public static final String NAME = "moving-average";
    /** Name of the whole-numbered parameter, the length of the mean. */
    public static final String CLOSES = "closes";
    /** Name of the real parameter. */
    public static final String BAND = "band";
    /** Name of the flag. */
    public static final String SHORT_TOO = "shortToo";

    private static final int MOST_CLOSES = 20;
    private static final ParameterSpace SPACE = new ParameterSpace(List.of(
            new IntegerParameter(CLOSES, 2, MOST_CLOSES), new RealParameter(BAND, 0.0, 0.05), ChoiceParameter.flag(SHORT_TOO)));

    /** Makes the strategy; it has no settings. */
    public MovingAverageStrategy() {}

    @Override
    public StrategySpec spec() {
        return StrategySpec.of(MovingAverageProvider.NAME, NAME);
    }

    @Override
    public ParameterSpace space() {
        return SPACE;
    }

    @Override
    public DataNeeds needs() {
        return new DataNeeds(false, MOST_CLOSES);
    }

    @Override
    public Evaluation evaluate(MarketSlice slice, Parameters parameters) {
        double[] positions = new double[slice.size()];
        double[] moves = new double[slice.size()];
        for (int i = 0; i < positions.length; i++) {
            int bar = slice.from() + i;
            positions[i] = position(slice, bar, parameters);
            moves[i] = move(slice.bars(), bar);
        }
        return SignalEvaluation.evaluateFromFlatToFlat(
                positions,
                moves,
                slice.market().feeFraction(),
                slice.market().spreadRatio(),
                slice.market().periodsPerYear());
    }

    /** Returns the chosen flag with the shortest mean and no band. */
    @Override
    public Optional<Parameters> baseline(Parameters chosen) {
        return Optional.of(chosen.with(CLOSES, 2L).with(BAND, 0.0));
    }

    @Override
    public Optional<PathTrading> pathTrading() {
        return Optional.of(path -> List.of(new TargetTrader((bar, parameters) -> position(path, bar, parameters))));
    }

    /** Returns the position through a bar, from what is known before it. */
    private static double position(MarketSlice slice, int bar, Parameters parameters) {
        int closes = (int) parameters.whole(CLOSES);
        if (bar - closes < slice.warmFrom()) {
            return 0.0;
        }
        double sum = 0.0;
        for (int t = bar - closes; t < bar; t++) {
            sum += slice.bars().close(t);
        }
        double mean = sum / closes;
        double last = slice.bars().close(bar - 1);
        double band = parameters.real(BAND);
        boolean isShort = parameters.flag(SHORT_TOO) && !slice.market().isLongOnly() && last < mean * (1.0 - band);
        return last > mean * (1.0 + band) ? 1.0 : isShort ? -1.0 : 0.0;
    }

    private static double move(BarSeries bars, int bar) {
        double before = bars.close(bar - 1);
        double move = (bars.close(bar) - before) / before;
        return Double.isFinite(move) ? move : 0.0;
    }
}
