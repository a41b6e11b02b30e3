package dev.fastback.simulate;

import dev.fastback.data.BarSeries;
import dev.fastback.simulate.terms.SignalFill;
import dev.fastback.simulate.terms.Venue;
import java.util.Objects;

/**
 * Simulates the account of a {@link Trader} bar by bar. The rules are those of docs/execution.md: orders live from the next bar's open on; a bar that
 * opens beyond a level fills at the open; then orders at the market; then, inside the bar, stops and targets, in the worse order where it is
 * unknown; then orders for the close; then what is borrowed is paid for, and the position is marked at the close.
 *
 * <p>One object serves any number of simulations, one after another, without making garbage. Not safe for use by several threads.
 */
public final class Simulator {
    private static final double[] EMPTY = {};
    private static final Prices NOTHING = Prices.of(BarSeries.of("none", new long[0], EMPTY, EMPTY, EMPTY, EMPTY, EMPTY));

    private final Account account;
    private final Ledger ledger;
    private final Execution execution;
    private final InsideBar inside;
    private final double multiplier;
    private final boolean carries;
    private final double cash;
    private final boolean fillsAtClose;
    private Prices prices = NOTHING;
    private int next;
    private int end;
    private boolean asked;

    /** Makes a simulator of a venue. */
    public Simulator(Venue venue) {
        this.account = new Account(venue.contract(), NOTHING);
        this.ledger = new Ledger(venue.contract().multiplier());
        this.execution = new Execution(venue, account, ledger);
        this.inside = new InsideBar(venue, account, execution);
        this.multiplier = venue.contract().multiplier();
        this.carries = venue.costs().borrowRate() > 0 || venue.costs().fundingRate() != 0;
        this.cash = venue.cash();
        this.fillsAtClose = venue.signalFill() == SignalFill.CLOSE;
    }

    /**
     * Simulates bars {@code from} (inclusive) to {@code to} (exclusive) of a series, from flat, with the venue's cash. The trader is asked first at
     * the close of the bar before. What is held at the end stays, marked at the last close.
     *
     * @return what it left, valid until the next simulation
     */
    public Ledger run(Prices newPrices, int from, int to, Trader trader) {
        start(newPrices, from, to);
        return run(trader, to);
    }

    /** Begins a simulation with the venue's cash; otherwise as {@link #start(Prices, int, int, double)}. */
    public void start(Prices newPrices, int from, int to) {
        start(newPrices, from, to, cash);
    }

    /**
     * Begins a simulation.
     *
     * @param from first bar, at least 1: a trader decides at the close before it
     * @param to end of all that will be simulated, exclusive
     * @param startCash what the account holds, positive
     */
    public void start(Prices newPrices, int from, int to, double startCash) {
        if (from < 1 || from > to || to > newPrices.size()) {
            throw new IllegalArgumentException("bars must be between 1 and " + newPrices.size() + " and rise: " + from + " to " + to);
        }
        if (!(startCash > 0) || !Double.isFinite(startCash)) {
            throw new IllegalArgumentException("cash must be finite and positive: " + startCash);
        }
        prices = Objects.requireNonNull(newPrices, "prices");
        next = from;
        end = to;
        asked = false;
        account.prices = newPrices;
        account.now = from - 1;
        account.wake = 0;
        account.count = 0;
        account.h.start(startCash);
        ledger.start(from, to - from, startCash);
    }

    /**
     * Simulates on to a bar (exclusive), and asks the trader a last time at the close before it, so that its orders for that bar are there to read.
     *
     * @return what the simulation left so far
     */
    public Ledger run(Trader trader, int to) {
        if (to > end) {
            throw new IllegalArgumentException("to must be at most " + end + ": " + to);
        }
        if (!asked) {
            asked = true;
            ask(trader, false); // at the close of a bar that is not simulated: what it costs, the first bar pays
        }
        Holding h = account.h;
        while (next < to) {
            if (h.units == 0 && account.count == 0 && account.wake > next) {
                flatTo(Math.min(account.wake, to));
                if (next == to) {
                    break;
                }
            }
            int fills = h.fills;
            step(next);
            account.now = next++;
            if (account.wake <= account.now || h.fills != fills) {
                account.wake = 0;
                ask(trader, true);
            }
        }
        return finish();
    }

    private void ask(Trader trader, boolean isSimulated) {
        trader.onClose(account);
        if (fillsAtClose && account.count > 0 && account.now + 1 < end) {
            marketAtClose(account.now, isSimulated);
        }
    }

    /**
     * Executes market orders at the close at which they were given. Those of the last bar of all stay: they are what would be placed next. Borrowing and
     * funding of that close were paid for what was held before.
     *
     * @param isSimulated whether the bar is one of the account's
     */
    private void marketAtClose(int i, boolean isSimulated) {
        Holding h = account.h;
        int fills = h.fills;
        double close = prices.close[i];
        execution.bar = i;
        market(close, true, true);
        market(close, false, true);
        account.removeDone();
        if (h.fills != fills) {
            account.wake = 0;
            if (h.units != 0) {
                h.best = h.units > 0 ? Math.max(h.best, close) : Math.min(h.best, close);
                execution.follow(i);
            }
            if (isSimulated) {
                ledger.amend(account.equity(), h.units, h.costs, h.traded);
            }
        }
    }

    /** Passes bars up to another (exclusive) without asking or trading. The account has to be flat; what worked is cancelled. */
    public void skip(int to) {
        if (account.h.units != 0) {
            throw new IllegalStateException("skipping bars needs a flat account: " + account.h.units + " units are held");
        }
        account.cancelAll();
        flatTo(to);
        account.wake = 0;
        asked = false;
        finish();
    }

    private void flatTo(int to) {
        ledger.flat(to - next, account.h.cash);
        next = to;
        account.now = to - 1;
    }

    /** Leaves what is held at the close of the last simulated bar, at its price and with its costs, and cancels all orders. */
    public void closeOut() {
        account.cancelAll();
        Holding h = account.h;
        if (h.units != 0) {
            execution.bar = account.now;
            execution.leave(prices.close[account.now], false, FillReason.END);
            ledger.amend(h.cash, 0, h.costs, h.traded);
        }
        finish();
    }

    /** Returns the account, as it is now. */
    public Account account() {
        return account;
    }

    /** Returns what the simulation left so far. */
    public Ledger ledger() {
        return ledger;
    }

    private Ledger finish() {
        Holding h = account.h;
        boolean open = h.units != 0;
        if (open) {
            double price = prices.close[account.now];
            ledger.trade(h.trades, h, account.now, price, account.equity() - h.cashBefore, FillReason.END);
        }
        ledger.counts(h.fills, h.trades + (open ? 1 : 0), open, h.liquidations);
        return ledger;
    }

    private void step(int i) {
        Holding h = account.h;
        if (h.units == 0 && account.count == 0) {
            ledger.bar(h.cash, 0, h.costs, h.traded, false, false);
            return;
        }
        double close = prices.close[i];
        if (account.count == 0 && i <= h.lastBar && inside.isQuiet(prices.high[i], prices.low[i])) {
            held(i);
            ledger.bar(h.cash + h.units * (close * multiplier), h.units, h.costs, h.traded, true, false);
            return;
        }
        execution.bar = i;
        h.exposed = h.units != 0;
        atOpen(i, prices.open[i]);
        boolean ambiguous = false;
        if (account.count > 0 && inside.touchesOrder(prices.high[i], prices.low[i])) {
            ambiguous = inside.walk(prices.open[i], prices.high[i], prices.low[i], close);
        } else {
            if (h.units != 0) {
                ambiguous = inside.protect(prices.high[i], prices.low[i]);
            }
            if (account.count > 0) {
                inside.atClose(close);
            }
        }
        if (h.units != 0) {
            held(i);
        }
        if (account.count > 0) {
            lapse(i);
        }
        ledger.bar(h.units == 0 ? h.cash : h.cash + h.units * (close * multiplier), h.units, h.costs, h.traded, h.exposed, ambiguous);
    }

    private void atOpen(int i, double open) {
        Holding h = account.h;
        if (h.units != 0) {
            inside.atOpen(open);
            if (h.units != 0 && i > h.lastBar) {
                execution.leave(open, false, FillReason.TIME);
            }
        }
        if (account.count > 0) {
            int fills = h.fills;
            if (account.count == 1 && account.tickets[0].kind == OrderKind.MARKET) {
                execution.execute(account.tickets[0], open, false, false);
                account.count = 0;
            } else {
                inside.restingAtOpen(open);
                market(open, true, false);
                market(open, false, false);
            }
            if (h.fills != fills && h.units != 0) {
                inside.atOpen(open); // entered beyond its own stop or target
            }
        }
    }

    private void market(double price, boolean exits, boolean inside) {
        for (int k = 0; k < account.count; k++) {
            Ticket ticket = account.tickets[k];
            if (!ticket.done && ticket.kind == OrderKind.MARKET && (ticket.intent == Intent.EXIT) == exits) {
                execution.execute(ticket, price, false, inside);
            }
        }
    }

    /** Pays for what is held at the close, and lets a trailing stop follow. */
    private void held(int i) {
        Holding h = account.h;
        if (carries || prices.funding != null) {
            execution.carry(prices, i);
        }
        boolean known = !(h.openedInside && h.entryBar == i);
        if (h.units > 0) {
            h.best = Math.max(h.best, known ? prices.high[i] : prices.close[i]);
        } else {
            h.best = Math.min(h.best, known ? prices.low[i] : prices.close[i]);
        }
        execution.follow(i);
    }

    private void lapse(int i) {
        boolean flat = account.h.units == 0;
        for (int k = 0; k < account.count; k++) {
            Ticket ticket = account.tickets[k];
            ticket.done |= ticket.lastBar <= i || flat && ticket.intent == Intent.EXIT;
        }
        account.removeDone();
    }
}
