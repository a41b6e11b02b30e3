package dev.fastback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.data.AssetClass;
import dev.fastback.data.BarSeries;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.run.RunOptions;
import dev.fastback.run.StudyRunner;
import dev.fastback.stats.Verdict.Level;
import dev.fastback.strategy.Market;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.summary.StrategySummary;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whole studies with the default strategies: noise is rarely called consistent, a planted edge mostly is. The system property {@code fastback.studies} sets
 * the number of studies of noise (default: 50); a fifth as many have an edge.
 */
class VerdictCampaignTest {
    private static final int STUDIES = Integer.getInteger("fastback.studies", 50);
    private static final int BARS = 75;
    /** What the true mean of an unseen bar is in standard errors of the mean of all of them. */
    private static final double TRUE_T = 4;

    @Test
    void noiseIsRarelyCalledConsistent() {
        SplittableRandom random = Seeds.random("noise", 14);
        int called = 0;
        for (int study = 0; study < STUDIES; study++) {
            boolean isCalled = summary(RandomBars.walk(random.split(), BARS), study).stream()
                    .anyMatch(line -> line.judgement().level() == Level.CONSISTENT);
            called += isCalled ? 1 : 0;
        }
        System.out.println("noise: " + called + " of " + STUDIES + " studies have a consistent strategy");
        // One in twenty; of few studies two standard errors more.
        double expected = STUDIES / 20.0;
        assertThat((double) called).isLessThanOrEqualTo(STUDIES >= 1000 ? expected : expected + 2 * Math.sqrt(expected * 0.95));
    }

    @Test
    void anEdgeIsMostlyCalledConsistent() {
        SplittableRandom random = Seeds.random("edge", 15);
        int studies = Math.max(10, STUDIES / 5);
        int found = 0;
        for (int study = 0; study < studies; study++) {
            StrategySummary holding = summary(rising(RandomBars.walk(random.split(), BARS)), study).stream()
                    .filter(line -> line.strategy().equals("buy-hold"))
                    .findFirst()
                    .orElseThrow();
            found += holding.judgement().level() == Level.CONSISTENT ? 1 : 0;
        }
        System.out.println("edge: " + found + " of " + studies + " studies find it");
        assertThat((double) found).isGreaterThanOrEqualTo(0.8 * studies - (studies >= 200 ? 0 : 2 * Math.sqrt(0.16 * studies)));
    }

    /** Without costs: with them noise has a mean below 0, and the test would be an easy one. */
    private static List<StrategySummary> summary(BarSeries bars, long seed) {
        Market usual = Market.of(AssetClass.CRYPTO);
        Market free = new Market(usual.assetClass(), false, 0, usual.feeRule(), 1, usual.periodsPerYear());
        Study study = Study.builder().add(StudySymbol.of(bars, free)).seed(seed).build();
        return StudyRunner.run(study, RunOptions.of(new SequentialEngine())).summary();
    }

    /** Returns the bars with a drift that makes the true t of holding over 50 unseen bars {@link #TRUE_T}. */
    private static BarSeries rising(BarSeries bars) {
        int n = bars.size();
        double square = 0;
        for (int i = 1; i < n; i++) {
            square += Math.pow(Math.log(bars.close(i) / bars.close(i - 1)), 2) / (n - 1);
        }
        double drift = TRUE_T / Math.sqrt(50) * Math.sqrt(square);
        long[] times = new long[n];
        double[][] columns = new double[5][n];
        for (int i = 0; i < n; i++) {
            times[i] = bars.timeMillis(i);
            double raised = Math.exp(drift * i);
            columns[0][i] = bars.open(i) * raised;
            columns[1][i] = bars.high(i) * raised;
            columns[2][i] = bars.low(i) * raised;
            columns[3][i] = bars.close(i) * raised;
            columns[4][i] = bars.volume(i);
        }
        return BarSeries.of(bars.symbol(), times, columns[0], columns[1], columns[2], columns[3], columns[4]);
    }
}
