package dev.fastback.evidence;

import dev.fastback.evaluation.Evaluation;
import dev.fastback.parallel.InOrder;
import dev.fastback.result.EvidenceFigure;
import dev.fastback.result.Figure;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.Trials;
import dev.fastback.result.detail.Spread;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.stats.BlockLength;
import dev.fastback.stats.BlockSums;
import dev.fastback.stats.CrossValidation;
import dev.fastback.stats.Moments;
import dev.fastback.stats.PurgedSums;
import dev.fastback.stats.PurgedValidation;
import dev.fastback.stats.ReturnStatistics;
import dev.fastback.stats.Returns;
import dev.fastback.stats.SharpeEvidence;
import dev.fastback.stats.StationaryBootstrap;
import dev.fastback.stats.SuperiorAbility;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.CrossSettings;
import dev.fastback.walkforward.Fold;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the trials of one search say of its best: the search of the newest fold, whose parameters decide today. The returns of its trials are made again
 * from their parameters, bar by bar, and kept as sums of blocks; of more trials than {@value #MOST_TRIALS}, or than {@value #MOST_BARS} bars leave room
 * for, an even choice with the best among them.
 */
final class TrialEvidence {
    static final int MOST_TRIALS = 10_000;
    static final long MOST_BARS = 20_000_000;
    /** Bars of a fit below which its blocks would say nothing. */
    static final int FEWEST_BARS = 32;

    private static final int FEWEST_PER_BLOCK = 4;
    private static final int[] BLOCKS = {16, 14, 12, 10, 8};
    /** Ways to choose half of as many blocks. */
    private static final int[] HALVES = {12_870, 3_432, 924, 252, 70};
    /** Halves times trials that are looked at. */
    private static final long MOST_SPLITS = 70_000_000;

    private static final int DRAWS = 1_000;
    private static final int MOST_PERIODS = 60;
    private static final double SIGNIFICANT = 0.05;
    private static final int CHUNK = 64;
    private static final int FEW_BARS = 200_000;

    private final PreparedStudy prepared;
    private final int symbol;
    private final MarketSlice fit;
    private final TunableStrategy strategy;
    private final StrategyResult found;
    private final int workers;

    TrialEvidence(
            PreparedStudy prepared, int symbol, Fold fold, TunableStrategy strategy, StrategyResult found, int workers) {
        this.prepared = prepared;
        this.symbol = symbol;
        this.fit = prepared.symbol(symbol).slice(fold.fitFrom(), fold.fitTo());
        this.strategy = strategy;
        this.found = found;
        this.workers = workers;
    }

    void tell(StrategyEvidence.Builder evidence) {
        Trials trials = found.trials();
        evidence.set(EvidenceFigure.TRIALS_RAW, trials == null ? found.figures().count(Figure.EVALUATIONS) : trials.evaluated());
        Surroundings.tell(prepared, symbol, strategy, fit, found.parameters(), trials, evidence);
        int bars = fit.to() - fit.from();
        if (bars < FEWEST_BARS) {
            String few = "a fit of " + bars + " bars is too short: " + FEWEST_BARS + " are needed";
            evidence.reason(EvidenceFigure.TRIALS, few).reason(EvidenceFigure.OVERFITTING, few).reason(EvidenceFigure.CROSS, few);
            return;
        }
        Evaluation best = prepared.evaluate(symbol, strategy, fit, found.parameters());
        Moments moments = Moments.of(best.barReturns());
        single(moments, evidence);
        if (trials == null) {
            String none = prepared.study().search().keepsTrials()
                    ? "nothing was kept of the trials"
                    : "trials are kept by searches that evaluate points, with --keep-trials values";
            evidence.reason(EvidenceFigure.TRIALS, none).reason(EvidenceFigure.OVERFITTING, none).reason(EvidenceFigure.CROSS, none);
            return;
        }
        int[] rows = rows(trials, bars);
        if (rows.length < 2) {
            String few = "fewer than two trials have a value";
            evidence.reason(EvidenceFigure.TRIALS, few).reason(EvidenceFigure.OVERFITTING, few).reason(EvidenceFigure.CROSS, few);
            return;
        }
        judge(rows, trials, best, moments, evidence);
    }

    private static void single(Moments best, StrategyEvidence.Builder evidence) {
        if (!(best.deviation() > 0)) {
            return;
        }
        evidence.set(
                        EvidenceFigure.PROBABILISTIC_SHARPE,
                        SharpeEvidence.probabilistic(best.sharpe(), 0, best.count(), best.skewness(), best.kurtosis()))
                .set(
                        EvidenceFigure.MINIMUM_TRACK_RECORD,
                        SharpeEvidence.minimumTrackRecord(best.sharpe(), 0, best.skewness(), best.kurtosis(), SIGNIFICANT));
    }

    /** Returns the trials that are looked at: those with a value, the best first where an even choice left it out. */
    private int[] rows(Trials trials, int bars) {
        int[] all = IntStream.range(0, trials.kept()).filter(row -> Double.isFinite(trials.value(row, 0))).toArray();
        int most = (int) Math.clamp(MOST_BARS / bars, 2, MOST_TRIALS);
        if (all.length <= most) {
            return all;
        }
        int[] chosen = IntStream.range(0, most).map(i -> all[(int) ((long) i * all.length / most)]).toArray();
        double[] best = found.parameters().coordinates();
        int at = Arrays.stream(all).filter(row -> Arrays.equals(trials.point(row), best)).findFirst().orElse(chosen[0]);
        if (Arrays.stream(chosen).noneMatch(row -> row == at)) {
            chosen[0] = at;
        }
        return chosen;
    }

    private void judge(int[] rows, Trials trials, Evaluation best, Moments moments, StrategyEvidence.Builder evidence) {
        int bars = moments.count();
        int choice = choice(bars, rows.length);
        BlockSums blocks = new BlockSums(bars, BLOCKS[choice], rows.length);
        double[][] periods = new double[rows.length][];
        PurgedSums groups = groups(bars, rows.length, evidence);
        int count = Math.min(MOST_PERIODS, bars / FEWEST_PER_BLOCK);
        int threads = (long) rows.length * bars < FEW_BARS ? 1 : workers;
        InOrder.<double[][], RuntimeException>forEach(
                threads,
                "fastback-evidence-",
                Math.ceilDiv(rows.length, CHUNK),
                chunk -> returns(trials, rows, chunk * CHUNK, Math.min(rows.length, (chunk + 1) * CHUNK)),
                (chunk, returns) -> {
                    for (int i = 0; i < returns.length; i++) {
                        blocks.put(chunk * CHUNK + i, returns[i]);
                        if (groups != null) {
                            groups.put(chunk * CHUNK + i, returns[i]);
                        }
                        periods[chunk * CHUNK + i] = means(returns[i], count);
                    }
                });
        prepared.stop().check();
        double effective = blocks.effectiveTrials();
        evidence.set(EvidenceFigure.TRIALS_JUDGED, rows.length)
                .set(EvidenceFigure.TRIALS_DISTINCT, blocks.distinctTrials())
                .set(EvidenceFigure.TRIALS_EFFECTIVE, effective);
        CrossValidation validation = CrossValidation.of(blocks);
        evidence.set(EvidenceFigure.PBO, validation.probabilityOfOverfitting())
                .set(EvidenceFigure.BLOCKS, blocks.blocks())
                .set(EvidenceFigure.LOSS, validation.probabilityOfLoss())
                .spread(Spread.Kind.RANK, new Spread(validation.ranks(), Double.NaN));
        if (groups != null) {
            crossValidate(groups, best.periodsPerYear(), evidence);
        }
        if (moments.deviation() > 0) {
            double[] sharpes = IntStream.range(0, rows.length).mapToDouble(blocks::sharpe).toArray();
            evidence.set(EvidenceFigure.DEFLATED_SHARPE, SharpeEvidence.deflated(moments, ReturnStatistics.sampleDeviation(sharpes), effective));
            double annual = moments.sharpe() * Math.sqrt(best.periodsPerYear());
            if (annual > 0) {
                evidence.set(EvidenceFigure.MINIMUM_BACKTEST_YEARS, SharpeEvidence.minimumBacktestYears(effective, annual));
            }
        }
        prepared.stop().check();
        double block = BlockLength.of(means(best.barReturns(), count));
        SuperiorAbility ability = SuperiorAbility.of(periods, new StationaryBootstrap(block, DRAWS, prepared.study().seed()));
        evidence.set(EvidenceFigure.REALITY_CHECK, ability.realityCheck()).set(EvidenceFigure.SPA, ability.consistent())
                .spread(Spread.Kind.SPA, new Spread(ability.resampled(), ability.statistic()));
        if (rows.length < trials.evaluated()) {
            evidence.reason(EvidenceFigure.TRIALS, "of " + trials.evaluated() + " trials " + rows.length + " were judged");
        }
    }

    /** Returns room for the trials' sums in groups; null where the fit has too few bars for them, with the reason told. */
    private @Nullable PurgedSums groups(int bars, int trials, StrategyEvidence.Builder evidence) {
        CrossSettings cross = prepared.study().cross();
        int purge = prepared.study().walkForward().purge();
        int embargo = cross.embargoOf(bars);
        try {
            PurgedSums sums = new PurgedSums(bars, cross.groups(), trials, purge, embargo);
            evidence.set(EvidenceFigure.CROSS_GROUPS, cross.groups())
                    .set(EvidenceFigure.CROSS_TESTED, cross.tested())
                    .set(EvidenceFigure.CROSS_PURGE, purge)
                    .set(EvidenceFigure.CROSS_EMBARGO, embargo);
            return sums;
        } catch (IllegalArgumentException e) {
            evidence.reason(EvidenceFigure.CROSS, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void crossValidate(PurgedSums groups, double periodsPerYear, StrategyEvidence.Builder evidence) {
        PurgedValidation combined = PurgedValidation.of(groups, prepared.study().cross().tested());
        PurgedValidation folds = PurgedValidation.of(groups, 1);
        double root = Math.sqrt(periodsPerYear);
        evidence.set(EvidenceFigure.CROSS_PATHS, combined.paths())
                .set(EvidenceFigure.CROSS_PER_BAR, combined.perBar())
                .set(EvidenceFigure.CROSS_FIT_PER_BAR, combined.fitPerBar())
                .set(EvidenceFigure.CROSS_SHARPE, root * Returns.quantile(combined.sharpes(), 0.5))
                .set(EvidenceFigure.CROSS_SHARPE_LOW, root * Returns.quantile(combined.sharpes(), 0))
                .set(EvidenceFigure.CROSS_SHARPE_HIGH, root * Returns.quantile(combined.sharpes(), 1))
                .set(EvidenceFigure.FOLD_PER_BAR, folds.perBar())
                .set(EvidenceFigure.FOLD_SHARPE, root * folds.sharpes()[0]);
    }

    private double[][] returns(Trials trials, int[] rows, int from, int to) {
        prepared.stop().check();
        double[][] returns = new double[to - from][];
        for (int i = from; i < to; i++) {
            returns[i - from] = prepared.evaluate(symbol, strategy, fit, Parameters.of(strategy.space(), trials.point(rows[i]))).barReturns();
        }
        return returns;
    }

    /** Returns the most blocks that bars and trials leave room for, as an index. */
    private static int choice(int bars, int trials) {
        for (int i = 0; i < BLOCKS.length - 1; i++) {
            if (bars >= FEWEST_PER_BLOCK * BLOCKS[i] && (long) HALVES[i] * trials <= MOST_SPLITS) {
                return i;
            }
        }
        return BLOCKS.length - 1;
    }

    /** Returns the means of periods whose lengths differ by a bar at most. */
    private static double[] means(double[] returns, int periods) {
        double[] means = new double[periods];
        for (int p = 0; p < periods; p++) {
            int from = (int) ((long) p * returns.length / periods);
            int to = (int) ((long) (p + 1) * returns.length / periods);
            means[p] = Arrays.stream(returns, from, to).sum() / (to - from);
        }
        return means;
    }
}
