package dev.fastback.evaluation;

import dev.fastback.component.NearName;
import dev.fastback.stats.Returns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The metrics that come with Fastback, by name. A name alone is made large, or small where less is better (drawdown); with a minus before it,
 * it is made small. Conditions follow after {@code where}: {@code sharpe where trades>=30,drawdown<=0.3}.
 */
public final class Metrics {
    /** What stands between a metric and its conditions. */
    private static final String WHERE = " where ";

    /** Quotients without losses are infinite; as what is searched for they are this large, which is a number that files can hold. */
    private static final double MOST = 1e9;

    /** Those that are made of sums over fills and bars, without a look at single bars. */
    private static final Set<String> OF_FILLS =
            Set.of("return", "sharpe", "drawdown", "trades", "closed-trades", "win-rate", "profit-factor", "expectancy", "sqn");

    private static final Map<String, Measure> MEASURES = measures();

    /** Total return of the bars as the strategy defines it, summed or compounded: what the two-multiplier strategies are fitted to. */
    public static final Metric RETURN = of("return");

    /** Annualised Sharpe ratio as the strategy defines it. */
    public static final Metric SHARPE = of("sharpe");

    private static final List<Metric> ALL = List.of(RETURN, SHARPE);

    private Metrics() {}

    private static Map<String, Measure> measures() {
        Map<String, Measure> all = new LinkedHashMap<>();
        add(all, "return", "total return", false, Evaluation::totalReturn);
        add(all, "sharpe", "annualised Sharpe ratio", false, Evaluation::sharpe);
        add(all, "cagr", "compound return a year", false, e -> Returns.cagr(e.barReturns(), e.periodsPerYear()));
        add(all, "sortino", "mean over downside deviation, annualised", false, e -> Returns.sortino(e.barReturns(), e.periodsPerYear()));
        add(all, "calmar", "compound return a year over maximum drawdown", false, e -> Returns.calmar(e.barReturns(), e.periodsPerYear()));
        add(all, "drawdown", "maximum drawdown, a fraction", true, Evaluation::maxDrawdown);
        add(all, "ulcer", "root of the mean squared drawdown", true, e -> Returns.ulcer(e.barReturns()));
        add(all, "omega", "sum of gains over sum of losses", false, e -> Returns.omega(e.barReturns()));
        add(all, "tail-ratio", "95 % quantile over 5 % quantile, sizes", false, e -> Returns.tailRatio(e.barReturns()));
        add(all, "var", "loss of a bar that 5 % exceed", true, e -> -Returns.quantile(e.barReturns(), 0.05));
        add(all, "cvar", "mean loss of the worst 5 % of bars", true, e -> -Returns.meanBelow(e.barReturns(), 0.05));
        add(all, "volatility", "deviation of returns, annualised", true, e -> Returns.volatility(e.barReturns(), e.periodsPerYear()));
        add(all, "trades", "entries that were filled", false, Evaluation::trades);
        account(all, "closed-trades", "trades that were closed", false, Performance::closedTrades);
        account(all, "win-rate", "share of closed trades that won", false, Performance::winRate);
        account(all, "profit-factor", "money won over money lost", false, Performance::profitFactor);
        account(all, "expectancy", "mean return of a closed trade", false, Performance::expectancy);
        account(all, "sqn", "system quality number", false, Performance::sqn);
        add(all, "exposure", "share of bars with a position", false, true, e -> e.barReturns().length == 0
                ? 0
                : (double) account(e).barsInMarket() / e.barReturns().length);
        add(all, "turnover", "traded value over equity, a year", true, true, e -> e.barReturns().length == 0
                ? 0
                : account(e).turnover() * e.periodsPerYear() / e.barReturns().length);
        account(all, "costs", "fees, spread and the rest, of the start money", true, Performance::costs);
        return all;
    }

    private static Performance account(Evaluation evaluation) {
        Performance performance = evaluation.performance();
        if (performance == null) {
            throw new IllegalStateException("an evaluation without an account was asked for one of its figures");
        }
        return performance;
    }

    private static void add(
            Map<String, Measure> all, String name, String meaning, boolean isBetterSmall, ToDoubleFunction<Evaluation> value) {
        add(all, name, meaning, isBetterSmall, false, value);
    }

    private static void add(
            Map<String, Measure> all,
            String name,
            String meaning,
            boolean isBetterSmall,
            boolean needsAccount,
            ToDoubleFunction<Evaluation> value) {
        all.put(name, new Measure(name, meaning, isBetterSmall, !OF_FILLS.contains(name), needsAccount, value));
    }

    private static void account(
            Map<String, Measure> all, String name, String meaning, boolean isBetterSmall, ToDoubleFunction<Performance> value) {
        add(all, name, meaning, isBetterSmall, true, e -> value.applyAsDouble(account(e)));
    }

    /** Returns those that every strategy has had from the beginning, the default first. */
    public static List<Metric> all() {
        return ALL;
    }

    /** Returns all measures, in the order of lists. */
    public static List<Measure> list() {
        return List.copyOf(MEASURES.values());
    }

    /**
     * Returns the measure with a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Measure measure(String name) {
        Measure measure = MEASURES.get(name);
        if (measure == null) {
            throw new IllegalArgumentException("unknown metric " + name + NearName.orAll(name, List.copyOf(MEASURES.keySet()), "known"));
        }
        return measure;
    }

    /**
     * Returns the metric with a name, with its conditions if there are any.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Metric of(String name) {
        int where = name.indexOf(WHERE);
        String objective = where < 0 ? name : name.substring(0, where);
        List<OutcomeConstraint> constraints = new ArrayList<>();
        if (where >= 0) {
            Arrays.stream(name.substring(where + WHERE.length()).split(",", -1)).map(OutcomeConstraint::of).forEach(constraints::add);
        }
        boolean isNegated = objective.startsWith("-");
        Measure measure = measure(isNegated ? objective.substring(1) : objective);
        return new Chosen(measure, isNegated, List.copyOf(constraints));
    }

    /** Returns a metric with conditions in place of those that it has. */
    public static Metric with(Metric metric, List<OutcomeConstraint> constraints) {
        String name = metric.name();
        int where = name.indexOf(WHERE);
        String objective = where < 0 ? name : name.substring(0, where);
        return constraints.isEmpty()
                ? of(objective)
                : of(objective + WHERE + String.join(",", constraints.stream().map(OutcomeConstraint::text).toList()));
    }

    /** A figure that is made large or small. */
    private record Chosen(Measure measure, boolean isNegated, List<OutcomeConstraint> constraints) implements Metric {
        @Override
        public String name() {
            String objective = (isNegated ? "-" : "") + measure.name();
            return constraints.isEmpty()
                    ? objective
                    : objective + WHERE + String.join(",", constraints.stream().map(OutcomeConstraint::text).toList());
        }

        @Override
        public List<Measure> measures() {
            List<Measure> all = new ArrayList<>(List.of(measure));
            constraints.forEach(constraint -> all.add(constraint.measure()));
            return List.copyOf(all);
        }

        @Override
        public double of(Evaluation evaluation, double periodsPerYear) {
            double value = Math.clamp(measure.of(evaluation), -MOST, MOST);
            return isNegated || measure.isBetterSmall() ? -value : value;
        }
    }
}
