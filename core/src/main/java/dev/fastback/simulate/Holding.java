package dev.fastback.simulate;

/**
 * What an account owns and what it has cost so far, and the protection of its position: all that a fill changes, so that a bar can be tried in
 * several ways and put back.
 */
final class Holding {
    double cash;
    double units;

    // The position from flat to flat; meaningless while flat.
    double entryPrice;
    int entryBar;
    /** The best price since the entry that is known to lie after it. */
    double best;
    double largest;
    double cashBefore;
    double stop;
    double target;
    boolean stopTrails;
    Ticket.Trail trail = Ticket.Trail.NONE;
    double trailValue;
    double[] trailLine = Ticket.NO_LINE;
    int lastBar;
    /** Whether it was opened inside the bar, so that the bar's extremes may lie before the entry. */
    boolean openedInside;

    // Sums since the start: of fees, slippage, spread, borrowing and funding; of values bought and sold.
    double costs;
    double traded;
    boolean ruined;

    // Within the bar.
    boolean exposed;
    int fills;
    int trades;
    int liquidations;

    void start(double money) {
        cash = money;
        units = 0;
        costs = 0;
        traded = 0;
        ruined = false;
        exposed = false;
        fills = 0;
        trades = 0;
        liquidations = 0;
        unprotected();
    }

    void unprotected() {
        stop = Double.NaN;
        target = Double.NaN;
        stopTrails = false;
        trail = Ticket.Trail.NONE;
        lastBar = Integer.MAX_VALUE;
        openedInside = false;
    }

    void copyFrom(Holding other) {
        cash = other.cash;
        units = other.units;
        entryPrice = other.entryPrice;
        entryBar = other.entryBar;
        best = other.best;
        largest = other.largest;
        cashBefore = other.cashBefore;
        stop = other.stop;
        target = other.target;
        stopTrails = other.stopTrails;
        trail = other.trail;
        trailValue = other.trailValue;
        trailLine = other.trailLine;
        lastBar = other.lastBar;
        openedInside = other.openedInside;
        costs = other.costs;
        traded = other.traded;
        ruined = other.ruined;
        exposed = other.exposed;
        fills = other.fills;
        trades = other.trades;
        liquidations = other.liquidations;
    }

    /** Moves the stop nearer to the price; NaN changes nothing. */
    void raiseStop(double level) {
        boolean nearer = Double.isNaN(stop) ? !Double.isNaN(level) : units > 0 ? level > stop : level < stop;
        if (nearer) {
            stop = level;
            stopTrails = true;
        }
    }
}
