package dev.fastback.result;

import java.util.List;

/**
 * The figures of {@link StrategyEvidence}, in the order of the documented JSON: how far what a search found may be believed. Codec, JSON and reports
 * follow this list; figures are only added at the end of it, so that what was stored stays readable.
 */
public enum EvidenceFigure {
    /** Bars of the newest fit. */
    FIT_BARS(EvidenceFigure.IN_SAMPLE, "bars", true),
    /** Mean return of a fitted bar under the parameters found, executed as unseen bars are. */
    FIT_PER_BAR(EvidenceFigure.IN_SAMPLE, "perBar", false),
    /** Mean return of an unseen bar over that mean. */
    EFFICIENCY(EvidenceFigure.IN_SAMPLE, "efficiency", false),
    /** Random walks that were searched. */
    WALKS(EvidenceFigure.RANDOM_WALK, "walks", true),
    /** Mean in-sample return of a walk. */
    WALK_MEAN(EvidenceFigure.RANDOM_WALK, "meanReturn", false),
    /** Return that one walk in twenty stays below. */
    WALK_LOW(EvidenceFigure.RANDOM_WALK, "low", false),
    /** Return that one walk in twenty exceeds. */
    WALK_HIGH(EvidenceFigure.RANDOM_WALK, "high", false),
    /** Mean in-sample return of a walk's bar. */
    WALK_PER_BAR(EvidenceFigure.RANDOM_WALK, "perBar", false),
    /** Mean in-sample Sharpe ratio of a walk. */
    WALK_SHARPE(EvidenceFigure.RANDOM_WALK, "meanSharpe", false),
    /** Sharpe ratio that one walk in twenty exceeds. */
    WALK_SHARPE_HIGH(EvidenceFigure.RANDOM_WALK, "highSharpe", false),
    /** Points that the newest fold's search evaluated or looked at. */
    TRIALS_RAW(EvidenceFigure.TRIALS, "raw", true),
    /** Of the judged ones, those that behaved differently. */
    TRIALS_DISTINCT(EvidenceFigure.TRIALS, "distinct", true),
    /** Independent trials that are as many as the judged ones. */
    TRIALS_EFFECTIVE(EvidenceFigure.TRIALS, "effective", false),
    /** Trials whose bar returns were looked at. */
    TRIALS_JUDGED(EvidenceFigure.TRIALS, "judged", true),
    /** Probability of backtest overfitting. */
    PBO(EvidenceFigure.OVERFITTING, "pbo", false),
    /** Blocks of bars that it was made of. */
    BLOCKS(EvidenceFigure.OVERFITTING, "blocks", true),
    /** Share of the halves on whose other half the best trial has a negative Sharpe ratio. */
    LOSS(EvidenceFigure.OVERFITTING, "lossProbability", false),
    /** Deflated Sharpe ratio of the parameters found, a probability. */
    DEFLATED_SHARPE(EvidenceFigure.OVERFITTING, "deflatedSharpe", false),
    /** Probabilistic Sharpe ratio of the parameters found against 0. */
    PROBABILISTIC_SHARPE(EvidenceFigure.OVERFITTING, "probabilisticSharpe", false),
    /** Bars after which their ratio would be significant at 5 %. */
    MINIMUM_TRACK_RECORD(EvidenceFigure.OVERFITTING, "minimumTrackRecord", false),
    /** Years below which the best of as many trials without skill is expected to have their ratio. */
    MINIMUM_BACKTEST_YEARS(EvidenceFigure.OVERFITTING, "minimumBacktestYears", false),
    /** White's p-value. */
    REALITY_CHECK(EvidenceFigure.OVERFITTING, "realityCheck", false),
    /** Hansen's consistent p-value. */
    SPA(EvidenceFigure.OVERFITTING, "spa", false),
    /** How much of the best's gain over the median its neighbours keep. */
    PLATEAU(EvidenceFigure.OPTIMUM, "plateau", false),
    /** Neighbours that were looked at. */
    NEIGHBOURS(EvidenceFigure.OPTIMUM, "neighbours", true),
    /** The smallest step of prices, a fraction of the last close; of objectives with a proven maximum, as the two that follow. */
    TICK(EvidenceFigure.OPTIMUM, "tick", false),
    /** Mean over the fits of what is left when one parameter moves by a tick in the direction that costs most. */
    AFTER_TICK(EvidenceFigure.OPTIMUM, "meanAfterTick", false),
    /** Median over the fits of how far every parameter may move either way by itself and nine tenths of the value are left. */
    MARGIN(EvidenceFigure.OPTIMUM, "margin", false),
    /** Groups of bars that the newest fit is cut into. */
    CROSS_GROUPS(EvidenceFigure.CROSS, "groups", true),
    /** Groups that are tested at a time. */
    CROSS_TESTED(EvidenceFigure.CROSS, "tested", true),
    /** Bars before a test that are not fitted. */
    CROSS_PURGE(EvidenceFigure.CROSS, "purge", true),
    /** Bars after a test that are not fitted. */
    CROSS_EMBARGO(EvidenceFigure.CROSS, "embargo", true),
    /** Paths that the tests make, each with every bar once. */
    CROSS_PATHS(EvidenceFigure.CROSS, "paths", true),
    /** Mean return of a tested bar under the trial chosen without it. */
    CROSS_PER_BAR(EvidenceFigure.CROSS, "perBar", false),
    /** Mean return of a fitted bar under the trial chosen on it. */
    CROSS_FIT_PER_BAR(EvidenceFigure.CROSS, "fitPerBar", false),
    /** Median Sharpe ratio of the paths, per year. */
    CROSS_SHARPE(EvidenceFigure.CROSS, "sharpe", false),
    /** Lowest Sharpe ratio of a path. */
    CROSS_SHARPE_LOW(EvidenceFigure.CROSS, "lowSharpe", false),
    /** Highest Sharpe ratio of a path. */
    CROSS_SHARPE_HIGH(EvidenceFigure.CROSS, "highSharpe", false),
    /** Mean return of a bar tested with its group alone: the purged k-fold. */
    FOLD_PER_BAR(EvidenceFigure.CROSS, "kFoldPerBar", false),
    /** Sharpe ratio of that path, per year. */
    FOLD_SHARPE(EvidenceFigure.CROSS, "kFoldSharpe", false);

    /** What the parameters found earned on the bars of their fits. */
    public static final String IN_SAMPLE = "inSample";
    /** What the same search finds where there is nothing to be found. */
    public static final String RANDOM_WALK = "randomWalk";
    /** How much was tried. */
    public static final String TRIALS = "trials";
    /** Whether the best of the trials is better than chance. */
    public static final String OVERFITTING = "overfitting";
    /** How the parameters found lie among their neighbours. */
    public static final String OPTIMUM = "optimum";
    /** What the best of the trials earns on bars that it was not chosen on. */
    public static final String CROSS = "crossValidation";

    private static final List<EvidenceFigure> ALL = List.of(values());
    private static final List<String> GROUPS = List.of(IN_SAMPLE, RANDOM_WALK, TRIALS, OVERFITTING, OPTIMUM, CROSS);

    private final String group;
    private final String key;
    private final boolean count;

    EvidenceFigure(String group, String key, boolean count) {
        this.group = group;
        this.key = key;
        this.count = count;
    }

    /** Returns all of them in order. */
    public static List<EvidenceFigure> all() {
        return ALL;
    }

    /** Returns the JSON objects that hold them, in order. */
    public static List<String> groups() {
        return GROUPS;
    }

    /** Returns the JSON object that holds it. */
    public String group() {
        return group;
    }

    /** Returns its key there. */
    public String key() {
        return key;
    }

    /** Returns whether it is a whole number. */
    public boolean isCount() {
        return count;
    }
}
