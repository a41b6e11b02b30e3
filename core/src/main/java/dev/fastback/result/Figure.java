package dev.fastback.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one strategy in one simulation, in the order of the documented JSON. Codec, JSON, CSV, result hash and tallies follow this
 * list: a further figure is a further line, and where it is computed.
 *
 * <p>The codec counts on the order: figures are only added at the end, or its version rises.
 */
public enum Figure {
    /** The objective at the strategy's neutral parameters. */
    BASELINE(Kind.REAL, "baseline"),
    /** The objective at the parameters found. */
    PROFIT(Kind.REAL, "profit"),
    /** {@code (profit - baseline) / (exact profit - baseline)}; absent when there is no gain to be had or no exact profit. */
    QUALITY(Kind.REAL, "quality"),
    /** Whether the profit exists only where a level equals a bar's high or low exactly. */
    ON_THRESHOLD(Kind.FLAG, "onThreshold"),
    /** How far the first parameter may move before a bar changes its state. */
    CELL_WIDTH(Kind.REAL, "cellWidth"),
    /** How far the second parameter may. */
    CELL_HEIGHT(Kind.REAL, "cellHeight"),
    /** The largest profit that does not need a level to equal a bar's high or low exactly. */
    TRADEABLE_PROFIT(Kind.REAL, "tradeableProfit", "tradeable profit"),
    /** How many simulations share the parameters. */
    SHARED_BY(Kind.COUNT, "sharing", "simulations", "sharedBy"),
    /** Mean of their profits. */
    SHARED_MEAN_PROFIT(Kind.REAL, "sharing", "meanProfit", "sharedMeanProfit"),
    /** What the same search finds for this simulation by itself. */
    ALONE_PROFIT(Kind.REAL, "sharing", "aloneProfit", "aloneProfit"),
    /** The profit by itself less the profit. */
    SHARING_COST(Kind.REAL, "sharing", "cost", "sharingCost"),
    /** Points evaluated or looked at. */
    EVALUATIONS(Kind.COUNT, "evaluations"),
    /** Evaluations beyond the budget. */
    OVER_BUDGET(Kind.COUNT, "overBudget"),
    /** Time of the search, microseconds; no part of the result hash. */
    SEARCH_MICROS(Kind.REAL, "searchMicros"),
    /** In-sample bars whose entry and exit were both booked at levels, so that their order is unknown; of strategies with parameters. */
    AMBIGUOUS_BARS(Kind.COUNT, "ambiguousBars"),
    /** In-sample total return, as the strategy defines it. */
    RETURN(Kind.REAL, "return"),
    /** In-sample annualised Sharpe ratio, as the strategy defines it. */
    SHARPE(Kind.REAL, "sharpe", "Sharpe ratio"),
    /** In-sample filled entries. */
    TRADES(Kind.COUNT, "trades"),
    /** In-sample maximum drawdown of the summed returns. */
    MAX_DRAWDOWN(Kind.REAL, "maxDrawdown", "drawdown"),
    /** Test bars that are on the path; 0 where there are none that no fit has seen. */
    UNSEEN_BARS(Kind.COUNT, "outOfSample", "bars", "outOfSampleBars"),
    /** Return of the test bars: their part of the path, every fill charged. */
    UNSEEN_RETURN(Kind.REAL, "outOfSample", "return", "outOfSampleReturn"),
    /** Mean return of a test bar. */
    UNSEEN_PER_BAR(Kind.REAL, "outOfSample", "perBar", "outOfSamplePerBar"),
    /** The original's blend, baseline + 0.3 x optimised; only where the original's conventions were asked for. */
    ADJUSTED_RETURN(Kind.REAL, "adjustedReturn", "adjusted return"),
    /** The proven maximum; kept for the summary, not written by itself. */
    EXACT_PROFIT(Kind.REAL, "exactProfit", "exact profit"),
    /** Points that the search evaluated for this simulation; only where trials are kept. */
    TRIALS_EVALUATED(Kind.COUNT, "trials", "evaluated", "trialsEvaluated"),
    /** How many of them are kept. */
    TRIALS_KEPT(Kind.COUNT, "trials", "kept", "trialsKept");

    /** What a figure is. */
    public enum Kind {
        /** A double, finite. */
        REAL,
        /** A whole number from 0. */
        COUNT,
        /** True or false. */
        FLAG
    }

    private static final List<Figure> ALL = List.of(values());

    private final Kind kind;
    private final @Nullable String group;
    private final String key;
    private final String column;
    private final String words;

    Figure(Kind kind, String key) {
        this(kind, null, key, key, key);
    }

    Figure(Kind kind, String key, String words) {
        this(kind, null, key, key, words);
    }

    Figure(Kind kind, String group, String key, String column) {
        this(kind, group, key, column, column);
    }

    Figure(Kind kind, @Nullable String group, String key, String column, String words) {
        this.kind = kind;
        this.group = group;
        this.key = key;
        this.column = column;
        this.words = words;
    }

    /** Returns all figures in order. */
    public static List<Figure> all() {
        return ALL;
    }

    /** Returns what it is. */
    public Kind kind() {
        return kind;
    }

    /** Returns the JSON object inside the strategy's that holds it; null for the strategy's own. */
    public @Nullable String group() {
        return group;
    }

    /** Returns its key in JSON. */
    public String key() {
        return key;
    }

    /** Returns its column in CSV. */
    public String column() {
        return column;
    }

    /** Returns what it is called in messages. */
    public String words() {
        return words;
    }

    /** Returns whether reports show it. */
    public boolean isShown() {
        return this != EXACT_PROFIT;
    }

    /** Returns whether the result hash covers it. */
    public boolean isHashed() {
        return isShown() && this != SEARCH_MICROS;
    }

    /** Returns whether JSON leaves it out where it is absent, instead of writing null. */
    public boolean isOptional() {
        return this == ADJUSTED_RETURN || "sharing".equals(group) || "trials".equals(group);
    }
}
