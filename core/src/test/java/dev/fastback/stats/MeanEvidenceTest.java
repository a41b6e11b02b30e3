package dev.fastback.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeanEvidenceTest {
    /** Under no edge a p-value of at most 0.05 comes up at most about as often, with dependence over time and without. */
    @Test
    void falseAlarmsKeepTheirLevel() {
        for (double rho : new double[] {0.0, 0.3}) {
            int alarms = 0;
            for (int seed = 0; seed < 1_000; seed++) {
                double[] returns = StationaryBootstrapTest.autoregressive(seed, 60, rho);
                alarms += MeanEvidence.of(returns, 1).pValue() <= 0.05 ? 1 : 0;
            }
            assertThat(alarms).as("alarms of 1,000 with autocorrelation " + rho).isLessThan(rho == 0 ? 60 : 110);
        }
    }

    @Test
    void findsAPlantedEdge() {
        int found = 0;
        var random = new SplittableRandom(3);
        for (int run = 0; run < 200; run++) {
            double[] returns = new double[60];
            for (int t = 0; t < 60; t++) {
                returns[t] = 0.01 * (random.nextGaussian() + 4 / Math.sqrt(60));
            }
            found += MeanEvidence.of(returns, run).pValue() <= 0.05 ? 1 : 0;
        }
        assertThat(found).isGreaterThan(180);
    }

    @Test
    void figuresBelongTogether() {
        double[] returns = StationaryBootstrapTest.autoregressive(8, 100, 0);
        MeanEvidence evidence = MeanEvidence.of(returns, 1);
        assertThat(evidence.bars()).isEqualTo(100);
        assertThat(evidence.standardError())
                .isGreaterThanOrEqualTo(ReturnStatistics.sampleDeviation(returns) / 10 * (1 - 1e-12));
        assertThat(evidence.low()).isLessThan(evidence.mean());
        assertThat(evidence.high()).isGreaterThan(evidence.mean());
        assertThat(evidence.sharpe() * ReturnStatistics.sampleDeviation(returns))
                .isCloseTo(evidence.mean(), within(1e-15));
        assertThat(MeanEvidence.of(returns, 1)).isEqualTo(evidence);
    }

    @Test
    void saysNothingWithoutVariation() {
        assertThat(MeanEvidence.of(new double[30], 1).pValue()).isEqualTo(1);
        assertThat(MeanEvidence.of(new double[] {0.1}, 1).pValue()).isNaN();
    }
}
