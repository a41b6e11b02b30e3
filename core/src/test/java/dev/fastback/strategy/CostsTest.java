package dev.fastback.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.AssetClass;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.SignalEvaluation;
import dev.fastback.profit.FeeRule;
import dev.fastback.search.space.Parameters;
import dev.fastback.strategy.builtin.BuyWhenUp;
import dev.fastback.strategy.builtin.EntryTakeProfit;
import dev.fastback.strategy.builtin.HighLow;
import dev.fastback.strategy.builtin.MaxDiffAlwaysOn;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What each way of scoring charges, on cases worked out by hand. A fill costs 0.01 fee and 0.01 half spread. */
class CostsTest {
    private static final Offset<Double> CLOSE = within(1e-15);
    private static final Market MARKET =
            new Market(AssetClass.STOCK, false, 0.01, FeeRule.PER_FILL, 1.02, 252);

    @Test
    void signalsPayTheirWayInAndOutOnlyOutOfSample() {
        double[] signals = {1, 1, -1, 0, 1};
        double[] moves = {0.1, 0.1, 0.1, 0.1, 0.1};
        Evaluation in = SignalEvaluation.evaluate(signals, moves, 0.01, 1.02, 252);
        double reduced = 0.523 * 0.01 + 0.01;
        assertThat(in.barReturns())
                .containsExactly(new double[] {0.1 - reduced, 0.1, -0.1 - 2 * reduced, -reduced, 0.1 - reduced}, CLOSE);
        Evaluation out = SignalEvaluation.evaluateFromFlatToFlat(signals, moves, 0.01, 1.02, 252);
        assertThat(out.barReturns()).containsExactly(new double[] {0.08, 0.1, -0.14, -0.02, 0.06}, CLOSE);
        assertThat(out.trades()).isEqualTo(in.trades()).isEqualTo(3);
        assertThat(out.totalReturn()).isCloseTo(1.08 * 1.1 * 0.86 * 0.98 * 1.06 - 1, CLOSE);
        assertThat(out.maxDrawdown()).isCloseTo(0.16, CLOSE);
    }

    @Test
    void entryTakeProfitPaysEachEntryAndExitOutOfSample() {
        Window window = window(
                new double[] {0.01, 0.01, 0.01, -0.01},
                new double[] {0.05, 0.05, 0.05, 0.05},
                new double[] {-0.05, -0.05, -0.05, -0.05},
                new double[] {0.02, 0.02, 0.02, -0.02},
                new double[] {0.06, 0.01, 0.01, 0.01},
                new double[] {-0.01, -0.01, -0.01, -0.06});
        Evaluation in = new EntryTakeProfit().score(window, MARKET);
        assertThat(in.barReturns()).containsExactly(new double[] {0.04, 0.02, 0.02, 0.05 - 0.02}, CLOSE);
        // Bar 0 enters and takes its profit; bar 1 enters again and is kept in bar 2; bar 3 turns around and takes its profit.
        Evaluation out = new EntryTakeProfit().scoreOutOfSample(window, MARKET);
        assertThat(out.barReturns()).containsExactly(new double[] {0.05 - 0.04, 0.02 - 0.02, 0.02, 0.05 - 0.06}, CLOSE);
        assertThat(out.trades()).isEqualTo(3);
    }

    @Test
    void entryTakeProfitClosesWhatIsLeftAfterTheLastBar() {
        Window window = window(
                new double[] {0.01}, new double[] {0.05}, new double[] {-0.05},
                new double[] {0.02}, new double[] {0.01}, new double[] {-0.01});
        assertThat(new EntryTakeProfit().scoreOutOfSample(window, MARKET).barReturns())
                .containsExactly(new double[] {0.02 - 0.04}, CLOSE);
    }

    @Test
    void highLowPaysForFilledBarsOnlyOutOfSample() {
        Window window = window(
                new double[] {0.01, 0.01, -0.01},
                new double[] {0.05, 0.05, 0.05},
                new double[] {-0.05, -0.05, -0.05},
                new double[] {0.02, 0.02, 0.02},
                new double[] {0.06, 0.01, 0.06},
                new double[] {-0.06, -0.01, -0.01});
        Evaluation in = new HighLow().score(window, MARKET);
        assertThat(in.barReturns()).containsExactly(new double[] {0.07 - 0.01, 0.0, 0.03 - 0.02}, CLOSE);
        Evaluation out = new HighLow().scoreOutOfSample(window, MARKET);
        assertThat(out.barReturns()).containsExactly(new double[] {0.07 - 0.04, 0.0, 0.03 - 0.04}, CLOSE);
        assertThat(out.trades()).isEqualTo(2);
    }

    @Test
    void buyWhenUpReportsTheWholeMoveInSampleAndItsSignalsOutOfSample() {
        Window window = window(
                new double[] {0.01, -0.01}, new double[2], new double[2],
                new double[] {0.1, 0.1}, new double[2], new double[2]);
        assertThat(new BuyWhenUp().score(window, MARKET).totalReturn()).isCloseTo(1.1 * 1.1 - 1 - 0.01, CLOSE);
        assertThat(new BuyWhenUp().scoreOutOfSample(window, MARKET).totalReturn()).isCloseTo(1.08 * 0.98 - 1, CLOSE);
    }

    @Test
    void searchedStrategiesCountFilledEntriesAndAmbiguousBars() {
        Window window = window(
                new double[3],
                new double[] {0.02, 0.02, 0.02},
                new double[] {-0.02, -0.02, -0.02},
                new double[] {0.01, 0.01, 0.01},
                new double[] {0.03, 0.01, 0.01},
                new double[] {-0.03, -0.03, -0.01});
        MaxDiffAlwaysOn strategy = new MaxDiffAlwaysOn();
        Evaluation score = strategy.score(window, MARKET, Parameters.of(strategy.space(), 0, 0, 0));
        // Bar 0 crosses both levels, bar 1 the lower one alone, bar 2 none.
        assertThat(score.trades()).isEqualTo(3);
        assertThat(score.ambiguousBars()).isEqualTo(1);
        assertThat(score.barReturns()).containsExactly(new double[] {2 * (0.04 - 0.02), 0.03 - 0.02, 0.0}, CLOSE);
    }

    private static Window window(
            double[] q, double[] highForecast, double[] lowForecast, double[] close, double[] high, double[] low) {
        double[] zeros = new double[q.length];
        return new Window(close, high, low, q, highForecast, lowForecast, zeros, zeros, zeros);
    }
}
