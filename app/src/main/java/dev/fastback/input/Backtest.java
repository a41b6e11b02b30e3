package dev.fastback.input;

import dev.fastback.custom.RecordStrategy;
import dev.fastback.data.BarSeries;
import dev.fastback.data.Printable;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.input.options.DataOptions;
import dev.fastback.input.options.MarketOptions;
import dev.fastback.profit.FeeRule;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.Ledger;
import dev.fastback.simulate.Prices;
import dev.fastback.simulate.Simulator;
import dev.fastback.simulate.Trade;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.study.StudySymbol;
import dev.fastback.terminal.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One run of a strategy on one symbol, from the first bar after its warm-up to the last, where what is held is marked.
 *
 * @param symbol the instrument
 * @param strategy with all parameters fixed
 * @param from first bar
 * @param evaluation its figures
 * @param trades in the order in which they were left; the last may be open
 * @param equity the account at each close, in money
 * @param buyAndHold what buying at the first open and holding to the last close would have earned, with what the purchase costs, a fraction
 * @param position units held after each close
 */
public record Backtest(
        StudySymbol symbol,
        RecordStrategy strategy,
        int from,
        Evaluation evaluation,
        List<Trade> trades,
        double[] equity,
        double[] position,
        double buyAndHold) {
    /**
     * Runs a strategy on each symbol.
     *
     * @throws UsageException if parameters do not go together, a symbol has too few bars, or the strategy's own code fails
     */
    public static List<Backtest> of(LoadedMarket market, RecordStrategy strategy) {
        RecordStrategy fixed = strategy.fixed();
        if (!fixed.isValid()) {
            throw new UsageException(fixed.name() + ": these parameters do not go together (valid() says no): " + fixed.spec().settings()
                    + "; change them with --set");
        }
        return market.symbols().stream().map(symbol -> guarded(symbol, fixed)).toList();
    }

    /** Reads the bars that the options ask for. */
    public static LoadedMarket load(List<String> symbols, DataOptions data, MarketOptions market, long seed, LoadSettings how) {
        return LoadedMarket.load(symbols, data, market, FeeRule.PER_FILL, seed, how);
    }

    /** Returns a market with what a strategy looks at beside its bars. */
    public static LoadedMarket beside(LoadedMarket market, DataOptions data, RecordStrategy strategy, long seed, Consumer<String> remarks) {
        return BesideBars.with(market, data, List.of(strategy), seed, remarks);
    }

    private static Backtest guarded(StudySymbol symbol, RecordStrategy strategy) {
        try {
            return of(symbol, strategy);
        } catch (UsageException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            Optional<String> line = StrategyFault.line(strategy, symbol.name(), e);
            if (line.isPresent()) {
                throw new UsageException(line.get(), e);
            }
            throw e;
        }
    }

    private static Backtest of(StudySymbol symbol, RecordStrategy strategy) {
        BarSeries bars = symbol.bars();
        int from = strategy.needs(bars).firstBar();
        if (from >= bars.size()) {
            throw new UsageException(symbol.name() + " has " + Printable.count(bars.size(), "bar") + ", and " + strategy.name() + " needs " + from + " to warm up");
        }
        MarketSlice slice = new MarketSlice(
                bars, ForecastPlan.of(bars, List.of(), false).run(Forecasters.of("mean5")), symbol.market(), 0, from, bars.size());
        strategy.verify(slice, Parameters.NONE);
        Ledger ledger = strategy.simulate(slice, Parameters.NONE, false);
        List<Trade> trades = new ArrayList<>();
        for (int i = 0; i < ledger.trades(); i++) {
            trades.add(ledger.trade(i));
        }
        double[] equity = new double[ledger.bars()];
        double[] position = new double[ledger.bars()];
        for (int i = 0; i < equity.length; i++) {
            equity[i] = ledger.equity(i);
            position[i] = ledger.position(i);
        }
        return new Backtest(
                symbol,
                strategy,
                from,
                RecordStrategy.evaluation(ledger, symbol.market().periodsPerYear()),
                trades,
                equity,
                position,
                buyAndHold(symbol, from));
    }

    private static double buyAndHold(StudySymbol symbol, int from) {
        Ledger ledger = new Simulator(symbol.market().venue()).run(
                Prices.of(symbol.bars()),
                from,
                symbol.bars().size(),
                account -> {
                    if (account.bar() == from - 1) {
                        account.enter(1);
                    }
                });
        return ledger.equity(ledger.bars() - 1) / ledger.startCash() - 1;
    }

    /** Returns what a trade earned of the value that was put into it, a fraction. */
    public double returned(Trade trade) {
        return trade.profit() / (Math.abs(trade.units()) * trade.entryPrice() * symbol.market().terms().contract().multiplier());
    }
}
