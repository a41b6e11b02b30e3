package dev.fastback.simulate;

import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.simulate.terms.Contract;
import dev.fastback.simulate.terms.LimitFill;
import dev.fastback.simulate.terms.Venue;

/**
 * What happens between the open and the close of a bar, of which only the high and the low are known, not which came first.
 *
 * <p>Where nothing but the position's own stop and target may be touched, there are two ends: stop first, or target first. Where orders of the
 * trader may be filled inside the bar, its prices are taken along several ways, each a line from point to point: open, low, high, close; open,
 * high, low, close; and the same two after a first visit to each level that is touched, because what is entered there may see the low and the high
 * after it in any order. The way that leaves the account with the least counts, or with the most where the venue is optimistic. Ways that leave
 * the same leave no doubt; otherwise the bar is ambiguous.
 */
final class InsideBar {
    private static final int NONE = -1;
    private static final int GUARD = -2;
    private static final int TARGET = -3;
    /** Two accounts differ when they differ by more than rounding. */
    private static final double SAME = 1e-12;

    private final Account account;
    private final Execution execution;
    private final Contract contract;
    private final boolean optimistic;
    private final boolean touch;

    private final Holding saved = new Holding();
    private boolean[] savedDone = new boolean[4];
    private OrderKind[] savedKind = new OrderKind[4];
    private final double[] way = new double[5];

    // The bar, and where the way through it stands.
    private double open;
    private double high;
    private double low;
    private double close;
    private double current;
    private double eventLevel;
    /** The order whose level is visited first: the price goes there, and through it by as little as may be. */
    private int visited;

    InsideBar(Venue venue, Account account, Execution execution) {
        this.account = account;
        this.execution = execution;
        this.contract = venue.contract();
        this.optimistic = venue.ambiguity() == Ambiguity.OPTIMISTIC;
        this.touch = venue.limitFill() == LimitFill.TOUCH;
    }

    /** Returns whether a limit that sells is filled by a price. */
    private boolean above(double price, double limit) {
        return touch ? price >= limit : price > limit;
    }

    private boolean below(double price, double limit) {
        return touch ? price <= limit : price < limit;
    }

    /** Leaves the position where the open lies beyond its stop or its target. */
    void atOpen(double o) {
        Holding h = account.h;
        if (h.units > 0 ? o <= h.stop : o >= h.stop) {
            execution.stopped(o);
        } else if (h.units > 0 ? above(o, h.target) : below(o, h.target)) {
            execution.leave(o, true, FillReason.TARGET);
        }
    }

    /** Executes resting orders that the open lies beyond. */
    void restingAtOpen(double o) {
        for (int i = 0; i < account.count; i++) {
            Ticket ticket = account.tickets[i];
            if (!ticket.kind.isResting() || isIdle(ticket)) {
                continue;
            }
            boolean buy = ticket.side > 0;
            if (ticket.kind == OrderKind.STOP_LIMIT && (buy ? o >= ticket.stop : o <= ticket.stop)) {
                ticket.kind = OrderKind.LIMIT;
            }
            if (ticket.kind == OrderKind.STOP && (buy ? o >= ticket.stop : o <= ticket.stop)) {
                execution.execute(ticket, o, false, false);
            } else if (ticket.kind == OrderKind.LIMIT && (buy ? below(o, ticket.limit) : above(o, ticket.limit))) {
                execution.execute(ticket, o, true, false);
            }
        }
    }

    /** Returns whether it is an exit that has nothing to leave. */
    private boolean isIdle(Ticket ticket) {
        return ticket.done || ticket.intent == Intent.EXIT && account.h.units * ticket.side >= 0;
    }

    /** Returns whether a resting order may be filled inside the bar. */
    boolean touchesOrder(double h, double l) {
        for (int i = 0; i < account.count; i++) {
            if (isTouched(account.tickets[i], h, l)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTouched(Ticket ticket, double h, double l) {
        if (ticket.done) {
            return false;
        }
        boolean buy = ticket.side > 0;
        return switch (ticket.kind) {
            case LIMIT -> buy ? below(l, ticket.limit) : above(h, ticket.limit);
            case STOP, STOP_LIMIT -> buy ? h >= ticket.stop : l <= ticket.stop;
            case MARKET, AT_CLOSE -> false;
        };
    }

    /**
     * Executes stop, target and liquidation of a position that is there since the open, which lies between its stop and its target.
     *
     * @return whether the order inside the bar is unknown and decides
     */
    boolean protect(double h, double l) {
        Holding holding = account.h;
        boolean isLong = holding.units > 0;
        boolean hitTarget = isLong ? above(h, holding.target) : below(l, holding.target);
        boolean liquidated = mayBeLiquidated(holding) && isLiquidationNearer(holding) && (isLong ? l <= liquidation(holding) : h >= liquidation(holding));
        boolean hitStop = !liquidated && (isLong ? l <= holding.stop : h >= holding.stop);
        if (hitTarget && (optimistic || !hitStop && !liquidated)) {
            execution.leave(holding.target, true, FillReason.TARGET);
        } else if (hitStop) {
            execution.stopped(holding.stop);
        } else if (liquidated) {
            execution.liquidate(isLong ? l : h);
        }
        return hitTarget && (hitStop || liquidated);
    }

    /** Returns whether a bar stays between the stop and the target of the position that is held, and above what liquidates it. */
    boolean isQuiet(double h, double l) {
        Holding holding = account.h;
        if (mayBeLiquidated(holding)) {
            double level = liquidation(holding);
            if (holding.units > 0 ? l <= level : h >= level) {
                return false;
            }
        }
        return holding.units > 0
                ? !(l <= holding.stop) && !(h >= holding.target)
                : !(h >= holding.stop) && !(l <= holding.target);
    }

    private boolean mayBeLiquidated(Holding h) {
        return h.units < 0 || contract.leverage() > 1;
    }

    /** Returns the price at which the equity is the maintenance of the exposure. */
    private double liquidation(Holding h) {
        double size = Math.abs(h.units) * contract.multiplier();
        return h.units > 0 ? -h.cash / (size * (1 - contract.maintenance())) : h.cash / (size * (1 + contract.maintenance()));
    }

    private boolean isLiquidationNearer(Holding h) {
        double level = liquidation(h);
        return h.units > 0 ? level > 0 && !(h.stop >= level) : !(h.stop <= level);
    }

    /**
     * Executes all that may happen inside a bar, and the orders for its close.
     *
     * @return whether the order inside the bar is unknown and decides
     */
    boolean walk(double o, double h, double l, double c) {
        open = o;
        high = h;
        low = l;
        close = c;
        save();
        int ways = 2 * (1 + account.count);
        int chosen = NONE;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < ways; k++) {
            int first = k / 2 - 1;
            if (first >= 0 && !isTouched(account.tickets[first], high, low)) {
                continue;
            }
            go(k);
            double worth = account.h.cash + account.h.units * close * contract.multiplier();
            if (optimistic ? worth > most : worth < least) {
                chosen = k;
            }
            least = Math.min(least, worth);
            most = Math.max(most, worth);
            restore();
        }
        go(chosen);
        return most - least > SAME * Math.max(Math.abs(most), Math.abs(least));
    }

    /** Takes one way through the bar: the low first where {@code k} is even, after a visit to a level from 2 on. */
    private void go(int k) {
        int n = 0;
        visited = k / 2 - 1;
        way[n++] = open;
        if (visited >= 0) {
            way[n++] = level(account.tickets[visited]);
        }
        way[n++] = k % 2 == 0 ? low : high;
        way[n++] = k % 2 == 0 ? high : low;
        way[n++] = close;
        current = open;
        for (int i = 1; i < n; i++) {
            leg(way[i]);
        }
        atClose(close);
    }

    private static double level(Ticket ticket) {
        return ticket.kind == OrderKind.LIMIT ? ticket.limit : ticket.stop;
    }

    /** Executes the orders for the close, exits first. */
    void atClose(double c) {
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < account.count; i++) {
                Ticket ticket = account.tickets[i];
                if (!ticket.done && ticket.kind == OrderKind.AT_CLOSE && (ticket.intent == Intent.EXIT) == (pass == 0)) {
                    execution.execute(ticket, c, false, true);
                }
            }
        }
    }

    private void leg(double to) {
        for (int event = next(to); event != NONE; event = next(to)) {
            current = eventLevel;
            happen(event);
        }
        current = to;
    }

    private void happen(int event) {
        if (event == GUARD) {
            Holding h = account.h;
            if (mayBeLiquidated(h) && isLiquidationNearer(h)) {
                execution.liquidate(h.units > 0 ? low : high);
            } else {
                execution.stopped(current);
            }
        } else if (event == TARGET) {
            execution.leave(current, true, FillReason.TARGET);
        } else {
            Ticket ticket = account.tickets[event];
            if (ticket.kind == OrderKind.STOP_LIMIT) {
                ticket.kind = OrderKind.LIMIT;
            } else {
                execution.execute(ticket, current, ticket.kind == OrderKind.LIMIT, true);
            }
        }
    }

    /** Returns what happens first on the line from the current price to another; the nearest, the stop before all others. */
    private int next(double to) {
        int event = NONE;
        double level = current;
        double distance = Double.POSITIVE_INFINITY;
        Holding h = account.h;
        if (h.units != 0) {
            double guard = mayBeLiquidated(h) && isLiquidationNearer(h) ? liquidation(h) : h.stop;
            if (stopReached(guard, h.units < 0, to)) {
                event = GUARD;
                level = eventLevel;
                distance = Math.abs(level - current);
            }
            if (limitReached(h.target, h.units < 0, to) && Math.abs(eventLevel - current) < distance) {
                event = TARGET;
                level = eventLevel;
                distance = Math.abs(level - current);
            }
        }
        for (int i = 0; i < account.count; i++) {
            Ticket ticket = account.tickets[i];
            if (ticket.kind.isResting()
                    && !isIdle(ticket)
                    && (ticket.kind == OrderKind.LIMIT
                            ? limitReached(ticket.limit, ticket.side > 0, to) || i == visited && to == ticket.limit
                            : stopReached(ticket.stop, ticket.side > 0, to))
                    && Math.abs(eventLevel - current) < distance) {
                event = i;
                level = eventLevel;
                distance = Math.abs(level - current);
            }
        }
        eventLevel = level;
        return event;
    }

    /** Returns whether a stop is reached on the way to a price, one that buys from below or one that sells from above. */
    private boolean stopReached(double level, boolean buy, double to) {
        eventLevel = buy ? Math.max(level, current) : Math.min(level, current);
        return buy ? to >= level || current >= level : to <= level || current <= level;
    }

    private boolean limitReached(double level, boolean buy, double to) {
        eventLevel = buy ? Math.min(level, current) : Math.max(level, current);
        return buy ? below(to, level) || current < level : above(to, level) || current > level;
    }

    private void save() {
        saved.copyFrom(account.h);
        if (savedDone.length < account.count) {
            savedDone = new boolean[account.tickets.length];
            savedKind = new OrderKind[account.tickets.length];
        }
        for (int i = 0; i < account.count; i++) {
            savedDone[i] = account.tickets[i].done;
            savedKind[i] = account.tickets[i].kind;
        }
    }

    private void restore() {
        account.h.copyFrom(saved);
        for (int i = 0; i < account.count; i++) {
            account.tickets[i].done = savedDone[i];
            account.tickets[i].kind = savedKind[i];
        }
    }
}
