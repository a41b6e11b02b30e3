package dev.fastback.strategy.builtin;

import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.Metric;
import dev.fastback.evaluation.Metrics;
import dev.fastback.exact.EntryExitObjective;
import dev.fastback.profit.EntryExitProblem;
import dev.fastback.profit.ProfitKernel;
import dev.fastback.search.Objective;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.Ticket;
import dev.fastback.strategy.DataNeeds;
import dev.fastback.strategy.Evaluators;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.PathTrader;
import dev.fastback.strategy.PathTrading;
import dev.fastback.strategy.Side;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.strategy.Window;
import dev.fastback.strategy.builtin.EntryExitRules.Columns;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the strategies with two searched multipliers have in common: all but their legs and side. Their parameters are {@code high}, {@code
 * low} and, unless it is set, {@code closeAtEndOfDay}.
 */
public abstract sealed class EntryExitStrategy implements TunableStrategy, OriginalBlend permits MaxDiff, MaxDiffAlwaysOn {
    private final String name;
    private final EntryExitSettings settings;
    private final ParameterSpace space;

    EntryExitStrategy(String name, EntryExitSettings settings) {
        this.name = name;
        this.settings = Objects.requireNonNull(settings, "settings");
        this.space = settings.space();
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final StrategySpec spec() {
        return new StrategySpec(Strategies.PROVIDER, name, settings.toMap(), null);
    }

    /** Returns the settings. */
    public final EntryExitSettings settings() {
        return settings;
    }

    @Override
    public final ParameterSpace space() {
        return space;
    }

    @Override
    public final DataNeeds needs() {
        return DataNeeds.FORECASTS;
    }

    /**
     * Returns the problem of a window in an end-of-day mode.
     *
     * @throws IllegalArgumentException if the window holds values that are not finite
     */
    public final EntryExitProblem problem(Window window, Market market, boolean closeAtEndOfDay) {
        Columns columns = Columns.of(window);
        return problem(window, columns, market, closeAtEndOfDay);
    }

    private EntryExitProblem problem(Window window, Columns columns, Market market, boolean closeAtEndOfDay) {
        return EntryExitProblem.builder()
                .columns(
                        window.closeMove(),
                        columns.high(),
                        columns.low(),
                        columns.highForecast(),
                        columns.lowForecast(),
                        legs(columns, market))
                .closeAtEndOfDay(closeAtEndOfDay)
                .fee(market.feeFraction(), market.feeRule())
                .box(settings.box())
                .build();
    }

    /** Returns the problem of a slice, made once for each strategy and slice. */
    private EntryExitProblem problem(MarketSlice slice, boolean closeAtEndOfDay) {
        return slice.once(this, EntryExitProblem.class, () -> {
                    Columns columns = slice.once(Columns.class, Columns.class, () -> Columns.of(slice.window()));
                    return problem(slice.window(), columns, slice.market(), closeAtEndOfDay);
                })
                .withCloseAtEndOfDay(closeAtEndOfDay);
    }

    /** Returns the positions of each leg, one per bar. */
    abstract double[][] legs(Columns columns, Market market);

    /** Returns the direction of the orders for the last bar of the window, judged by that bar's forecast alone. */
    public abstract Side side(Window window, Market market);

    @Override
    public final Objective objective(MarketSlice slice, Metric metric, Evaluators how) {
        if (!metric.equals(Metrics.RETURN)) {
            return TunableStrategy.super.objective(slice, metric, how);
        }
        EntryExitProblem problem = problem(slice, settings.endOfDay() == EndOfDayPolicy.CLOSE);
        return settings.endOfDay() == EndOfDayPolicy.AUTO
                ? EntryExitObjective.ofBothModes(problem, how.entryExit())
                : new EntryExitObjective(problem, how.entryExit());
    }

    @Override
    public final Evaluation evaluate(MarketSlice slice, Parameters parameters) {
        return score(problem(slice, closes(parameters)), slice.market(), parameters);
    }

    /** Returns what the parameters earn on a window; its total is the objective's value, bit for bit. */
    public final Evaluation score(Window window, Market market, Parameters parameters) {
        return score(problem(window, market, closes(parameters)), market, parameters);
    }

    private static Evaluation score(EntryExitProblem problem, Market market, Parameters parameters) {
        return EntryExitRules.score(problem, market.periodsPerYear(), parameters.coordinate(0), parameters.coordinate(1));
    }

    /** Returns the end-of-day mode, set or chosen. */
    public final boolean closes(Parameters parameters) {
        return settings.endOfDay() == EndOfDayPolicy.AUTO
                ? parameters.flag(EntryExitObjective.CLOSE_AT_END_OF_DAY)
                : settings.endOfDay() == EndOfDayPolicy.CLOSE;
    }

    @Override
    public final Optional<Parameters> baseline(Parameters chosen) {
        double[] point = chosen.coordinates();
        point[0] = 0;
        point[1] = 0;
        return Optional.of(Parameters.of(space, point));
    }

    @Override
    public double originalBaseline(MarketSlice slice, Parameters chosen) {
        return problemValue(slice, closes(chosen));
    }

    /** Returns the profit at (0, 0) in an end-of-day mode. */
    final double problemValue(MarketSlice slice, boolean closeAtEndOfDay) {
        return ProfitKernel.profit(problem(slice, closeAtEndOfDay), 0, 0);
    }

    /**
     * Each leg flat before the bar: a limit at the clamped entry level, a target at the other level unless positions are left at the close, and
     * whatever is held then sold at that bar's close.
     */
    @Override
    public final Optional<PathTrading> pathTrading() {
        return Optional.of(path -> {
            double[] none = {};
            int legs = legs(new Columns(none, none, none, none), path.market()).length;
            return IntStream.range(0, legs).mapToObj(leg -> trader(path, leg)).toList();
        });
    }

    private PathTrader trader(MarketSlice path, int leg) {
        return (account, parameters) -> {
            ForecastLevels levels = ForecastLevels.of(path, account);
            double[] unknown = {Double.NaN};
            Columns bar = new Columns(unknown, unknown, new double[] {levels.high()}, new double[] {levels.low()});
            double position = legs(bar, path.market())[leg][0];
            if (position == 0) {
                return;
            }
            int side = position > 0 ? 1 : -1;
            double high = account.close() * (1 + ProfitKernel.highLevel(levels.high(), parameters.coordinate(0)));
            double low = account.close() * (1 + ProfitKernel.lowLevel(levels.low(), parameters.coordinate(1)));
            Ticket entry = account.enter(side).limit(side > 0 ? low : high).forBars(1);
            if (!closes(parameters)) {
                entry.takeProfitAt(side > 0 ? high : low);
            }
            account.exit(side).atClose();
        };
    }
}
