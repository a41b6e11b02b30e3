package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.data.AssetClass;
import dev.fastback.exact.EntryExitObjective;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.FeeRule;
import dev.fastback.profit.ScalarEvaluator;
import dev.fastback.profit.SearchBox;
import dev.fastback.search.Objective;
import dev.fastback.search.PointBatch;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.RuleStrategy;
import dev.fastback.strategy.Evaluation;
import dev.fastback.strategy.SearchedStrategy.Variant;
import dev.fastback.strategy.SearchedStrategy;
import dev.fastback.strategy.Side;
import dev.fastback.strategy.Strategies;
import dev.fastback.strategy.Strategy;
import dev.fastback.strategy.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What every {@link Strategy} promises. A subclass names the strategy. */
public abstract class StrategyContract {
    /** For subclasses. */
    protected StrategyContract() {}

    /** Returns the strategy to test. */
    protected abstract Strategy strategy();

    @Test
    void isFoundByItsName() {
        assertThat(strategy().name()).matches("[a-z]+(-[a-z]+)*");
        assertThat(Strategies.of(strategy().name())).hasSameClassAs(strategy());
    }

    @Test
    void scoresEachBarWithConsistentFigures() {
        SplittableRandom random = random("figures");
        for (int round = 0; round < 50; round++) {
            Window window = RandomWindows.walk(random, 1 + random.nextInt(30));
            for (Market market : markets()) {
                scores(window, market, random.split()).forEach(score -> check(score, window, market));
            }
        }
    }

    @Test
    void runsOnFlatPricesOnOneBarAndOnNone() {
        for (int bars : new int[] {0, 1, 6}) {
            Window window = RandomWindows.flat(bars);
            for (Market market : markets()) {
                for (Evaluation score : scores(window, market, random("flat"))) {
                    check(score, window, market);
                    assertThat(score.ambiguousBars()).isZero();
                }
            }
        }
    }

    @Test
    void isDeterministicAndWritesNothing() {
        SplittableRandom random = random("deterministic");
        Window window = RandomWindows.walk(random, 12);
        List<double[]> before = RandomWindows.columns(window);
        for (Market market : markets()) {
            List<Evaluation> first = scores(window, market, new SplittableRandom(5));
            List<Evaluation> second = scores(window, market, new SplittableRandom(5));
            assertThat(second).usingRecursiveComparison().isEqualTo(first);
        }
        List<double[]> after = RandomWindows.columns(window);
        for (int c = 0; c < before.size(); c++) {
            assertThat(after.get(c)).isEqualTo(before.get(c));
        }
    }

    @Test
    void judgesTheSideOfTheLastBarWithoutKnowingIt() {
        SplittableRandom random = random("side");
        for (int round = 0; round < 50; round++) {
            Window window = RandomWindows.walk(random, 1 + random.nextInt(10));
            for (Market market : markets()) {
                assertThat(side(RandomWindows.withUnknownLastBar(window), market)).isEqualTo(side(window, market));
            }
        }
    }

    /** Returns whether the strategy keeps to long positions where only those are allowed; its definition may say otherwise. */
    protected boolean respectsLongOnly() {
        return true;
    }

    @Test
    void isNeverShortWhereOnlyLongPositionsAreAllowed() {
        if (!respectsLongOnly()) {
            return;
        }
        SplittableRandom random = random("long only");
        Market free = market(AssetClass.CRYPTO, 0.0, FeeRule.PER_FILL);
        for (int round = 0; round < 50; round++) {
            Window window = RandomWindows.walk(random, 1 + random.nextInt(10));
            assertThat(side(window, free)).isNotIn(Side.SELL, Side.BOTH);
            Window falling = RandomWindows.withForecasts(window, f -> -Math.abs(f) - 0.001);
            switch (strategy()) {
                case SearchedStrategy searched -> assertThat(DoubleStream.of(legs(searched, window, free))).allMatch(p -> p >= 0);
                case RuleStrategy rule -> {
                    for (Evaluation score : List.of(rule.score(falling, free), rule.scoreOutOfSample(falling, free))) {
                        // The first bar is left out: unprofit-shutdown begins with a long position whatever the forecast.
                        assertThat(score.barReturns()[0]).isIn(0.0, -0.0, falling.closeMove()[0]);
                        for (int i = 1; i < falling.bars(); i++) {
                            assertThat(score.barReturns()[i]).isZero();
                        }
                    }
                }
            }
        }
    }

    @Test
    void earnsTheSameOutOfSampleWhenNothingIsCharged() {
        SplittableRandom random = random("no costs");
        if (strategy() instanceof RuleStrategy rule) {
            for (int round = 0; round < 50; round++) {
                Window window = RandomWindows.walk(random, 1 + random.nextInt(10));
                Market free = market(AssetClass.STOCK, 0.0, FeeRule.PER_FILL);
                Market paid = market(AssetClass.STOCK, 0.001, FeeRule.PER_FILL);
                double[] unpaid = rule.scoreOutOfSample(window, free).barReturns();
                double[] charged = rule.scoreOutOfSample(window, paid).barReturns();
                assertThat(unpaid).isEqualTo(rule.score(window, free).barReturns());
                for (int i = 0; i < unpaid.length; i++) {
                    assertThat(charged[i]).isLessThanOrEqualTo(unpaid[i]);
                }
            }
        }
    }

    @Test
    void scoresTheValueOfItsObjectiveBitForBit() {
        SplittableRandom random = random("objective");
        if (strategy() instanceof SearchedStrategy searched) {
            assertThat(searched.parameterNames()).hasSize(searched.neutralPoint().length);
            assertThat(searched.productionEvaluations()).isPositive();
            for (int round = 0; round < 100; round++) {
                Window window = RandomWindows.walk(random, 1 + random.nextInt(20));
                for (Market market : markets()) {
                    for (Variant variant : searched.variants()) {
                        double[] point = round == 0 ? searched.neutralPoint() : point(random);
                        Objective objective = searched.objective(window, market, variant, ScalarEvaluator.INSTANCE);
                        assertThat(objective.space().names()).isEqualTo(searched.parameterNames());
                        assertThat(searched.score(window, market, variant, point).totalReturn())
                                .isEqualTo(value(objective, point));
                    }
                }
            }
        }
    }

    private List<Evaluation> scores(Window window, Market market, SplittableRandom random) {
        List<Evaluation> scores = new ArrayList<>();
        switch (strategy()) {
            case RuleStrategy rule -> {
                scores.add(rule.score(window, market));
                scores.add(rule.scoreOutOfSample(window, market));
            }
            case SearchedStrategy searched -> {
                double[] point = point(random);
                for (Variant variant : searched.variants()) {
                    scores.add(searched.score(window, market, variant, searched.neutralPoint()));
                    scores.add(searched.score(window, market, variant, point));
                }
            }
        }
        return scores;
    }

    private Side side(Window window, Market market) {
        return switch (strategy()) {
            case RuleStrategy rule -> rule.side(window, market);
            case SearchedStrategy searched -> searched.side(window, market);
        };
    }

    private static void check(Evaluation score, Window window, Market market) {
        assertThat(score.barReturns()).hasSize(window.bars());
        for (double x : score.barReturns()) {
            assertThat(x).isFinite();
        }
        assertThat(score.totalReturn()).isFinite();
        assertThat(score.sharpe()).isFinite();
        assertThat(score.annualReturn()).isEqualTo(score.averageReturn() * market.periodsPerYear());
        assertThat(score.maxDrawdown()).isFinite().isNotNegative();
        assertThat(score.trades()).isBetween(0, 2 * window.bars());
        assertThat(score.ambiguousBars()).isBetween(0, window.bars());
    }

    private static double[] legs(SearchedStrategy searched, Window window, Market market) {
        Objective objective =
                searched.objective(window, market, searched.variants().getFirst(), ScalarEvaluator.INSTANCE);
        if (!(objective instanceof EntryExitObjective entryExit)) {
            return new double[0];
        }
        EntryExitProblem problem = entryExit.problem();
        double[] all = new double[problem.legCount() * problem.bars()];
        for (int leg = 0; leg < problem.legCount(); leg++) {
            System.arraycopy(problem.leg(leg), 0, all, leg * problem.bars(), problem.bars());
        }
        return all;
    }

    private static double value(Objective objective, double[] point) {
        PointBatch batch = new PointBatch(point.length);
        batch.add(point);
        double[] values = new double[1];
        objective.evaluate(batch, values);
        return values[0];
    }

    private static double[] point(SplittableRandom random) {
        return new double[] {random.nextDouble(-0.03, 0.03), random.nextDouble(-0.03, 0.03)};
    }

    private static List<Market> markets() {
        List<Market> markets = new ArrayList<>();
        for (AssetClass assetClass : AssetClass.values()) {
            for (FeeRule rule : FeeRule.values()) {
                markets.add(market(assetClass, assetClass.defaultFeeFraction(), rule));
            }
        }
        return markets;
    }

    private static Market market(AssetClass assetClass, double fee, FeeRule rule) {
        double spread = fee == 0 ? 1.0 : 1.002;
        return new Market(assetClass, fee, rule, spread, SearchBox.DEFAULT, assetClass.tradingDaysPerYear());
    }

    private SplittableRandom random(String test) {
        return Seeds.random(getClass().getSimpleName() + " " + test, 23);
    }
}
