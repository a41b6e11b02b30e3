package dev.fastback.simulate.terms;

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
 * @param slippageTicks the same as a number of the contract's ticks; both are added
 * @param halfSpread half the distance of ask and bid, a fraction of the price; every fill pays it
 * @param borrowRate what borrowed shares or money cost, a fraction a year of 365 days
 * @param fundingRate what long positions pay at each close, and short ones receive, a fraction of their value a year of 365 days; the one rate that
 *     may be negative, so that long positions receive it
 */
public record Costs(
        double takerFee,
        double makerFee,
        double fixedFee,
        double minimumFee,
        double slippage,
        double slippageTicks,
        double halfSpread,
        double borrowRate,
        double fundingRate) {
    /** Nothing costs anything. */
    public static final Costs NONE = ofFee(0);

    public Costs {
        check("takerFee", takerFee);
        check("makerFee", makerFee);
        check("fixedFee", fixedFee);
        check("minimumFee", minimumFee);
        check("slippage", slippage);
        check("slippageTicks", slippageTicks);
        check("halfSpread", halfSpread);
        check("borrowRate", borrowRate);
        if (!Double.isFinite(fundingRate)) {
            throw new IllegalArgumentException("fundingRate must be finite: " + fundingRate);
        }
        if (slippage + halfSpread >= 1) {
            throw new IllegalArgumentException("slippage and halfSpread together must be less than the price: " + slippage + " + " + halfSpread);
        }
    }

    /** Returns a fee that every fill pays, a fraction of its value, and nothing else. */
    public static Costs ofFee(double fraction) {
        return new Costs(fraction, fraction, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Returns the same costs with another fee of limit orders and targets. */
    public Costs withMakerFee(double fraction) {
        return new Costs(takerFee, fraction, fixedFee, minimumFee, slippage, slippageTicks, halfSpread, borrowRate, fundingRate);
    }

    /** Returns the same costs with another fixed and another least fee of a fill. */
    public Costs withAmounts(double newFixedFee, double newMinimumFee) {
        return new Costs(takerFee, makerFee, newFixedFee, newMinimumFee, slippage, slippageTicks, halfSpread, borrowRate, fundingRate);
    }

    /** Returns the same costs with another slippage. */
    public Costs withSlippage(double fraction) {
        return new Costs(takerFee, makerFee, fixedFee, minimumFee, fraction, slippageTicks, halfSpread, borrowRate, fundingRate);
    }

    /** Returns the same costs with another slippage in ticks of the contract. */
    public Costs withSlippageTicks(double ticks) {
        return new Costs(takerFee, makerFee, fixedFee, minimumFee, slippage, ticks, halfSpread, borrowRate, fundingRate);
    }

    /** Returns the same costs with another half of the spread. */
    public Costs withHalfSpread(double fraction) {
        return new Costs(takerFee, makerFee, fixedFee, minimumFee, slippage, slippageTicks, fraction, borrowRate, fundingRate);
    }

    /** Returns the same costs with another cost of borrowing, a fraction a year. */
    public Costs withBorrowRate(double fraction) {
        return new Costs(takerFee, makerFee, fixedFee, minimumFee, slippage, slippageTicks, halfSpread, fraction, fundingRate);
    }

    /** Returns the same costs with another funding of positions, a fraction a year, negative where long positions receive it. */
    public Costs withFundingRate(double fraction) {
        return new Costs(takerFee, makerFee, fixedFee, minimumFee, slippage, slippageTicks, halfSpread, borrowRate, fraction);
    }

    /** Returns the fee of a fill of a value. */
    public double fee(double value, boolean maker) {
        return Math.max(minimumFee, (maker ? makerFee : takerFee) * value + fixedFee);
    }

    /** Returns the price of a fill that buys, or one that sells, spread and slippage included. */
    public double price(boolean buys, double reference, boolean maker) {
        double away = (maker ? 0 : slippage) + halfSpread;
        return buys ? reference * (1 + away) : reference * (1 - away);
    }

    private static void check(String name, double value) {
        if (!(value >= 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and not negative: " + value);
        }
    }
}
