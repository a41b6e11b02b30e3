package dev.fastback.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final MeanEvidence STRONG = new MeanEvidence(60, 0.004, 0.001, 0.0001, 0.002, 0.006, 0.5, 0.1);
    private static final MeanEvidence SOME = new MeanEvidence(60, 0.002, 0.001, 0.08, -0.001, 0.004, 0.2, 0.1);
    private static final MeanEvidence ABSENT = new MeanEvidence(60, -0.002, 0.001, 0.97, -0.004, 0.0, -0.2, 0.1);

    @Test
    void followsItsRule() {
        assertThat(Verdict.of(STRONG, 60, 0.001, Double.NaN).level()).isEqualTo(Verdict.Level.CONSISTENT);
        assertThat(Verdict.of(STRONG, 60, 0.001, 0.2).level()).isEqualTo(Verdict.Level.CONSISTENT);
        assertThat(Verdict.of(STRONG, 60, 0.001, 0.7).level()).isEqualTo(Verdict.Level.WEAK);
        assertThat(Verdict.of(STRONG, 60, 0.051, Double.NaN).level()).isEqualTo(Verdict.Level.WEAK);
        assertThat(Verdict.of(SOME, 60, 0.08, Double.NaN).level()).isEqualTo(Verdict.Level.WEAK);
        assertThat(Verdict.of(ABSENT, 60, 0.97, Double.NaN).level()).isEqualTo(Verdict.Level.NONE);
        assertThat(Verdict.of(STRONG, 19, 0.001, Double.NaN).level()).isEqualTo(Verdict.Level.NONE);
    }

    @Test
    void namesTheTwoFiguresThatDecided() {
        assertThat(Verdict.of(STRONG, 60, 0.001, 0.7).reason())
                .isEqualTo("adjusted p 0.001, but probability of overfitting 0.700");
        assertThat(Verdict.of(SOME, 60, 0.08, Double.NaN).reason())
                .isEqualTo("unseen mean +0.2000 % +- 0.1000, adjusted p 0.080");
        assertThat(Verdict.of(STRONG, 3, 0.001, Double.NaN).reason())
                .isEqualTo("3 unseen bars in the market, fewer than 20");
    }

    @Test
    void aBarOrTwoSayNothing() {
        MeanEvidence evidence = MeanEvidence.of(new double[] {0.1}, 1);
        assertThat(Verdict.of(evidence, 25, Double.NaN, Double.NaN).level()).isEqualTo(Verdict.Level.NONE);
    }

    /** Of 400 studies of nine strategies without an edge at most one in twenty has a consistent strategy; of one edge with a true t of 4 four in five. */
    @Test
    void keepsItsLevelsOnNoiseAndFindsAnEdge() {
        int studiesWithAFalseCall = 0;
        int found = 0;
        var random = new SplittableRandom(20);
        for (int study = 0; study < 400; study++) {
            studiesWithAFalseCall += hasConsistent(study, returns(random, 9, 0)) ? 1 : 0;
        }
        for (int study = 0; study < 200; study++) {
            found += hasConsistent(study, returns(random, 1, 4)) ? 1 : 0;
        }
        assertThat(studiesWithAFalseCall).isLessThanOrEqualTo(20 + 9);
        assertThat(found).isGreaterThanOrEqualTo(160);
    }

    private static boolean hasConsistent(int seed, double[][] returns) {
        MeanEvidence[] evidence = new MeanEvidence[returns.length];
        double[] p = new double[returns.length];
        for (int i = 0; i < returns.length; i++) {
            evidence[i] = MeanEvidence.of(returns[i], seed);
            p[i] = evidence[i].pValue();
        }
        double[] adjusted = FalseDiscovery.adjusted(p);
        for (int i = 0; i < returns.length; i++) {
            if (Verdict.of(evidence[i], returns[i].length, adjusted[i], Double.NaN).level()
                    == Verdict.Level.CONSISTENT) {
                return true;
            }
        }
        return false;
    }

    private static double[][] returns(SplittableRandom random, int strategies, double t) {
        double[][] returns = new double[strategies][50];
        for (double[] row : returns) {
            for (int i = 0; i < row.length; i++) {
                row[i] = 0.02 * (random.nextGaussian() + t / Math.sqrt(row.length));
            }
        }
        return returns;
    }
}
