package dev.fastback.simulate.terms;

/**
 * What one unit of an instrument is, and how much of it an account may hold.
 *
 * @param tick smallest step of an order's price, 0 for none; limits are rounded away from the market, stops towards their being hit later in
 *     price, so that rounding favours nobody who trades
 * @param lot smallest step of a quantity, 0 for none; quantities are rounded down
 * @param multiplier money per unit and point of price, positive
 * @param leverage largest exposure as a multiple of equity, at least 1
 * @param maintenance equity below this fraction of the exposure has the position liquidated, 0 to less than 1; 0 liquidates when nothing is left
 */
public record Contract(double tick, double lot, double multiplier, double leverage, double maintenance) {
    /** Any price, any quantity, all equity at most. */
    public static final Contract PLAIN = new Contract(0, 0, 1, 1, 0);

    public Contract {
        if (!(tick >= 0) || !Double.isFinite(tick)) {
            throw new IllegalArgumentException("tick must be finite and not negative: " + tick);
        }
        if (!(lot >= 0) || !Double.isFinite(lot)) {
            throw new IllegalArgumentException("lot must be finite and not negative: " + lot);
        }
        if (!(multiplier > 0) || !Double.isFinite(multiplier)) {
            throw new IllegalArgumentException("multiplier must be finite and positive: " + multiplier);
        }
        if (!(leverage >= 1) || !Double.isFinite(leverage)) {
            throw new IllegalArgumentException("leverage must be finite and at least 1: " + leverage);
        }
        if (!(maintenance >= 0) || !(maintenance < 1)) {
            throw new IllegalArgumentException("maintenance must be 0 or more and less than 1: " + maintenance);
        }
    }

    /** Returns the same contract in steps of price and quantity, 0 for none. */
    public Contract withSteps(double newTick, double newLot) {
        return new Contract(newTick, newLot, multiplier, leverage, maintenance);
    }

    /** Returns the same contract with another multiplier. */
    public Contract withMultiplier(double newMultiplier) {
        return new Contract(tick, lot, newMultiplier, leverage, maintenance);
    }

    /** Returns the same contract with another leverage and the equity that it demands. */
    public Contract withLeverage(double newLeverage, double newMaintenance) {
        return new Contract(tick, lot, multiplier, newLeverage, newMaintenance);
    }

    /** Returns a price on the grid of ticks, at or below the given one, or at or above it. */
    public double onTick(double price, boolean down) {
        if (tick == 0 || !Double.isFinite(price)) {
            return price;
        }
        double steps = price / tick;
        double nearest = Math.rint(steps);
        if (Math.abs(steps - nearest) <= 1e-9 * Math.max(1, Math.abs(steps))) {
            return nearest * tick;
        }
        return (down ? Math.floor(steps) : Math.ceil(steps)) * tick;
    }

    /** Returns a quantity in whole lots, rounded down. */
    public double inLots(double units) {
        return lot == 0 ? units : Math.floor(units / lot * (1 + 1e-12)) * lot;
    }
}
