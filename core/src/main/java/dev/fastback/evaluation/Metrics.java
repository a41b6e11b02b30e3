package dev.fastback.evaluation;

import dev.fastback.component.Components;
import dev.fastback.component.ListedComponent;
import dev.fastback.component.NearName;
import dev.fastback.component.OneLine;
import dev.fastback.stats.Returns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The metrics that come with Fastback, by name. A name alone is made large, or small where less is better (drawdown); with a minus before it,
 * it is made small. Several are named with commas between, {@code sharpe,-drawdown}. Conditions follow after {@code where}: {@code sharpe where trades>=30,drawdown<=0.3}.
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

    /** What stands between a provider's name and its figure's. */
    private static final char OF = ':';

    private static final Components<MeasureProvider> PROVIDERS = Components.of(
            "metric", List.of(), ServiceLoader.load(MeasureProvider.class, Metrics.class.getClassLoader()));

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
        add(all, "cagr", "compound return per year", false, e -> Returns.cagr(e.barReturns(), e.periodsPerYear()));
        add(all, "sortino", "mean over downside deviation, annualised", false, e -> Returns.sortino(e.barReturns(), e.periodsPerYear()));
        add(all, "calmar", "compound return per year over maximum drawdown", false, e -> Returns.calmar(e.barReturns(), e.periodsPerYear()));
        add(all, "drawdown", "maximum drawdown, a fraction", true, Evaluation::maxDrawdown);
        add(all, "ulcer", "root of the mean squared drawdown", true, e -> Returns.ulcer(e.barReturns()));
        add(all, "omega", "sum of gains over sum of losses", false, e -> Returns.omega(e.barReturns()));
        add(all, "tail-ratio", "95 % quantile over 5 % quantile, sizes", false, e -> Returns.tailRatio(e.barReturns()));
        add(all, "var", "loss of a bar that 5 % exceed", true, e -> 0 - Returns.quantile(e.barReturns(), 0.05));
        add(all, "cvar", "mean loss of the worst 5 % of bars", true, e -> 0 - Returns.meanOfWorst(e.barReturns(), 0.05));
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
        add(all, "turnover", "traded value over equity, per year", true, true, e -> e.barReturns().length == 0
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

    /** Returns the measures that come with Fastback, in the order of lists. */
    public static List<Measure> list() {
        return List.copyOf(MEASURES.values());
    }

    /** Returns the measures of those who provide some and can work here. */
    public static List<Measure> provided() {
        return PROVIDERS.all().stream()
                .filter(provider -> Components.whyUnavailable(provider).isEmpty())
                .flatMap(provider -> provider.measures().stream())
                .toList();
    }

    /** Returns a line for each measure, those beside Fastback after its own. */
    public static List<ListedComponent> components() {
        List<ListedComponent> lines = new ArrayList<>();
        MEASURES.keySet().forEach(name -> lines.add(new ListedComponent(name, null, "fastback")));
        for (MeasureProvider provider : PROVIDERS.all()) {
            String why = Components.whyUnavailable(provider).orElse(null);
            try {
                provider.measures().forEach(measure -> lines.add(new ListedComponent(measure.name(), why, provider.name())));
            } catch (Throwable e) { // not ours: it may throw anything
                lines.add(new ListedComponent(provider.name(), "cannot tell its metrics: " + OneLine.of(e), provider.name()));
            }
        }
        lines.addAll(PROVIDERS.leftOut());
        return List.copyOf(lines);
    }

    /**
     * Returns the measure with a name; one of a provider is named {@code provider:name}.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Measure measure(String name) {
        int colon = name.indexOf(OF);
        if (colon >= 0) {
            return PROVIDERS.get(name.substring(0, colon)).measure(name.substring(colon + 1));
        }
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
        List<String> parts = Arrays.stream(objective.split(",", -1)).map(String::strip).toList();
        if (parts.contains("")) {
            throw new IllegalArgumentException("a metric is missing in \"" + objective + "\"; several are written as sharpe,-drawdown");
        }
        List<Chosen> chosen = parts.stream().map(part -> chosen(part, List.copyOf(constraints))).toList();
        return chosen.size() == 1 ? chosen.getFirst() : new Several(chosen);
    }

    private static Chosen chosen(String name, List<OutcomeConstraint> constraints) {
        boolean isNegated = name.startsWith("-");
        return new Chosen(measure(isNegated ? name.substring(1) : name), isNegated, constraints);
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

    /** Figures that are traded off, with the same conditions each. */
    private record Several(List<Chosen> chosen) implements Metric {
        Several {
            Set<String> names = new HashSet<>();
            for (Chosen one : chosen) {
                if (!names.add(one.measure.name())) {
                    throw new IllegalArgumentException("metric named twice: " + one.measure.name());
                }
            }
        }

        @Override
        public String name() {
            String objectives = String.join(",", chosen.stream().map(Chosen::objective).toList());
            return objectives + chosen.getFirst().where();
        }

        @Override
        public List<Metric> parts() {
            return List.copyOf(chosen);
        }

        @Override
        public List<Measure> measures() {
            return chosen.stream().flatMap(one -> one.measures().stream()).distinct().toList();
        }

        @Override
        public List<OutcomeConstraint> constraints() {
            return chosen.getFirst().constraints();
        }

        @Override
        public double of(Evaluation evaluation, double periodsPerYear) {
            return chosen.getFirst().of(evaluation, periodsPerYear);
        }
    }

    /** A figure that is made large or small. */
    private record Chosen(Measure measure, boolean isNegated, List<OutcomeConstraint> constraints) implements Metric {
        @Override
        public String name() {
            return objective() + where();
        }

        String objective() {
            return (isNegated ? "-" : "") + measure.name();
        }

        String where() {
            return constraints.isEmpty() ? "" : WHERE + String.join(",", constraints.stream().map(OutcomeConstraint::text).toList());
        }

        @Override
        public double shown(double value) {
            return isNegated || measure.isBetterSmall() ? -value : value;
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
