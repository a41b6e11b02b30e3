package dev.fastback.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
    // Three closed trades: +0.2, -0.1, +0.05 in money.
    private static final Performance ACCOUNT = new Performance(3, 2, 0.25, 0.1, 0.16, 0.15, 0.04 + 0.01 + 0.0025, 2, 4.5, 0.01, 0);
    private static final Evaluation ONE = new Evaluation(new double[] {0.1, 0, -0.05, 0.1}, 0.1495, 252, 1.5, 4, 0.05, 0, ACCOUNT);

    @Test
    void figuresOfTrades() {
        assertThat(Metrics.measure("win-rate").of(ONE)).isEqualTo(2.0 / 3);
        assertThat(Metrics.measure("profit-factor").of(ONE)).isEqualTo(2.5);
        assertThat(Metrics.measure("expectancy").of(ONE)).isEqualTo(0.16 / 3);
        // Sample deviation of 0.2, -0.1, 0.05 is 0.15.
        assertThat(Metrics.measure("sqn").of(ONE)).isEqualTo(Math.sqrt(3) * 0.05 / 0.15, within(1e-12));
        assertThat(Metrics.measure("exposure").of(ONE)).isEqualTo(0.5);
        assertThat(Metrics.measure("turnover").of(ONE)).isEqualTo(4.5 * 252 / 4);
        assertThat(Metrics.measure("trades").of(ONE)).isEqualTo(4);
        assertThat(Metrics.measure("closed-trades").of(ONE)).isEqualTo(3);
    }

    @Test
    void withoutTradesAllFiguresAreZero() {
        Evaluation none = new Evaluation(new double[3], 0, 252, 0, 0, 0, 0, new Performance(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        for (Measure measure : Metrics.list()) {
            assertThat(measure.of(none)).as(measure.name()).isZero();
        }
    }

    @Test
    void lessIsBetterWhereItIsAndWithAMinus() {
        assertThat(Metrics.of("drawdown").of(ONE, 252)).isEqualTo(-0.05);
        assertThat(Metrics.of("-drawdown").of(ONE, 252)).isEqualTo(-0.05);
        assertThat(Metrics.of("-trades").of(ONE, 252)).isEqualTo(-4);
        assertThat(Metrics.of("sharpe").of(ONE, 252)).isEqualTo(1.5);
        assertThat(Metrics.of("sharpe")).isEqualTo(Metrics.SHARPE);
    }

    @Test
    void quotientsWithoutLossesAreLargeNumbersThatFilesCanHold() {
        Evaluation allWon = new Evaluation(new double[] {0.1, 0.1}, 0.21, 252, 9, 1, 0, 0, new Performance(1, 1, 0.21, 0, 0.21, 0.21, 0.04, 2, 2, 0, 0));
        for (String name : List.of("profit-factor", "sortino", "calmar", "omega")) {
            assertThat(Metrics.of(name).of(allWon, 252)).as(name).isEqualTo(1e9);
        }
    }

    @Test
    void conditionsAreReadAndWritten() {
        Metric metric = Metrics.of("sharpe where trades>=30,drawdown<=0.3");
        assertThat(metric.name()).isEqualTo("sharpe where trades>=30,drawdown<=0.3");
        assertThat(Metrics.of(metric.name())).isEqualTo(metric);
        assertThat(metric.constraints().get(0).violation(ONE)).isEqualTo(26.0 / 30);
        assertThat(metric.constraints().get(1).violation(ONE)).isZero();
        assertThat(OutcomeConstraint.of(" Trades >= 4 ").violation(ONE)).isZero();
        assertThat(Metrics.with(metric, List.of()).name()).isEqualTo("sharpe");
        assertThat(Metrics.with(Metrics.SHARPE, metric.constraints())).isEqualTo(metric);
        assertThatThrownBy(() -> OutcomeConstraint.of("trades>30")).hasMessage(
                "a condition is NAME>=NUMBER or NAME<=NUMBER, for example trades>=30: trades>30");
        assertThatThrownBy(() -> Metrics.of("sharpe,,drawdown")).hasMessage("a metric is missing in \"sharpe,,drawdown\"; several are written as sharpe,-drawdown");
        assertThatThrownBy(() -> OutcomeConstraint.of("speed>=3")).hasMessageStartingWith("unknown metric speed; known: return, sharpe, cagr");
    }

    @Test
    void strategiesOfForecastsHaveNoFiguresOfAnAccount() {
        Evaluation summed = Evaluation.summed(new double[] {0.1, -0.1}, 252, 2, 0);
        assertThat(Metrics.measure("win-rate").of(summed)).isZero();
        assertThat(Metrics.measure("volatility").of(summed)).isPositive();
    }
}
