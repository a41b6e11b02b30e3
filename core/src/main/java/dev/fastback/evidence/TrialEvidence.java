package dev.fastback.evidence;

import dev.fastback.parallel.InOrder;
import dev.fastback.result.EvidenceFigure;
import dev.fastback.result.Figure;
import dev.fastback.result.StrategyEvidence;
import dev.fastback.result.StrategyResult;
import dev.fastback.result.Trials;
import dev.fastback.result.detail.Spread;
import dev.fastback.search.Objective;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.stats.BlockLength;
import dev.fastback.stats.Moments;
import dev.fastback.stats.ReturnStatistics;
import dev.fastback.stats.Returns;
import dev.fastback.stats.SharpeEvidence;
import dev.fastback.stats.StationaryBootstrap;
import dev.fastback.stats.overfitting.BlockSums;
import dev.fastback.stats.overfitting.CrossValidation;
import dev.fastback.stats.overfitting.PurgedSums;
import dev.fastback.stats.overfitting.PurgedValidation;
import dev.fastback.stats.overfitting.SuperiorAbility;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.CrossSettings;
import dev.fastback.study.Simulation;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the trials of one search say of its best: the search of the newest fold, whose parameters decide today. The returns of its trials are made again
 * from their parameters, bar by bar, and kept as sums of blocks; of more trials than {@value #MOST_TRIALS}, or than {@value #MOST_BARS} bars leave room
 * for, an even choice with the best among them. Where symbols share parameters they are the trials of the search of all symbols, and their returns
 * those of all symbols in equal parts ({@link PooledReturns}).
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
    private final Supplier<Objective> objective;
    private final FittedReturns returns;
    private final TunableStrategy strategy;
    private final StrategyResult found;
    private final @Nullable Trials trials;
    private final int workers;

    /**
     * Makes the evidence of one search.
     *
     * @param newest the simulation whose search it was
     * @param found what it found for the strategy
     */
    TrialEvidence(PreparedStudy prepared, Simulation newest, TunableStrategy strategy, StrategyResult found, int workers) {
        this.prepared = prepared;
        int symbol = newest.symbol();
        MarketSlice fit = prepared.symbol(symbol).fit(newest.fold());
        this.strategy = strategy;
        this.found = found;
        boolean isPooled = prepared.study().search().isPooled();
        this.objective = () -> isPooled ? prepared.sharedObjective(newest, strategy) : prepared.objective(symbol, strategy, fit);
        this.returns = isPooled ? new PooledReturns(prepared, newest.fold().index(), strategy) : new OfSymbol(prepared, symbol, strategy, fit);
        this.trials = isPooled ? prepared.sharedTrials(newest, strategy) : found.trials();
        this.workers = workers;
    }

    /** The returns of one symbol. */
    private record OfSymbol(PreparedStudy prepared, int symbol, TunableStrategy strategy, MarketSlice fit) implements FittedReturns {
        @Override
        public int bars() {
            return fit.to() - fit.from();
        }

        @Override
        public long work() {
            return bars();
        }

        @Override
        public double periodsPerYear() {
            return fit.market().periodsPerYear();
        }

        @Override
        public double[] of(Parameters parameters) {
            return prepared.evaluate(symbol, strategy, fit, parameters).barReturns();
        }
    }

    void tell(StrategyEvidence.Builder evidence) {
        evidence.set(EvidenceFigure.TRIALS_RAW, trials == null ? found.figures().count(Figure.EVALUATIONS) : trials.evaluated());
        Surroundings.tell(prepared, objective, found.parameters(), trials, evidence);
        int bars = returns.bars();
        if (bars < FEWEST_BARS) {
            String few = "a fit of " + bars + " bars is too short: " + FEWEST_BARS + " are needed";
            evidence.reason(EvidenceFigure.TRIALS, few).reason(EvidenceFigure.OVERFITTING, few).reason(EvidenceFigure.CROSS, few);
            return;
        }
        double[] best = returns.of(found.parameters());
        Moments moments = Moments.of(best);
        single(moments, evidence);
        if (trials == null) {
            String none = prepared.study().search().keepsTrials()
                    ? "nothing was kept of the trials"
                    : "trials are kept by searches that evaluate points, with --keep-trials values";
            evidence.reason(EvidenceFigure.TRIALS, none).reason(EvidenceFigure.OVERFITTING, none).reason(EvidenceFigure.CROSS, none);
            return;
        }
        int[] rows = rows(trials, returns.work());
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
    private int[] rows(Trials trials, long bars) {
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

    private void judge(int[] rows, Trials trials, double[] best, Moments moments, StrategyEvidence.Builder evidence) {
        int bars = moments.count();
        int choice = choice(bars, rows.length);
        BlockSums blocks = new BlockSums(bars, BLOCKS[choice], rows.length);
        double[][] periods = new double[rows.length][];
        PurgedSums groups = groups(bars, rows.length, evidence);
        int count = Math.min(MOST_PERIODS, bars / FEWEST_PER_BLOCK);
        int threads = rows.length * returns.work() < FEW_BARS ? 1 : workers;
        InOrder.<double[][], RuntimeException>forEach(
                threads,
                "fastback-evidence-",
                Math.ceilDiv(rows.length, CHUNK),
                chunk -> returns(trials, rows, chunk * CHUNK, Math.min(rows.length, (chunk + 1) * CHUNK)),
                (chunk, made) -> {
                    for (int i = 0; i < made.length; i++) {
                        blocks.put(chunk * CHUNK + i, made[i]);
                        if (groups != null) {
                            groups.put(chunk * CHUNK + i, made[i]);
                        }
                        periods[chunk * CHUNK + i] = means(made[i], count);
                    }
                });
        prepared.stop().check();
        double effective = blocks.effectiveTrials();
        int distinct = blocks.distinctTrials();
        evidence.set(EvidenceFigure.TRIALS_JUDGED, rows.length)
                .set(EvidenceFigure.TRIALS_DISTINCT, distinct)
                .set(EvidenceFigure.TRIALS_EFFECTIVE, effective);
        CrossValidation validation = CrossValidation.of(blocks);
        evidence.set(EvidenceFigure.BLOCKS, blocks.blocks()).set(EvidenceFigure.LOSS, validation.probabilityOfLoss());
        if (distinct > 1) {
            evidence.set(EvidenceFigure.PBO, validation.probabilityOfOverfitting())
                    .spread(Spread.Kind.RANK, new Spread(validation.ranks(), Double.NaN));
        } else {
            evidence.reason(EvidenceFigure.OVERFITTING, "all trials did the same: none was chosen over another");
        }
        if (groups != null) {
            crossValidate(groups, returns.periodsPerYear(), evidence);
        }
        if (moments.deviation() > 0) {
            double[] sharpes = IntStream.range(0, rows.length).mapToDouble(blocks::sharpe).toArray();
            evidence.set(EvidenceFigure.DEFLATED_SHARPE, SharpeEvidence.deflated(moments, ReturnStatistics.sampleDeviation(sharpes), effective));
            double annual = moments.sharpe() * Math.sqrt(returns.periodsPerYear());
            if (annual > 0) {
                evidence.set(EvidenceFigure.MINIMUM_BACKTEST_YEARS, SharpeEvidence.minimumBacktestYears(effective, annual));
            }
        }
        prepared.stop().check();
        double block = BlockLength.of(means(best, count));
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
        PurgedValidation combined = PurgedValidation.of(groups, prepared.study().cross().tested(), prepared.stop()::check);
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
        double[][] made = new double[to - from][];
        for (int i = from; i < to; i++) {
            made[i - from] = returns.of(Parameters.of(strategy.space(), trials.point(rows[i])));
        }
        return made;
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
