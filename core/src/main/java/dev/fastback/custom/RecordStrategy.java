package dev.fastback.custom;

import dev.fastback.api.SignalStrategy;
import dev.fastback.api.Strategy;
import dev.fastback.api.Traders;
import dev.fastback.data.BarSeries;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.Metric;
import dev.fastback.search.Objective;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.Account;
import dev.fastback.simulate.Ledger;
import dev.fastback.simulate.Simulator;
import dev.fastback.simulate.TradeTables;
import dev.fastback.simulate.Trader;
import dev.fastback.simulate.TradesKernel;
import dev.fastback.strategy.DataNeeds;
import dev.fastback.strategy.Evaluators;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.PathTrader;
import dev.fastback.strategy.PathTrading;
import dev.fastback.strategy.SimulatorChoice;
import dev.fastback.strategy.StrategySpec;
import dev.fastback.strategy.TunableStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A strategy written as a record, as engines see it: its searched components are the parameters, and an evaluation is a simulation of its account
 * from flat, with every fill charged. In sample a position that is open at the end is marked at the last close; on unseen bars it is left there and
 * paid for.
 */
public final class RecordStrategy implements TunableStrategy {
    /** How long a strategy may take to say what it needs, unless another time is given: as long as a simulation may take in a worker process. */
    public static final Duration USUAL_LIMIT = Duration.ofMinutes(10);

    private static final int CUTS = 8;

    private final StrategySpec spec;
    private final byte[] code;
    private final RecordShape shape;
    private final Binding binding;
    private final Duration limit;
    // Found when it is first asked for; threads that ask at the same time may each find it.
    private @Nullable DataNeeds needs;
    private @Nullable Set<String> others;
    private @Nullable Boolean hasLongerBars;
    private final Map<BarSeries, DataNeeds> needsOfSeries = new WeakHashMap<>();
    private @Nullable Boolean keepsState;

    private RecordStrategy(StrategySpec spec, byte[] code, RecordShape shape, Binding binding, Duration limit) {
        this.spec = spec;
        this.code = code;
        this.shape = shape;
        this.binding = binding;
        this.limit = limit;
    }

    /**
     * Makes the strategy of a record.
     *
     * @param spec its description; settings are values and ranges of components, by name
     * @param code what its provider makes it again from; empty where the record is on the class path
     * @throws IllegalArgumentException if it is no record of parameters, or a setting is not permitted
     */
    public static RecordStrategy of(Class<? extends Strategy> type, StrategySpec spec, byte[] code) {
        RecordShape shape = RecordShape.of(type);
        return new RecordStrategy(spec, code, shape, Binding.of(shape, spec.settings()), USUAL_LIMIT);
    }

    /**
     * Returns the same strategy with other values and ranges of components.
     *
     * @param settings by name; those that are not named stay
     * @throws IllegalArgumentException if one is unknown or not permitted
     */
    public RecordStrategy with(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(spec.settings());
        all.putAll(settings);
        StrategySpec other = new StrategySpec(spec.provider(), spec.name(), all, spec.sourceHash());
        return new RecordStrategy(other, code, shape, Binding.of(shape, all), limit);
    }

    /**
     * Returns the same strategy with another time that its code may take when it is asked, before any simulation, what it needs; a longer one ends with an
     * {@link EndlessStrategyException}.
     */
    public RecordStrategy withLimit(Duration newLimit) {
        return new RecordStrategy(spec, code, shape, binding, newLimit);
    }

    /** Returns the strategy with every component fixed: searched ones at their usual values, see {@link dev.fastback.api.Default}. */
    public RecordStrategy fixed() {
        return with(binding.usualValues());
    }

    /** Returns whether its parameters go together, all of which are fixed. */
    public boolean isValid() {
        return binding.at(Parameters.NONE).valid();
    }

    /** Returns the components with what was asked for, and how each is searched or set, for listings. */
    public List<Component> components() {
        return Component.of(shape, binding);
    }

    /** Returns the record. */
    public Class<? extends Strategy> type() {
        return shape.type();
    }

    @Override
    public StrategySpec spec() {
        return spec;
    }

    @Override
    public byte[] code() {
        return code;
    }

    @Override
    public ParameterSpace space() {
        return binding.space();
    }

    @Override
    public DataNeeds needs() {
        DataNeeds found = needs;
        if (found == null) {
            found = new DataNeeds(false, measured(() -> WarmUp.of(binding)));
            needs = found;
        }
        return found;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Lines of longer bars are made on bars of no market at the times of the series.
     */
    @Override
    public DataNeeds needs(BarSeries bars) {
        if (!looksAtLongerBars()) {
            return needs();
        }
        synchronized (needsOfSeries) {
            return needsOfSeries.computeIfAbsent(bars, series -> new DataNeeds(false, measured(() -> WarmUp.of(binding, series))));
        }
    }

    /** Returns whether it makes lines of longer bars, so that its warm-up depends on how long the bars are. */
    public boolean looksAtLongerBars() {
        Boolean found = hasLongerBars;
        if (found == null) {
            found = measured(() -> WarmUp.looksAtLongerBars(binding));
            hasLongerBars = found;
        }
        return found;
    }

    /** {@inheritDoc} Found, as its warm-up, by making its lines for the corners of its space. */
    @Override
    public Set<String> others() {
        Set<String> found = others;
        if (found == null) {
            found = measured(() -> WarmUp.others(binding));
            others = found;
        }
        return found;
    }

    /** {@inheritDoc} Found by making its lines; a look at the volume of a single {@code Bar} is not seen. */
    @Override
    public boolean looksAtVolume() {
        return measured(() -> WarmUp.looksAtVolume(binding));
    }

    private <T> T measured(Supplier<T> look) {
        return Measuring.of(name(), limit, look);
    }

    @Override
    public boolean isAccount() {
        return true;
    }

    @Override
    public Evaluation evaluate(MarketSlice slice, Parameters parameters) {
        return run(slice, parameters, simulator -> simulator);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Signals whose trades are settled by their fills alone are evaluated trade by trade, see {@link TradesKernel}; all else bar by bar.
     */
    @Override
    public Objective objective(MarketSlice slice, Metric metric, Evaluators how) {
        Objective plain = TunableStrategy.super.objective(slice, metric, how);
        return refusal(slice.market(), metric) == null && !slice.bars().hasFunding() ? new TradesObjective(binding, slice, metric, plain) : plain;
    }

    /** Returns what has all candidates simulated bar by bar; null for nothing. */
    private @Nullable String refusal(Market market, Metric metric) {
        if (!SignalStrategy.class.isAssignableFrom(shape.type())) {
            return "it decides at every bar";
        }
        String venue = TradeTables.refusal(market.venue());
        return venue != null ? venue : TradesObjective.refusal(metric);
    }

    @Override
    public Optional<SimulatorChoice> simulator(Market market, Metric metric) {
        String all = refusal(market, metric);
        if (all != null) {
            return Optional.of(new SimulatorChoice(SimulatorChoice.BARS, all));
        }
        List<String> refusals = measured(() -> WarmUp.corners(binding).stream().map(RecordStrategy::refusal).toList());
        String some = refusals.stream().filter(reason -> !reason.isEmpty()).findFirst().orElse("");
        return Optional.of(
                some.isEmpty()
                        ? new SimulatorChoice(SimulatorChoice.TRADES, "fills alone settle its trades")
                        : refusals.contains("")
                                ? new SimulatorChoice(SimulatorChoice.TRADES, "fills alone settle its trades, but for candidates with " + some)
                                : new SimulatorChoice(SimulatorChoice.BARS, some));
    }

    /** Returns what of a candidate has it simulated bar by bar; empty for nothing. */
    private static String refusal(Strategy candidate) {
        String reason = Traders.refusal(((SignalStrategy) candidate).signals(WarmUp.lines()));
        return reason == null ? "" : reason;
    }

    @Override
    public Evaluation evaluateUnseen(MarketSlice slice, Parameters parameters) {
        return run(slice, parameters, simulator -> {
            simulator.closeOut();
            return simulator;
        });
    }

    private Evaluation run(MarketSlice slice, Parameters parameters, UnaryOperator<Simulator> end) {
        SeriesView view = SeriesView.of(slice.bars());
        Simulator simulator = Accounts.simulator(slice.market().venue());
        simulator.run(view.prices(), slice.from(), slice.to(), trader(slice, slice.bars(), view, parameters));
        return Accounts.evaluation(end.apply(simulator).ledger(), slice);
    }

    private Trader trader(MarketSlice slice, BarSeries bars, SeriesView view, Parameters parameters) {
        return Traders.of(
                binding.at(parameters), bars, view.indicators(), slice.market().venue(), slice.market().isLongOnly(), slice.market().periodsPerYear());
    }

    /**
     * Simulates a slice and returns all that is left of it: equity, fills and trades, valid until this thread's next simulation.
     *
     * @param closesOut whether what is held at the end is left there and paid for
     */
    public Ledger simulate(MarketSlice slice, Parameters parameters, boolean closesOut) {
        SeriesView view = SeriesView.of(slice.bars());
        Simulator simulator = Accounts.simulator(slice.market().venue());
        simulator.run(view.prices(), slice.from(), slice.to(), trader(slice, slice.bars(), view, parameters));
        if (closesOut) {
            simulator.closeOut();
        }
        return simulator.ledger();
    }

    /** Returns the evaluation of what {@link #simulate} left. */
    public static Evaluation evaluation(Ledger ledger, double periodsPerYear) {
        return Accounts.evaluation(ledger, periodsPerYear);
    }

    /**
     * {@inheritDoc}
     *
     * <p>At {@value #CUTS} bars of the slice the account is simulated until there twice: on the slice's series, and on one that ends there, with lines
     * of its own. The equity must be equal bit for bit, and so must be the orders for the bar that only the first series has. Two runs of the
     * whole must be equal, too. Where the source has static fields that can change, the shorter series are given to freshly loaded classes.
     */
    @Override
    public void verify(MarketSlice slice, Parameters chosen) {
        SeriesView view = SeriesView.of(slice.bars());
        BarSeries bars = slice.bars();
        Trace whole = trace(slice, chosen, bars, view, slice.to());
        int at = whole.mismatch(trace(slice, chosen, bars, view, slice.to()));
        if (at >= 0) {
            throw new IllegalStateException(name() + " gives other trades when it is run twice, first seen at " + label(slice, at)
                    + ": it must keep nothing between runs and use no random numbers or clocks");
        }
        // What a run leaves in static fields would answer for the shorter series: these are given to classes that have seen nothing longer.
        RecordStrategy fresh = keepsState() ? of(CompiledClasses.of(code).load(), spec, code) : this;
        for (int k = 1; k <= CUTS; k++) {
            int cut = slice.from() + (int) ((long) slice.size() * k / CUTS);
            if (cut > slice.from()) {
                BarSeries known = bars.slice(0, cut);
                at = trace(slice, chosen, bars, view, cut).mismatch(fresh.trace(slice, chosen, known, SeriesView.alone(known), cut));
                if (at >= 0) {
                    throw new IllegalStateException(name() + " looks ahead"
                            + (fresh == this ? "" : " or keeps something in a static field") + ": on bars that end with "
                            + slice.bars().timeLabel(cut - 1) + " its account or its orders at " + label(slice, at) + " are others");
                }
            }
        }
    }

    private boolean keepsState() {
        Boolean found = keepsState;
        if (found == null) {
            found = code.length > 0 && CompiledClasses.of(code).canKeepState(shape.type());
            keepsState = found;
        }
        return found;
    }

    private static String label(MarketSlice slice, int at) {
        return slice.bars().timeLabel(Math.min(slice.from() + at, slice.bars().size() - 1));
    }

    private Trace trace(MarketSlice slice, Parameters chosen, BarSeries bars, SeriesView view, int to) {
        Simulator simulator = Accounts.simulator(slice.market().venue());
        Ledger ledger = simulator.run(view.prices(), slice.from(), to, trader(slice, bars, view, chosen));
        double[] equity = new double[ledger.bars()];
        Arrays.setAll(equity, ledger::equity);
        List<Object> next = new ArrayList<>();
        for (int i = 0; i < simulator.account().orders(); i++) {
            next.addAll(simulator.account().order(i).facts());
        }
        next.add(simulator.account().stop());
        next.add(simulator.account().target());
        return new Trace(equity, next);
    }

    /** What a simulation did: its equity bar by bar, and what it would do next. */
    private record Trace(double[] equity, List<Object> next) {
        /** Returns the first bar that differs, the last one where the orders after it do; -1 if none does. */
        int mismatch(Trace other) {
            int at = Arrays.mismatch(equity, other.equity);
            return at >= 0 ? at : next.equals(other.next) ? -1 : equity.length - 1;
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>While the parameters stay it is one trader; where others decide, it begins anew with the account as it is.
     */
    @Override
    public Optional<PathTrading> pathTrading() {
        return Optional.of(path -> List.of(new Path(path)));
    }

    /** The strategy on a path. */
    private final class Path implements PathTrader {
        private final MarketSlice path;
        private Parameters decided = Parameters.NONE;
        private @Nullable Trader trader;

        Path(MarketSlice path) {
            this.path = path;
        }

        @Override
        public void order(Account account, Parameters parameters) {
            Trader present = trader;
            if (present == null || !decided.equals(parameters)) {
                present = trader(path, path.bars(), SeriesView.of(path.bars()), parameters);
                trader = present;
                decided = parameters;
            }
            present.onClose(account);
            account.sleepUntil(account.bar() + 1); // others may decide the bar after the next
        }
    }

    /** Strategies of equal descriptions are equal. */
    @Override
    public boolean equals(Object o) {
        return o instanceof RecordStrategy other && spec.equals(other.spec) && Arrays.equals(code, other.code);
    }

    @Override
    public int hashCode() {
        return Objects.hash(spec, Arrays.hashCode(code));
    }

    @Override
    public String toString() {
        return spec.toString();
    }
}
