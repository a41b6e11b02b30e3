package dev.fastback.simulation;

import dev.fastback.component.FatalErrors;
import dev.fastback.custom.CompiledClasses;
import dev.fastback.parallel.InOrder;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.result.UnseenPath;
import dev.fastback.result.detail.ForecastPath;
import dev.fastback.search.StopSignal;
import dev.fastback.search.StoppedException;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.Ledger;
import dev.fastback.simulate.Prices;
import dev.fastback.simulate.Simulator;
import dev.fastback.simulate.terms.Venue;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.PathTrading;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Fills;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.walkforward.Fold;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The unseen bars of a symbol once its simulations are done: one path for each strategy, and the orders for the bar after the data.
 *
 * <p>A bar is decided by the newest completed fold that is tested on it and whose parameters were found without it. The path reaches from the first
 * test bar of all usable folds to the last.
 */
public final class UnseenPaths {
    /** Paths of fewer bars are traded before threads have begun. */
    private static final int FEW_BARS = 1_000;

    private final PreparedStudy prepared;
    private final Study study;
    private final int symbol;
    private final List<@Nullable SimulationResult> results;
    private final Prices prices;
    /** Simulators that are not in use. */
    private final Queue<Simulator> simulators = new ConcurrentLinkedQueue<>();
    private final StopSignal stop;
    private int from;
    private int to;
    /** What buying and holding earned on each bar of the path. */
    private double[] market = {};

    private UnseenPaths(PreparedStudy prepared, int symbol, List<@Nullable SimulationResult> results, StopSignal stop) {
        this.prepared = prepared;
        this.study = prepared.study();
        this.symbol = symbol;
        this.results = results;
        this.stop = stop;
        this.prices = prepared.prices(symbol);
        range();
    }

    /**
     * Returns the paths and orders of a symbol.
     *
     * @param results its simulations, newest first; null for one that has no result, which makes the paths partial
     * @param stop looked at before each bar's orders
     * @param workers threads that trade and judge paths, at least 1; with 1 this one does
     * @throws StoppedException if it was told to stop
     */
    public static SymbolOutcome of(PreparedStudy prepared, int symbol, List<@Nullable SimulationResult> results, StopSignal stop, int workers) {
        return new UnseenPaths(prepared, symbol, results, stop).outcome(workers);
    }

    /** Returns the conditions under which a market's unseen bars are traded. */
    static Venue venue(Market market, Study study) {
        return market.venue().withAmbiguity(study.unseen().ambiguity());
    }

    /** Finds the bars that usable folds are tested on. */
    private void range() {
        from = Integer.MAX_VALUE;
        to = 0;
        for (Fold fold : study.usableFolds(symbol)) {
            if (fold.testBars() > 0) {
                from = Math.min(from, fold.testFrom());
                to = Math.max(to, fold.testTo());
            }
        }
        if (to == 0) {
            from = prices.size();
            to = prices.size();
        }
    }

    private SymbolOutcome outcome(int workers) {
        boolean partial = results.stream().anyMatch(result -> result == null);
        Optional<List<@Nullable Parameters>> next = new OrderFits(prepared).of(symbol);
        double buyAndHold = from == to ? 0 : buyAndHold();
        List<Order> orders = new ArrayList<>();
        List<UnseenPath> paths = new ArrayList<>();
        InOrder.<Traded, RuntimeException>forEach(
                to - from < FEW_BARS ? 1 : workers,
                "fastback-path-",
                study.strategies().size(),
                k -> {
                    stop.check();
                    return trade(k, next.isEmpty() ? null : next.get().get(k), buyAndHold, partial);
                },
                (k, traded) -> {
                    if (traded.fault() != null) {
                        System.getLogger(UnseenPaths.class.getName()).log(Level.WARNING, traded.fault());
                    }
                    if (traded.path() != null) {
                        paths.add(traded.path());
                    }
                    if (next.isPresent()) {
                        orders.addAll(traded.orders());
                    }
                });
        List<UnseenPath> judged =
                study.isJudged() ? UnseenPath.judged(paths, market, study.seed(), (count, part) -> judge(workers, count, part)) : paths;
        return new SymbolOutcome(orders, judged).withForecasts(forecasts());
    }

    /**
     * What a strategy did on the unseen bars.
     *
     * @param path null where it has none
     * @param orders what it would place for the bar after the data
     * @param fault why it has neither, in a line; null where it has not failed
     */
    private record Traded(@Nullable UnseenPath path, List<Order> orders, @Nullable String fault) {}

    /** Trades the unseen bars with a strategy; called by several threads at a time, each of which has a simulator of its own. */
    private Traded trade(int k, @Nullable Parameters next, double buyAndHold, boolean partial) {
        TunableStrategy strategy = study.strategies().get(k);
        StudySymbol of = prepared.symbol(symbol).symbol();
        Simulator idle = simulators.poll();
        Simulator simulator = idle == null ? new Simulator(venue(of.market(), study)) : idle;
        Traded traded;
        try {
            PathRun run = pathRun(k, strategy, simulator, next);
            boolean isScored = from < to && study.unseen().fills() == Fills.SIMULATOR;
            traded = new Traded(
                    run != null && isScored ? run.path(buyAndHold, partial, of.market().periodsPerYear()) : null,
                    run == null || next == null ? List.of(Order.none(strategy.name())) : run.orders(),
                    null);
        } catch (StoppedException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (FatalErrors.isFatal(e)) {
                throw e;
            }
            // The simulations are done and stored: a strategy that fails here has no path and no order, and the run goes on.
            String fault = "strategy " + strategy.name() + " has no unseen path and no order for " + of.name() + ": " + CompiledClasses.line(e);
            return new Traded(null, List.of(Order.none(strategy.name())), fault);
        }
        simulators.add(simulator);
        return traded;
    }

    /** Does the parts of what paths are judged by. */
    private void judge(int workers, int count, IntConsumer part) {
        InOrder.<Integer, RuntimeException>forEach(
                workers,
                "fastback-judge-",
                count,
                i -> {
                    stop.check();
                    part.accept(i);
                    return i;
                },
                (i, made) -> {});
    }

    /** Returns what was forecast of the path's bars; nothing where no strategy looks at forecasts. */
    private ForecastPath forecasts() {
        return study.strategies().stream().anyMatch(strategy -> strategy.needs().forecasts())
                ? ForecastPath.of(prepared.symbol(symbol).forecasts(), from, Math.min(to, prices.size()))
                : ForecastPath.NONE;
    }

    private @Nullable PathRun pathRun(int k, TunableStrategy strategy, Simulator simulator, @Nullable Parameters next) {
        PathTrading trading = strategy.pathTrading().orElse(null);
        if (trading == null) {
            return null;
        }
        MarketSlice path = prepared.symbol(symbol).slice(from, prices.size() + 1);
        return new PathRun(strategy.name(), simulator, prices, from, deciding(k, strategy), next, stop).run(trading, path);
    }

    /** Returns the parameters that decide each bar, of the newest fold that may; older folds come first and are overwritten. */
    private @Nullable Parameters[] deciding(int k, TunableStrategy strategy) {
        @Nullable Parameters[] deciding = new Parameters[to - from];
        for (int i = results.size() - 1; i >= 0; i--) {
            if (results.get(i) instanceof Completed completed) {
                Fold fold = completed.simulation().fold();
                Parameters parameters = completed.strategies().get(k).parameters();
                for (int bar = Math.max(fold.testFrom(), firstUnseen(fold, strategy)); bar < fold.testTo(); bar++) {
                    deciding[bar - from] = parameters;
                }
            }
        }
        return deciding;
    }

    /** Returns the first bar that no fit of a fold's parameters has seen. */
    private int firstUnseen(Fold fold, TunableStrategy strategy) {
        return strategy.space().isEmpty() ? fold.end() : prepared.sharedFits().firstUnseen(symbol, fold);
    }

    private double buyAndHold() {
        Ledger ledger = held(prepared.symbol(symbol).symbol(), study, from, to);
        market = ledger.barReturns(0, to - from);
        return ledger.equity(ledger.bars() - 1) / ledger.startCash() - 1;
    }

    /** Returns the account of buying a symbol at the open of a bar and selling it at the close of the last one. */
    static Ledger held(StudySymbol symbol, Study study, int from, int to) {
        Simulator simulator = new Simulator(venue(symbol.market(), study));
        simulator.start(Prices.of(symbol.bars()), from, to);
        Ledger ledger = simulator.run(
                account -> {
                    if (account.isFlat()) {
                        account.enter(1);
                    }
                },
                to);
        simulator.closeOut();
        return ledger;
    }
}
