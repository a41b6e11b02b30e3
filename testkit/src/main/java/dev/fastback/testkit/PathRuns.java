package dev.fastback.testkit;

import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.Ledger;
import dev.fastback.simulate.Prices;
import dev.fastback.simulate.Simulator;
import dev.fastback.simulate.Trade;
import dev.fastback.simulate.terms.Costs;
import dev.fastback.simulate.terms.Venue;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.PathTrader;
import dev.fastback.strategy.TunableStrategy;
import java.util.ArrayList;
import java.util.List;

/**
 * What a strategy does on a slice as an unseen path: all but the slice's last bar are traded, for which there are the orders.
 *
 * @param equity at each close, leg after leg
 * @param trades all of them, leg after leg
 * @param orders for the last bar
 */
public record PathRuns(List<Double> equity, List<Trade> trades, List<Order> orders) {
    /** Trades a slice with a fee of a tenth of a percent; nothing for a strategy that trades no paths. */
    public static PathRuns of(TunableStrategy strategy, MarketSlice slice, Parameters parameters) {
        PathRuns runs = new PathRuns(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Simulator simulator = new Simulator(Venue.of(Costs.ofFee(0.001)));
        strategy.pathTrading().ifPresent(trading -> {
            for (PathTrader leg : trading.start(slice)) {
                runs.add(strategy.name(), simulator.run(
                        Prices.of(slice.bars()), slice.from(), slice.to() - 1, account -> leg.order(account, parameters)), simulator);
            }
        });
        return runs;
    }

    /**
     * What a leg placed for one bar.
     *
     * @param bar the bar
     * @param position what it held before, 1, -1 or 0
     * @param orders what it placed
     */
    public record Placed(int bar, int position, List<Order> orders) {}

    /** Returns what each leg placed for each bar of a slice. */
    public static List<Placed> placed(TunableStrategy strategy, MarketSlice slice, Parameters parameters) {
        List<Placed> all = new ArrayList<>();
        strategy.pathTrading().ifPresent(trading -> {
            for (PathTrader leg : trading.start(slice)) {
                new Simulator(Venue.of(Costs.ofFee(0.001)))
                        .run(Prices.of(slice.bars()), slice.from(), slice.to() - 1, account -> {
                            leg.order(account, parameters);
                            List<Order> orders = new ArrayList<>();
                            for (int i = 0; i < account.orders(); i++) {
                                orders.add(Order.of(strategy.name(), account.order(i), account));
                            }
                            all.add(new Placed(account.bar() + 1, account.side(), orders));
                        });
            }
        });
        return all;
    }

    private void add(String name, Ledger ledger, Simulator simulator) {
        for (int i = 0; i < ledger.bars(); i++) {
            equity.add(ledger.equity(i));
        }
        for (int i = 0; i < ledger.trades(); i++) {
            trades.add(ledger.trade(i));
        }
        for (int i = 0; i < simulator.account().orders(); i++) {
            orders.add(Order.of(name, simulator.account().order(i), simulator.account()));
        }
    }
}
