package dev.fastback.summary;

import dev.fastback.result.Figure;
import dev.fastback.result.UnseenPath;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The figures of a summary line, in the order of the documented JSON: which figure of the simulations, and how it is put together. */
public enum SummaryFigure {
    /** Mean in-sample return of a simulation. */
    MEAN_RETURN("meanReturn", Figure.RETURN, Way.MEAN),
    /** Mean in-sample Sharpe ratio. */
    MEAN_SHARPE("meanSharpe", Figure.SHARPE, Way.MEAN),
    /** Mean number of filled entries. */
    MEAN_TRADES("meanTrades", Figure.TRADES, Way.MEAN),
    /** Mean of the maximum drawdowns. */
    MEAN_MAX_DRAWDOWN("meanMaxDrawdown", Figure.MAX_DRAWDOWN, Way.MEAN),
    /** Mean of the best found. */
    MEAN_PROFIT("meanProfit", Figure.PROFIT, Way.MEAN),
    /** Mean at the neutral parameters. */
    MEAN_BASELINE("meanBaseline", Figure.BASELINE, Way.MEAN),
    /** Mean of the best that does not need a level to equal a bar's high or low exactly. */
    MEAN_TRADEABLE_PROFIT("meanTradeableProfit", Figure.TRADEABLE_PROFIT, Way.MEAN),
    /** Mean share of the gain that was to be had. */
    MEAN_QUALITY("quality", "mean", Figure.QUALITY, Way.MEAN),
    /** The smallest share. */
    WORST_QUALITY("quality", "worst", Figure.QUALITY, Way.MIN),
    /** Summed gains over summed gains that were to be had. */
    RATIO_OF_SUMS("quality", "ratioOfSums", Figure.QUALITY, Way.GAINS),
    /** Simulations whose best exists only on a threshold. */
    ON_THRESHOLD("onThreshold", Figure.ON_THRESHOLD, Way.SUM),
    /** Bars on which both levels were crossed, all simulations together. */
    AMBIGUOUS_BARS("ambiguousBars", Figure.AMBIGUOUS_BARS, Way.SUM),
    /** Evaluations, all together. */
    EVALUATIONS("evaluations", Figure.EVALUATIONS, Way.SUM),
    /** Index of the fold with the largest profit, the newest of equals. */
    BEST_INDEX("bestIndex", Figure.PROFIT, Way.BEST),
    /** Mean of what the same search finds for each simulation by itself. */
    MEAN_ALONE_PROFIT("sharing", "meanAloneProfit", Figure.ALONE_PROFIT, Way.MEAN),
    /** Mean of what sharing costs a simulation. */
    MEAN_SHARING_COST("sharing", "meanCost", Figure.SHARING_COST, Way.MEAN),
    /** The largest cost. */
    WORST_SHARING_COST("sharing", "worstCost", Figure.SHARING_COST, Way.MAX),
    /** Unseen bars: those of the path; where there is none, the test bars of all simulations, which may share some. */
    UNSEEN_BARS("outOfSample", "bars", Figure.UNSEEN_BARS, Way.SUM, UnseenPath::bars),
    /** Bars on which something was held. */
    UNSEEN_IN_MARKET("outOfSample", "barsInMarket", UnseenPath::barsInMarket, true),
    /** Positions opened. */
    UNSEEN_TRADES("outOfSample", "trades", path -> path.totals().trades(), true),
    /** Return of the path. */
    UNSEEN_RETURN("outOfSample", "return", UnseenPath::totalReturn, false),
    /** Mean return of a simulation's test bars, where there is no path. */
    UNSEEN_MEAN_RETURN("outOfSample", "meanReturn", Figure.UNSEEN_RETURN, Way.MEAN, path -> Double.NaN),
    /** Mean return of a bar; where there is no path, summed returns over summed bars. */
    UNSEEN_PER_BAR("outOfSample", "perBar", Figure.UNSEEN_RETURN, Way.PER_BAR, path -> path.bars() == 0 ? Double.NaN : path.perBar()),
    /** Standard error of that mean. */
    UNSEEN_STANDARD_ERROR("outOfSample", "standardError", UnseenPath::standardError, false),
    /** Lower end of its 95 % interval by the stationary bootstrap; reports write both ends as one array under this key. */
    UNSEEN_INTERVAL_LOW("outOfSample", "interval", path -> path.judged(e -> e.mean().low()), false),
    /** Upper end. */
    UNSEEN_INTERVAL_HIGH("outOfSample", "intervalHigh", path -> path.judged(e -> e.mean().high()), false),
    /** Probability of a mean at least as high if the true one were 0. */
    UNSEEN_P_VALUE("outOfSample", "pValue", path -> path.judged(e -> e.mean().pValue()), false),
    /** Annualised Sharpe ratio of the bars. */
    UNSEEN_SHARPE("outOfSample", "sharpe", UnseenPath::sharpe, false),
    /** Standard error of that ratio. */
    UNSEEN_SHARPE_ERROR(
            "outOfSample", "sharpeError", path -> path.judged(e -> e.mean().sharpeError()) * Math.sqrt(path.totals().periodsPerYear()), false),
    /** Largest loss from an earlier peak, at closes. */
    UNSEEN_MAX_DRAWDOWN("outOfSample", "maxDrawdown", UnseenPath::maxDrawdown, false),
    /** Value bought and sold over equity, per year. */
    UNSEEN_TURNOVER("outOfSample", "turnover", UnseenPath::turnoverPerYear, false),
    /** Share of bars on which something was held. */
    UNSEEN_EXPOSURE("outOfSample", "exposure", UnseenPath::exposure, false),
    /** Bars whose unknown order of prices decided. */
    UNSEEN_AMBIGUOUS_BARS("outOfSample", "ambiguousBars", UnseenPath::ambiguousBars, true),
    /** Return of buying at the path's first open and selling at its last close. */
    BUY_AND_HOLD("outOfSample", "buyAndHold", path -> path.totals().buyAndHold(), false),
    /** Mean by which a bar earned more than buying and holding on it. */
    EXCESS_PER_BAR("outOfSample", "excessPerBar", path -> path.judged(e -> e.excess().mean()), false),
    /** Standard error of that mean. */
    EXCESS_ERROR("outOfSample", "excessError", path -> path.judged(e -> e.excess().standardError()), false),
    /** Mean of the original's blend. */
    MEAN_ADJUSTED_RETURN("meanAdjustedReturn", Figure.ADJUSTED_RETURN, Way.MEAN);

    /** How figures of simulations make one of a summary. Simulations in which the figure is absent do not count. */
    enum Way {
        /** Their sum, newest first, over their number. */
        MEAN,
        /** Their sum; 0 without any. */
        SUM,
        /** The smallest. */
        MIN,
        /** The largest. */
        MAX,
        /** The fold of the largest. */
        BEST,
        /** Gains over the baseline, over those of the exact profit. */
        GAINS,
        /** Their sum over all unseen bars. */
        PER_BAR,
        /** That of the unseen path; absent where there is none. */
        PATH
    }

    private static final List<SummaryFigure> ALL = List.of(values());

    private final @Nullable String group;
    private final String key;
    private final Figure figure;
    private final Way way;
    private final boolean count;
    private final @Nullable ToDoubleFunction<UnseenPath> ofPath;

    SummaryFigure(String key, Figure figure, Way way) {
        this(null, key, figure, way);
    }

    SummaryFigure(@Nullable String group, String key, Figure figure, Way way) {
        this(group, key, figure, way, null);
    }

    SummaryFigure(String group, String key, ToDoubleFunction<UnseenPath> ofPath, boolean count) {
        this(group, key, Figure.UNSEEN_RETURN, Way.PATH, count, ofPath);
    }

    SummaryFigure(@Nullable String group, String key, Figure figure, Way way, @Nullable ToDoubleFunction<UnseenPath> ofPath) {
        this(group, key, figure, way, way == Way.SUM || way == Way.BEST, ofPath);
    }

    SummaryFigure(
            @Nullable String group,
            String key,
            Figure figure,
            Way way,
            boolean count,
            @Nullable ToDoubleFunction<UnseenPath> ofPath) {
        this.group = group;
        this.key = key;
        this.figure = figure;
        this.way = way;
        this.count = count;
        this.ofPath = ofPath;
    }

    /** Returns all of them in order. */
    public static List<SummaryFigure> all() {
        return ALL;
    }

    /** Returns the JSON object inside the line's that holds it; null for the line's own. */
    public @Nullable String group() {
        return group;
    }

    /** Returns its key in JSON. */
    public String key() {
        return key;
    }

    /** Returns what it is made of. */
    public Figure figure() {
        return figure;
    }

    /** Returns the figure of an unseen path; null for figures that it does not tell. */
    @Nullable ToDoubleFunction<UnseenPath> ofPath() {
        return ofPath;
    }

    Way way() {
        return way;
    }

    /** Returns whether it is a whole number. */
    public boolean isCount() {
        return count;
    }

    /** Returns whether it tells something of strategies with parameters only. */
    public boolean isOfFits() {
        return figure.ordinal() <= Figure.AMBIGUOUS_BARS.ordinal();
    }

    /** Returns whether JSON leaves it out where it is absent, instead of writing null. */
    public boolean isOptional() {
        return figure.isOptional() || way == Way.PATH || this == UNSEEN_MEAN_RETURN;
    }
}
