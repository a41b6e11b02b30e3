package dev.fastback.simulate;

import dev.fastback.simulate.terms.Contract;
import dev.fastback.simulate.terms.Costs;
import dev.fastback.simulate.terms.Venue;

/** Executes fills on an account: prices, costs, cash, what protects the position, and what the ledger keeps of it. */
final class Execution {
    /** A rest of this share of a position is what rounding leaves of exits of units, and goes with them. */
    private static final double DUST = 1e-9;

    private final Contract contract;
    private final double multiplier;
    private final Costs costs;
    /** What slippage in ticks adds to a price or takes off it. */
    private final double slipped;
    private final Account account;
    private final Ledger ledger;
    /** The bar under way. */
    int bar;

    Execution(Venue venue, Account account, Ledger ledger) {
        this.contract = venue.contract();
        this.multiplier = contract.multiplier();
        this.costs = venue.costs();
        this.slipped = costs.slippageTicks() * contract.tick();
        this.account = account;
        this.ledger = ledger;
    }

    /** Buys (positive) or sells units at a price before spread and slippage. */
    private double fill(double units, double reference, boolean maker, FillReason reason) {
        Holding h = account.h;
        double slip = maker ? 0 : costs.slippage();
        double price = priceOf(units > 0, reference, maker);
        double size = Math.abs(units) * multiplier;
        double value = size * price;
        double fee = costs.fee(value, maker);
        h.cash -= units * multiplier * price + fee;
        h.units += units;
        h.traded += value;
        h.exposed = true;
        double cost = fee + size * reference * (slip + costs.halfSpread());
        if (slipped > 0 && !maker) {
            cost += size * (price > 0 ? slipped : reference * (1 - slip - costs.halfSpread()));
        }
        h.costs += cost;
        h.fills = ledger.fill(h.fills, bar, units, price, reference, cost, reason);
        return price;
    }

    private double priceOf(boolean buys, double reference, boolean maker) {
        double price = costs.price(buys, reference, maker);
        if (slipped > 0 && !maker) {
            return buys ? price + slipped : Math.max(0, price - slipped); // nothing is sold for less than nothing
        }
        return price;
    }

    /** Leaves the whole position. */
    void leave(double reference, boolean maker, FillReason reason) {
        Holding h = account.h;
        double price = fill(-h.units, reference, maker, reason);
        ended(price, reason);
    }

    private void ended(double price, FillReason reason) {
        Holding h = account.h;
        h.units = 0;
        h.unprotected();
        h.trades = ledger.trade(h.trades, h, bar, price, h.cash - h.cashBefore, reason);
        if (h.cash <= 0) {
            h.cash = 0;
            h.ruined = true;
        }
    }

    /**
     * Executes an order of the trader.
     *
     * @param inside whether inside the bar, after the open and before the close
     */
    void execute(Ticket ticket, double reference, boolean maker, boolean inside) {
        ticket.done = true;
        Holding h = account.h;
        if (h.ruined) {
            return;
        }
        int before = h.fills;
        switch (ticket.intent) {
            case EXIT -> exit(ticket, reference, maker);
            case ADD -> add(ticket, reference, maker, inside);
            case ENTER -> {
                if (h.units * ticket.side < 0) {
                    leave(reference, maker, FillReason.ORDER);
                }
                if (h.units == 0 && !h.ruined) {
                    open(ticket, reference, maker, inside);
                }
            }
        }
        if (ticket.group != 0 && h.fills != before) {
            cancelGroup(ticket.group);
        }
    }

    private void cancelGroup(int group) {
        for (int i = 0; i < account.count; i++) {
            account.tickets[i].done |= account.tickets[i].group == group;
        }
    }

    private void exit(Ticket ticket, double reference, boolean maker) {
        Holding h = account.h;
        if (h.units == 0 || h.units * ticket.side > 0) {
            return;
        }
        double held = Math.abs(h.units);
        double wanted = ticket.unitsToLeave(held, priceOf(ticket.side > 0, reference, maker) * multiplier);
        double units = wanted >= held * (1 - DUST) ? held : contract.inLots(wanted);
        if (units >= held) {
            leave(reference, maker, FillReason.ORDER);
        } else if (units > 0) {
            fill(h.units > 0 ? -units : units, reference, maker, FillReason.ORDER);
        }
    }

    private double wanted(Ticket ticket, double reference, boolean maker) {
        double equity = account.h.cash + account.h.units * reference * multiplier;
        return ticket.wantedUnits(
                equity,
                priceOf(ticket.side > 0, reference, maker) * multiplier,
                maker ? costs.makerFee() : costs.takerFee(),
                costs.fixedFee(),
                costs.minimumFee());
    }

    private void open(Ticket ticket, double reference, boolean maker, boolean inside) {
        double units = wanted(ticket, reference, maker);
        if (!(units > 0)) {
            return;
        }
        Holding h = account.h;
        h.cashBefore = h.cash;
        double price = fill(ticket.side * units, reference, maker, FillReason.ORDER);
        h.entryPrice = price;
        h.entryBar = bar;
        h.best = price;
        h.largest = h.units;
        h.openedInside = inside;
        protect(ticket, price);
    }

    private void add(Ticket ticket, double reference, boolean maker, boolean inside) {
        Holding h = account.h;
        if (h.units == 0) {
            open(ticket, reference, maker, inside);
            return;
        }
        double units = wanted(ticket, reference, maker);
        double room = room(ticket.side, reference, maker);
        units = contract.inLots(units > room ? room : units);
        if (!(units > 0)) {
            return;
        }
        if (h.units * ticket.side < 0 && units >= Math.abs(h.units)) {
            leave(reference, maker, FillReason.ORDER);
            return;
        }
        double before = Math.abs(h.units);
        double price = fill(ticket.side * units, reference, maker, FillReason.ORDER);
        if (h.units * ticket.side > 0) {
            h.entryPrice = (h.entryPrice * before + price * units) / (before + units);
            h.largest = h.units;
        }
    }

    /** Returns how many units may be bought or sold: on the position's side what leverage leaves, on the other what there is. */
    private double room(int side, double reference, boolean maker) {
        Holding h = account.h;
        double held = Math.abs(h.units);
        if (h.units * side < 0) {
            return held;
        }
        double price = priceOf(side > 0, reference, maker) * multiplier;
        double rate = maker ? costs.makerFee() : costs.takerFee();
        double equity = h.cash + h.units * reference * multiplier;
        double leverage = contract.leverage();
        double fixed = Math.max(costs.fixedFee(), costs.minimumFee());
        return (leverage * (equity - fixed) - held * reference * multiplier) / (price * (1 + leverage * rate));
    }

    private void protect(Ticket ticket, double price) {
        if (!ticket.hasBracket) {
            return; // a holding that begins has no protection
        }
        Holding h = account.h;
        int side = ticket.side;
        boolean isLong = side > 0;
        double stop = nearer(ticket.stopPrice, nearer(price * (1 - side * ticket.stopShare), price - side * ticket.stopDistance, isLong), isLong);
        double target =
                nearer(ticket.targetPrice, nearer(price * (1 + side * ticket.targetShare), price + side * ticket.targetDistance, !isLong), !isLong);
        h.stop = contract.onTick(stop, isLong);
        h.target = contract.onTick(target, !isLong);
        h.stopTrails = false;
        h.trail = ticket.trail;
        h.trailValue = ticket.trailValue;
        h.trailLine = ticket.trailLine;
        h.lastBar = (int) Math.min(Integer.MAX_VALUE, (long) bar + ticket.maxBars - 1);
        follow(bar - 1);
    }

    /** Returns the larger of two levels, or the smaller; the other one where one is NaN. */
    private static double nearer(double a, double b, boolean larger) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : larger ? Math.max(a, b) : Math.min(a, b);
    }

    /** Moves a trailing stop nearer to the price, by what is known at the close of a bar. */
    void follow(int known) {
        Holding h = account.h;
        if (h.trail == Ticket.Trail.NONE) {
            return;
        }
        double distance =
                switch (h.trail) {
                    case SHARE -> h.best * h.trailValue;
                    case LINE -> h.trailLine[known];
                    default -> h.trailValue;
                };
        boolean isLong = h.units > 0;
        double level = contract.onTick(isLong ? h.best - distance : h.best + distance, isLong);
        h.raiseStop(level);
    }

    /** Leaves at the stop's price. */
    void stopped(double reference) {
        leave(reference, false, account.h.stopTrails ? FillReason.TRAILING_STOP : FillReason.STOP);
    }

    /** Leaves at the price at which the equity no longer carries the position. */
    void liquidate(double reference) {
        account.h.liquidations++;
        leave(reference, false, FillReason.LIQUIDATION);
    }

    /** Pays for borrowing and funding of what is held at the close. */
    void carry(Prices prices, int i) {
        Holding h = account.h;
        double value = h.units * prices.close[i] * multiplier;
        if (costs.borrowRate() > 0) {
            double owed = value < 0 ? -value : Math.max(0, -h.cash);
            double paid = costs.borrowRate() * owed * prices.years(i);
            h.cash -= paid;
            h.costs += paid;
        }
        if (costs.fundingRate() != 0) {
            double paid = costs.fundingRate() * value * prices.years(i);
            h.cash -= paid;
            h.costs += paid;
        }
        if (prices.funding != null) {
            double paid = prices.funding[i] * value;
            h.cash -= paid;
            h.costs += paid;
        }
    }
}
