package dev.fastback.examples;

import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.SignalEvaluation;
import dev.fastback.result.Figure;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.search.Searches;
import dev.fastback.search.space.ChoiceParameter;
import dev.fastback.search.space.IntegerParameter;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.search.space.RealParameter;
import dev.fastback.strategy.DataNeeds;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.PathTrading;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TargetTrader;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.SearchSettings;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.walkforward.WalkForward;
import java.util.List;
import java.util.Optional;

/**
 * A strategy of your own, fitted with DIRECT: it follows or fades a large enough move of the last few bars. It has a parameter of each
 * kind: a whole number, a real number and a choice.
 */
public final class OwnStrategy implements TunableStrategy {
    private static final ParameterSpace SPACE = new ParameterSpace(List.of(
            new IntegerParameter("lookback", 2, 20),
            new RealParameter("threshold", 0.0, 0.1),
            new ChoiceParameter("style", List.of("follow", "fade"))));

    /** Makes the strategy. */
    public OwnStrategy() {}

    @Override
    public StrategySpec spec() {
        return StrategySpec.of("examples", "breakout");
    }

    @Override
    public ParameterSpace space() {
        return SPACE;
    }

    @Override
    public DataNeeds needs() {
        return new DataNeeds(false, 21);
    }

    @Override
    public Evaluation evaluate(MarketSlice slice, Parameters parameters) {
        double[] positions = new double[slice.size()];
        double[] moves = new double[slice.size()];
        for (int i = 0; i < positions.length; i++) {
            int bar = slice.from() + i;
            positions[i] = position(slice, parameters, bar);
            moves[i] = slice.bars().close(bar) / slice.bars().close(bar - 1) - 1;
        }
        Market market = slice.market();
        return SignalEvaluation.evaluateFromFlatToFlat(
                positions, moves, market.feeFraction(), market.spreadRatio(), market.periodsPerYear());
    }

    @Override
    public Optional<PathTrading> pathTrading() {
        return Optional.of(path -> List.of(new TargetTrader((bar, parameters) -> position(path, parameters, bar))));
    }

    /** Returns the position during a bar, decided from the closes before it. */
    private static int position(MarketSlice slice, Parameters parameters, int bar) {
        int last = bar - 1;
        int first = last - (int) parameters.whole("lookback");
        if (first < slice.warmFrom()) {
            return 0;
        }
        double move = slice.bars().close(last) / slice.bars().close(first) - 1;
        if (Math.abs(move) < parameters.real("threshold")) {
            return 0;
        }
        int direction = (int) Math.signum(move) * (parameters.choice("style").equals("follow") ? 1 : -1);
        return slice.market().isLongOnly() ? Math.max(0, direction) : direction;
    }

    /** Prints what was found for the newest folds, and the order for the next bar. */
    public static void main(String[] args) {
        Study study = Study.builder()
                .add(SyntheticMarket.bars("ETHUSD"))
                .strategies(List.of(new OwnStrategy()))
                .search(new SearchSettings(Searches.DIRECT, 300))
                .walkForward(new WalkForward(5, 61, 5, 0))
                .build();
        StudyResult result = StudyRunner.run(study, RunOptions.of(new ThreadEngine(2)));
        result.simulations().map(Completed.class::cast).map(completed -> completed.strategies().getFirst()).forEach(fit ->
                System.out.printf(
                        "%s in-sample %.4f, unseen bars %.4f%n",
                        fit.parameters(), fit.figures().real(Figure.PROFIT), fit.figures().real(Figure.UNSEEN_RETURN)));
        System.out.println("next bar: " + result.symbols().getFirst().orders());
    }
}
