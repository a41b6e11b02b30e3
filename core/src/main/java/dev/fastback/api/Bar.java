package dev.fastback.api;

import dev.fastback.simulate.Account;
import dev.fastback.simulate.Ticket;
import java.util.ArrayList;
import java.util.List;

/**
 * What a strategy sees and does at the close of the present bar. Nothing here takes a bar's number: {@code ago} counts backwards from 0. Orders
 * live from the open of the next bar on; a market order is filled there.
 *
 * <p>One position is held at a time. Its stop and target belong to it and end with it.
 */
public final class Bar {
    private static final int REFUSED = Integer.MIN_VALUE;

    private final Indicators in;
    private final boolean isLongOnly;
    private final double barsPerYear;
    private final List<Ticket> refused = new ArrayList<>();
    // Set before the strategy is called for the first time.
    @SuppressWarnings("NullAway.Init")
    private Account account;

    Bar(Indicators in, boolean isLongOnly, double barsPerYear) {
        this.in = in;
        this.isLongOnly = isLongOnly;
        this.barsPerYear = barsPerYear;
    }

    void show(Account newAccount) {
        account = newAccount;
    }

    // ---- what is known

    /** Returns when the bar began, milliseconds since 1970, UTC. */
    public long timeMillis() {
        return account.timeMillis();
    }

    /** Returns the bar's opening price. */
    public double open() {
        return account.open();
    }

    /** Returns the bar's highest price. */
    public double high() {
        return account.high();
    }

    /** Returns the bar's lowest price. */
    public double low() {
        return account.low();
    }

    /** Returns the bar's closing price. */
    public double close() {
        return account.close();
    }

    /** Returns the value of a line at this bar. */
    public double value(Line line) {
        in.requireOwn(line.in());
        return line.values()[account.bar()];
    }

    /**
     * Returns the value of a line some bars ago; NaN before the first bar.
     *
     * @param ago from 0; there is no way to later bars
     */
    public double value(Line line, int ago) {
        in.requireOwn(line.in());
        if (ago < 0) {
            throw new IllegalArgumentException("ago must not be negative, which would look ahead: " + ago);
        }
        int bar = account.bar() - ago;
        return bar < 0 ? Double.NaN : line.values()[bar];
    }

    /** Returns whether a condition is true at this bar. */
    public boolean is(Bits condition) {
        in.requireOwn(condition.in());
        return condition.at(account.bar());
    }

    // ---- the account

    /** Returns whether nothing is held. */
    public boolean flat() {
        return account.isFlat();
    }

    /** Returns whether a long position is held. */
    public boolean isLong() {
        return account.units() > 0;
    }

    /** Returns whether a short position is held. */
    public boolean isShort() {
        return account.units() < 0;
    }

    /** Returns the units held, negative for a short position. */
    public double units() {
        return account.units();
    }

    /** Returns cash and position at the close, together. */
    public double equity() {
        return account.equity();
    }

    /** Returns the cash. */
    public double cash() {
        return account.cash();
    }

    /** Returns the average price of the position; NaN while flat. */
    public double entryPrice() {
        return account.entryPrice();
    }

    /** Returns on how many bars the position was held, that of its entry counted; 0 while flat. */
    public int barsHeld() {
        return account.barsHeld();
    }

    /** Returns the best price since the entry: the highest for a long position, the lowest for a short one; NaN while flat. */
    public double bestSinceEntry() {
        return account.bestSinceEntry();
    }

    /** Returns the position's stop; NaN for none. */
    public double stop() {
        return account.stop();
    }

    /** Returns the position's target; NaN for none. */
    public double target() {
        return account.target();
    }

    /** Returns how many orders work. */
    public int orders() {
        return account.orders();
    }

    // ---- orders

    /**
     * Orders a long position, at the next open with all that the account may hold, unless the ticket is told otherwise: {@code
     * bar.buy().share(0.5).stopLoss(0.05)}. A short position is left first; a long one stays as it is.
     */
    public Ticket buy() {
        return isLong() ? refused(account.enter(1)) : account.enter(1);
    }

    /** Orders a long position of a size. */
    public Ticket buy(Size size) {
        return sized(buy(), size);
    }

    /**
     * Orders a short position; a long position is left first, a short one stays as it is. Where the market is traded long only, a long position is
     * left, all of it whatever size is written, and nothing is sold short.
     */
    public Ticket sell() {
        if (isLongOnly) {
            return isLong() ? account.exitAll() : refused(account.enter(-1));
        }
        return isShort() ? refused(account.enter(-1)) : account.enter(-1);
    }

    /** Orders a short position of a size. */
    public Ticket sell(Size size) {
        return isLongOnly && isLong() ? account.exitAll() : sized(sell(), size);
    }

    /** Orders more of the position that is held; the ticket says how much. Nothing is bought while flat. */
    public Ticket add() {
        return flat() ? refused(account.add(1)) : account.add(account.side());
    }

    /** Orders more of the position that is held, by a size. Nothing is bought while flat. */
    public Ticket add(Size size) {
        return sized(add(), size);
    }

    /** Orders the end of the position, or of a part of it: {@code bar.exit().share(0.5)}, units or value. */
    public Ticket exit() {
        return account.exit();
    }

    private Ticket sized(Ticket ticket, Size size) {
        return Traders.size(ticket, size, account.bar(), barsPerYear);
    }

    /** Moves the position's stop nearer to the price; a price farther away, or NaN, changes nothing. */
    public void raiseStop(double price) {
        account.raiseStop(price);
    }

    /** Sets the position's stop, nearer or farther; NaN for none. */
    public void moveStop(double price) {
        account.moveStop(price);
    }

    /** Sets the position's target; NaN for none. */
    public void moveTarget(double price) {
        account.moveTarget(price);
    }

    /** Cancels all orders; the position's stop and target stay. */
    public void cancel() {
        account.cancelAll();
    }

    /** Remembers a ticket that may be written on and is not to be filled. */
    private Ticket refused(Ticket ticket) {
        refused.add(ticket);
        return ticket;
    }

    /** Cancels what was refused, once the strategy has written on it. */
    void closeBook() {
        if (!refused.isEmpty()) {
            refused.forEach(ticket -> ticket.tag(REFUSED));
            refused.clear();
            account.cancel(REFUSED);
        }
    }
}
