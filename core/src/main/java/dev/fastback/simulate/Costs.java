package dev.fastback.simulate;

/**
 * What trading costs. Rates are fractions of the value of a fill, amounts are in the money of the account; none is negative, all are finite.
 *
 * <p>A fill pays {@code max(minimumFee, rate * value + fixedFee)}, where the rate is {@code makerFee} for limit orders and targets, which wait
 * in the book, and {@code takerFee} for all others.
 *
 * @param takerFee fee of orders that take what is offered: market, stop, at the close
 * @param makerFee fee of limit orders and targets
 * @param fixedFee fee of each fill whatever its size
 * @param minimumFee least fee of a fill
 * @param slippage how far beyond its price a market or stop order is filled, a fraction of the price; limit orders and targets do not slip
 * @param halfSpread half the distance of ask and bid, a fraction of the price; every fill pays it
 * @param borrowRate what borrowed shares or money cost, a fraction a year of 365 days
 */
public record Costs(
        double takerFee,
        double makerFee,
        double fixedFee,
        double minimumFee,
        double slippage,
        double halfSpread,
        double borrowRate) {
    /** Nothing costs anything. */
    public static final Costs NONE = ofFee(0);

    public Costs {
        check("takerFee", takerFee);
        check("makerFee", makerFee);
        check("fixedFee", fixedFee);
        check("minimumFee", minimumFee);
        check("slippage", slippage);
        check("halfSpread", halfSpread);
        check("borrowRate", borrowRate);
        if (slippage + halfSpread >= 1) {
            throw new IllegalArgumentException("slippage and halfSpread together must be less than the price: " + slippage + " + " + halfSpread);
        }
    }

    /** Returns a fee that every fill pays, a fraction of its value, and nothing else. */
    public static Costs ofFee(double fraction) {
        return new Costs(fraction, fraction, 0, 0, 0, 0, 0);
    }

    /** Returns the same costs with another fee of limit orders and targets. */
    public Costs withMakerFee(double fraction) {
        return new Costs(takerFee, fraction, fixedFee, minimumFee, slippage, halfSpread, borrowRate);
    }

    /** Returns the same costs with another fixed and another least fee of a fill. */
    public Costs withAmounts(double newFixedFee, double newMinimumFee) {
        return new Costs(takerFee, makerFee, newFixedFee, newMinimumFee, slippage, halfSpread, borrowRate);
    }

    /** Returns the same costs with another slippage. */
    public Costs withSlippage(double fraction) {
        return new Costs(takerFee, makerFee, fixedFee, minimumFee, fraction, halfSpread, borrowRate);
    }

    /** Returns the same costs with another half of the spread. */
    public Costs withHalfSpread(double fraction) {
        return new Costs(takerFee, makerFee, fixedFee, minimumFee, slippage, fraction, borrowRate);
    }

    /** Returns the same costs with another cost of borrowing, a fraction a year. */
    public Costs withBorrowRate(double fraction) {
        return new Costs(takerFee, makerFee, fixedFee, minimumFee, slippage, halfSpread, fraction);
    }

    /** Returns the fee of a fill of a value. */
    double fee(double value, boolean maker) {
        return Math.max(minimumFee, (maker ? makerFee : takerFee) * value + fixedFee);
    }

    /** Returns the price of a fill that buys, or one that sells, spread and slippage included. */
    double price(boolean buys, double reference, boolean maker) {
        double away = (maker ? 0 : slippage) + halfSpread;
        return buys ? reference * (1 + away) : reference * (1 - away);
    }

    private static void check(String name, double value) {
        if (!(value >= 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and not negative: " + value);
        }
    }
}
