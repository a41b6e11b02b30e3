package dev.fastback.simulate;

import dev.fastback.simulate.terms.Contract;
import java.util.Objects;

/**
 * What a {@link Trader} sees at the close of a bar, and where it places its orders: the bars so far, cash and position, the orders that work. It
 * cannot reach a later bar: there is no index, and {@code ago} is never negative.
 *
 * <p>Orders live from the next bar's open on. One position is held at a time, long or short. Its stop and target are its own, not orders: they end
 * with it.
 */
public final class Account {
    final Holding h = new Holding();
    final Contract contract;
    Prices prices;
    int now;
    int wake;
    /** Orders in the order in which they were placed: the first {@code count} work, the rest are spare. */
    Ticket[] tickets = new Ticket[4];

    int count;

    Account(Contract contract, Prices none) {
        this.contract = contract;
        this.prices = none;
        for (int i = 0; i < tickets.length; i++) {
            tickets[i] = new Ticket();
        }
    }

    /** Returns the index in the series of the bar that just closed. */
    public int bar() {
        return now;
    }

    /** Returns when that bar began, milliseconds since the epoch. */
    public long timeMillis() {
        return prices.times[now];
    }

    /** Returns that bar's open. */
    public double open() {
        return prices.open[now];
    }

    /** Returns that bar's high. */
    public double high() {
        return prices.high[now];
    }

    /** Returns that bar's low. */
    public double low() {
        return prices.low[now];
    }

    /** Returns that bar's close. */
    public double close() {
        return prices.close[now];
    }

    /** Returns the open of an earlier bar. */
    public double open(int ago) {
        return prices.open[at(ago)];
    }

    /** Returns the high of an earlier bar. */
    public double high(int ago) {
        return prices.high[at(ago)];
    }

    /** Returns the low of an earlier bar. */
    public double low(int ago) {
        return prices.low[at(ago)];
    }

    /**
     * Returns the close of an earlier bar.
     *
     * @param ago bars back, 0 for the bar that just closed
     * @throws IndexOutOfBoundsException if it is negative, or before the series
     */
    public double close(int ago) {
        return prices.close[at(ago)];
    }

    private int at(int ago) {
        if (ago < 0) {
            throw new IndexOutOfBoundsException("ago must not be negative: " + ago + " is the future");
        }
        return Objects.checkIndex(now - ago, now + 1);
    }

    /** Returns cash and position at the close, together. */
    public double equity() {
        return h.units == 0 ? h.cash : h.cash + h.units * (prices.close[now] * contract.multiplier());
    }

    /** Returns the cash, negative where it was borrowed. */
    public double cash() {
        return h.cash;
    }

    /** Returns the units held, negative for a short position. */
    public double units() {
        return h.units;
    }

    /** Returns what the position is worth at the last close, long or short, in shares of the equity; 0 while flat. */
    public double heldShare() {
        return h.units == 0 ? 0 : Math.abs(h.units) * (prices.close[now] * contract.multiplier()) / equity();
    }

    /** Returns 1 for a long position, -1 for a short one, 0 for none. */
    public int side() {
        return h.units > 0 ? 1 : h.units < 0 ? -1 : 0;
    }

    /** Returns whether nothing is held. */
    public boolean isFlat() {
        return h.units == 0;
    }

    /** Returns the average price of the position; NaN while flat. */
    public double entryPrice() {
        return h.units == 0 ? Double.NaN : h.entryPrice;
    }

    /** Returns the bar on which the position was opened; -1 while flat. */
    public int entryBar() {
        return h.units == 0 ? -1 : h.entryBar;
    }

    /** Returns on how many bars the position was held so far, that of its entry counted; 0 while flat. */
    public int barsHeld() {
        return h.units == 0 ? 0 : now - h.entryBar + 1;
    }

    /**
     * Returns the best price that is known to lie after the entry: the highest for a long position, the lowest for a short one; NaN while flat. Of
     * a bar inside which the position was opened only the close counts.
     */
    public double bestSinceEntry() {
        return h.units == 0 ? Double.NaN : h.best;
    }

    /** Returns the position's stop for the next bar; NaN for none. */
    public double stop() {
        return h.stop;
    }

    /** Returns the position's target; NaN for none. */
    public double target() {
        return h.target;
    }

    /** Returns the fills so far. */
    public int fills() {
        return h.fills;
    }

    /** Returns the trades closed so far. */
    public int trades() {
        return h.trades;
    }

    /** Returns whether the account lost everything: its orders are no longer filled. */
    public boolean isRuined() {
        return h.ruined;
    }

    /**
     * Orders a position on a side: at the next open with all equity, unless the ticket is told otherwise. A position on the other side is left
     * first; one on the same side stays as it is.
     *
     * @param side 1 for long, -1 for short
     */
    public Ticket enter(int side) {
        return ticket(Intent.ENTER, sideOf(side));
    }

    /** Orders more on a side: to an equal position it is added, from one on the other side it is taken, at most to flat. */
    public Ticket add(int side) {
        return ticket(Intent.ADD, sideOf(side));
    }

    /**
     * Orders the end of the position, at the next open unless the ticket is told otherwise; of a part of it, where share, units or value are written.
     */
    public Ticket exit() {
        return ticket(Intent.EXIT, -side());
    }

    /** Orders the end of the position as {@link #exit()} does, of all of it whatever size is written. */
    public Ticket exitAll() {
        return exit().ofAll();
    }

    /**
     * Orders the end of a position that is not there yet: of a long one (1) or a short one (-1). It lapses at the end of a bar that ends flat.
     */
    public Ticket exit(int side) {
        return ticket(Intent.EXIT, -sideOf(side));
    }

    private static int sideOf(int side) {
        if (side != 1 && side != -1) {
            throw new IllegalArgumentException("side must be 1 or -1: " + side);
        }
        return side;
    }

    private Ticket ticket(Intent intent, int side) {
        if (count == tickets.length) {
            Ticket[] more = new Ticket[2 * count];
            System.arraycopy(tickets, 0, more, 0, count);
            for (int i = count; i < more.length; i++) {
                more[i] = new Ticket();
            }
            tickets = more;
        }
        return tickets[count++].write(intent, side, now, contract);
    }

    /** Returns how many orders work. */
    public int orders() {
        return count;
    }

    /** Returns an order that works, in the order in which they were placed. */
    public Ticket order(int index) {
        return tickets[Objects.checkIndex(index, count)];
    }

    /** Cancels all orders; the position's stop and target stay. */
    public void cancelAll() {
        count = 0;
    }

    /** Cancels the orders with a tag. */
    public void cancel(int tag) {
        for (int i = 0; i < count; i++) {
            tickets[i].done |= tickets[i].tag == tag;
        }
        removeDone();
    }

    void removeDone() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            Ticket ticket = tickets[i];
            if (!ticket.done) {
                tickets[i] = tickets[kept];
                tickets[kept++] = ticket;
            }
        }
        count = kept;
    }

    /** Moves the position's stop nearer to the price; a price that is farther away, or NaN, changes nothing. */
    public void raiseStop(double price) {
        if (h.units != 0) {
            h.raiseStop(contract.onTick(price, h.units > 0));
        }
    }

    /** Sets the position's stop, nearer or farther; NaN for none. */
    public void moveStop(double price) {
        if (h.units != 0) {
            h.stop = contract.onTick(price, h.units > 0);
            h.stopTrails = false;
        }
    }

    /** Sets the position's target; NaN for none. */
    public void moveTarget(double price) {
        if (h.units != 0) {
            h.target = contract.onTick(price, h.units < 0);
        }
    }

    /**
     * Says that nothing is to be decided before the close of a bar: the trader is asked again then, or after a bar with a fill if that is earlier.
     * It saves time, where signals are known to be far apart, and changes nothing else.
     */
    public void sleepUntil(int bar) {
        wake = bar;
    }
}
