package dev.fastback.testkit;

import dev.fastback.data.BarSeries;
import dev.fastback.simulate.Account;
import dev.fastback.simulate.Ledger;
import dev.fastback.simulate.Prices;
import dev.fastback.simulate.Simulator;
import dev.fastback.simulate.Ticket;
import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.simulate.terms.Costs;
import dev.fastback.simulate.terms.Venue;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.Side;
import java.util.List;

/** Executes orders as a report lists them, for one bar, free of costs: on the bar as a whole, or on the smaller bars that it is made of. */
final class Replay {
    private Replay() {}

    /** Returns a bar between its previous close, twice, and its end. */
    static double[][] rows(BarSeries bars, int bar) {
        double before = bars.close(bar - 1);
        return new double[][] {{bars.open(bar), bars.high(bar), bars.low(bar), bars.close(bar)}, {before}};
    }

    /**
     * Returns what the orders earn on a bar.
     *
     * @param position what is held before it, 1, -1 or 0
     * @param rows the bars that it is made of, each open, high, low, close; then the close before it
     */
    static double of(List<Order> orders, int position, double[][] rows, Ambiguity ambiguity) {
        int parts = rows.length - 1;
        double before = rows[parts][0];
        double[][] all = new double[parts + 2][];
        all[0] = new double[] {before, before, before, before};
        all[1] = all[0];
        System.arraycopy(rows, 0, all, 2, parts);
        Simulator simulator = new Simulator(Venue.of(Costs.NONE).withAmbiguity(ambiguity));
        Ledger ledger = simulator.run(Prices.of(Walks.series(all)), 1, all.length, account -> {
            if (account.bar() == 0 && position != 0) {
                account.enter(position);
            }
            if (account.bar() == 1) {
                orders.stream().filter(order -> !order.type().equals("at-close")).forEach(order -> place(account, order, parts));
            }
            if (account.bar() == parts) {
                boolean filled = account.fills() > (position == 0 ? 0 : 1);
                orders.stream().filter(order -> order.type().equals("at-close")).forEach(order -> close(account, order, orders, position, filled));
            }
        });
        return ledger.equity(ledger.bars() - 1) / ledger.equity(0) - 1;
    }

    private static void place(Account account, Order order, int parts) {
        int side = order.side() == Side.BUY ? 1 : -1;
        switch (order.type()) {
            case "market" -> {
                if (account.side() == -side && order.quantity() != null && order.quantity() == 1) {
                    account.exit();
                } else {
                    target(account.enter(side), order);
                }
            }
            case "limit" -> target(account.enter(side).limit(order.price() == null ? Double.NaN : order.price()).forBars(parts), order).oneOf(1);
            default -> {}
        }
    }

    private static Ticket target(Ticket ticket, Order order) {
        return order.target() == null ? ticket : ticket.takeProfitAt(order.target());
    }

    /** An order for the close enters where a limit on its side was not filled; all others leave what there is. */
    private static void close(Account account, Order order, List<Order> all, int position, boolean filled) {
        int side = order.side() == Side.BUY ? 1 : -1;
        boolean enters = position == 0 && all.stream().anyMatch(other -> other.type().equals("limit") && other.side() == order.side());
        if (!enters) {
            account.exit(-side).atClose();
        } else if (!filled) {
            account.enter(side).atClose().oneOf(1);
        }
    }
}
