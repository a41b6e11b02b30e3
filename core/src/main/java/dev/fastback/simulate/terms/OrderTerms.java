package dev.fastback.simulate.terms;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How orders on an instrument are executed and charged, besides its fee and its spread. Only accounts of orders know of it: unseen paths, and all
 * of a strategy that trades by orders.
 *
 * @param makerFee fee of limit orders and targets, a fraction of their value; null for that of all other fills
 * @param fixedFee as {@link Costs}, and so are the next five
 * @param minimumFee least fee of a fill
 * @param slippage of market and stop orders, a fraction of the price
 * @param slippageTicks of market and stop orders, in ticks of the contract
 * @param borrowRate cost of what is borrowed, a fraction a year
 * @param fundingRate what long positions pay to short ones, a fraction a year
 * @param contract what is traded
 * @param limitFill when limit orders are filled inside a bar
 * @param ambiguity what is assumed where the order inside a bar is unknown
 * @param cash what an account begins with
 * @param signalFill where market orders are filled
 */
public record OrderTerms(
        @Nullable Double makerFee,
        double fixedFee,
        double minimumFee,
        double slippage,
        double slippageTicks,
        double borrowRate,
        double fundingRate,
        Contract contract,
        LimitFill limitFill,
        Ambiguity ambiguity,
        double cash,
        SignalFill signalFill) {
    /** Nothing but the fee and the spread, plain contracts, the worse order, a cash of 1. */
    public static final OrderTerms PLAIN =
            new OrderTerms(null, 0, 0, 0, 0, 0, 0, Contract.PLAIN, LimitFill.THROUGH, Ambiguity.WORSE, 1.0);

    public OrderTerms {
        Objects.requireNonNull(contract, "contract");
        Objects.requireNonNull(limitFill, "limitFill");
        Objects.requireNonNull(signalFill, "signalFill");
        Objects.requireNonNull(ambiguity, "ambiguity");
        if (slippageTicks > 0 && contract.tick() == 0) {
            throw new IllegalArgumentException("slippageTicks needs a contract with a tick: " + slippageTicks);
        }
        Costs costs = new Costs(0, makerFee == null ? 0 : makerFee, fixedFee, minimumFee, slippage, slippageTicks, 0, borrowRate, fundingRate);
        Objects.requireNonNull(Venue.of(costs).withCash(cash), "a venue that can be");
    }

    /** Makes terms under which market orders are filled at the next open. */
    public OrderTerms(
            @Nullable Double makerFee,
            double fixedFee,
            double minimumFee,
            double slippage,
            double slippageTicks,
            double borrowRate,
            double fundingRate,
            Contract contract,
            LimitFill limitFill,
            Ambiguity ambiguity,
            double cash) {
        this(
                makerFee, fixedFee, minimumFee, slippage, slippageTicks, borrowRate, fundingRate, contract, limitFill, ambiguity, cash,
                SignalFill.OPEN);
    }

    /**
     * Returns the venue of these terms.
     *
     * @param fee of one fill, a fraction of its value
     * @param halfSpread a fraction of the price
     * @throws IllegalArgumentException if slippage and half of the spread are the whole price
     */
    public Venue venue(double fee, double halfSpread) {
        Costs costs = new Costs(
                fee, makerFee == null ? fee : makerFee, fixedFee, minimumFee, slippage, slippageTicks, halfSpread, borrowRate, fundingRate);
        return new Venue(costs, contract, ambiguity, limitFill, cash, signalFill);
    }

    /** Returns whether nothing was said but what is assumed inside a bar. */
    public boolean isPlain() {
        return withAmbiguity(Ambiguity.WORSE).equals(PLAIN);
    }

    /** Returns the same terms with another assumption. */
    public OrderTerms withAmbiguity(Ambiguity newAmbiguity) {
        return new OrderTerms(
                makerFee, fixedFee, minimumFee, slippage, slippageTicks, borrowRate, fundingRate, contract, limitFill, newAmbiguity, cash,
                signalFill);
    }
}
