package dev.fastback.simulation;

import dev.fastback.result.UnseenPath;
import dev.fastback.result.detail.PathTrade;
import dev.fastback.search.StopSignal;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.Account;
import dev.fastback.simulate.FillReason;
import dev.fastback.simulate.Ledger;
import dev.fastback.simulate.Prices;
import dev.fastback.simulate.Simulator;
import dev.fastback.simulate.Trade;
import dev.fastback.simulate.Trader;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.PathTrader;
import dev.fastback.strategy.PathTrading;
import dev.fastback.strategy.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One strategy on the unseen bars of one symbol, in time order: its account, or the accounts of its legs, and what it would place next. */
final class PathRun {
    private final Simulator simulator;
    private final Prices prices;
    private final int from;
    private final int to;
    /** Parameters that decide each bar; null where the bar is missing. */
    private final @Nullable Parameters[] deciding;
    private final String strategy;
    private final @Nullable Parameters next;
    private final StopSignal stop;

    private final double[] returns;
    private final byte[] marks;
    private final List<Order> orders = new ArrayList<>();
    private final List<PathTrade> newest = new ArrayList<>();
    private int trades;
    private double turnover;
    private int position;

    /**
     * Makes a run.
     *
     * @param deciding parameters of each bar from {@code from} on
     * @param next parameters for the bar after the data; null for no orders
     * @param stop looked at before each bar's orders
     */
    PathRun(
            String strategy,
            Simulator simulator,
            Prices prices,
            int from,
            @Nullable Parameters[] deciding,
            @Nullable Parameters next,
            StopSignal stop) {
        this.strategy = strategy;
        this.simulator = simulator;
        this.prices = prices;
        this.from = from;
        this.to = from + deciding.length;
        this.deciding = deciding;
        this.next = next;
        this.stop = stop;
        this.returns = new double[deciding.length];
        this.marks = new byte[deciding.length];
        for (int i = 0; i < marks.length; i++) {
            marks[i] = deciding[i] == null ? 0 : UnseenPath.DECIDED;
        }
    }

    /** Trades the path with each leg of a strategy. */
    PathRun run(PathTrading trading, MarketSlice path) {
        for (PathTrader leg : trading.start(path)) {
            run(leg);
        }
        return this;
    }

    private void run(PathTrader leg) {
        boolean asked = false;
        simulator.start(prices, from, to);
        int bar = from;
        while (bar < to) {
            int end = end(bar, true);
            if (end > bar) {
                simulator.run(trader(leg, end), end);
                if (end == to) {
                    position += simulator.account().side();
                }
                if (end == prices.size() && next != null) {
                    take(simulator.account());
                    asked = true;
                }
                simulator.closeOut();
            }
            bar = end(end, false);
            if (bar > end) {
                simulator.skip(bar);
            }
        }
        add(simulator.ledger());
        if (!asked && next != null) {
            int after = prices.size();
            simulator.start(prices, after, after);
            simulator.run(trader(leg, after), after);
            take(simulator.account());
        }
    }

    /** Returns where bars that are decided, or missing, end. */
    private int end(int start, boolean decided) {
        int end = start;
        while (end < to && (deciding[end - from] != null) == decided) {
            end++;
        }
        return end;
    }

    /** Returns the leg as a trader up to a bar (exclusive), and for the bar after the data. */
    private Trader trader(PathTrader leg, int end) {
        return account -> {
            stop.check();
            int bar = account.bar() + 1;
            Parameters parameters = bar < end ? deciding[bar - from] : bar == prices.size() ? next : null;
            if (parameters != null) {
                leg.order(account, parameters);
            }
        };
    }

    private void take(Account account) {
        for (int i = 0; i < account.orders(); i++) {
            orders.add(Order.of(strategy, account.order(i), account));
        }
        if (!account.isFlat()) {
            Side exit = account.side() > 0 ? Side.SELL : Side.BUY;
            if (Double.isFinite(account.stop())) {
                orders.add(new Order(strategy, "stop", exit, null, 1.0, account.stop(), null));
            }
            if (Double.isFinite(account.target())) {
                orders.add(new Order(strategy, "limit", exit, account.target(), 1.0, null, null));
            }
        }
    }

    private void add(Ledger ledger) {
        double before = ledger.startCash();
        for (int i = 0; i < returns.length; i++) {
            returns[i] += ledger.barReturn(i);
            marks[i] |= ledger.isExposed(i) ? UnseenPath.HELD : 0;
            marks[i] |= ledger.isAmbiguous(i) ? UnseenPath.AMBIGUOUS : 0;
            turnover += before > 0 ? ledger.traded(i) / before : 0;
            before = ledger.equity(i);
        }
        trades += ledger.trades();
        for (int i = Math.max(0, ledger.trades() - PathTrade.MOST); i < ledger.trades(); i++) {
            Trade trade = ledger.trade(i);
            newest.add(PathTrade.of(trade, ledger.tradeReturn(i), trade.reason() == FillReason.END && trade.exitBar() == to - 1));
        }
    }

    /** Returns the newest trades of all legs in the order in which they were left. */
    private List<PathTrade> newestTrades() {
        newest.sort(Comparator.comparingInt(PathTrade::exitBar).thenComparingInt(PathTrade::entryBar));
        return newest.subList(Math.max(0, newest.size() - PathTrade.MOST), newest.size());
    }

    /** Returns the path. */
    UnseenPath path(double buyAndHold, boolean partial, double periodsPerYear) {
        return new UnseenPath(
                strategy,
                from,
                returns,
                marks,
                new UnseenPath.Totals(trades, turnover, buyAndHold, position, partial, periodsPerYear),
                null,
                newestTrades());
    }

    /** Returns what it would place for the bar after the data. */
    List<Order> orders() {
        return orders.isEmpty() ? List.of(Order.none(strategy)) : orders;
    }
}
