package dev.fastback.simulate.terms;

import java.util.Objects;

/**
 * Under which conditions orders are executed.
 *
 * @param costs what trading costs
 * @param contract what is traded
 * @param ambiguity what is assumed where the order inside a bar is unknown
 * @param limitFill when a limit order is filled inside a bar
 * @param cash what an account begins with, finite and positive; it matters where something is an amount of money or units: fixed fees, lots, sizes
 * @param signalFill where market orders are filled
 */
public record Venue(Costs costs, Contract contract, Ambiguity ambiguity, LimitFill limitFill, double cash, SignalFill signalFill) {
    public Venue {
        Objects.requireNonNull(costs, "costs");
        Objects.requireNonNull(contract, "contract");
        Objects.requireNonNull(ambiguity, "ambiguity");
        Objects.requireNonNull(limitFill, "limitFill");
        Objects.requireNonNull(signalFill, "signalFill");
        if (!(cash > 0) || !Double.isFinite(cash)) {
            throw new IllegalArgumentException("cash must be finite and positive: " + cash);
        }
    }

    /** Makes a venue on which market orders are filled at the next open. */
    public Venue(Costs costs, Contract contract, Ambiguity ambiguity, LimitFill limitFill, double cash) {
        this(costs, contract, ambiguity, limitFill, cash, SignalFill.OPEN);
    }

    /** Returns a venue with the given costs: plain contracts, the worse order, limits filled when the price goes through them, a cash of 1. */
    public static Venue of(Costs costs) {
        return new Venue(costs, Contract.PLAIN, Ambiguity.WORSE, LimitFill.THROUGH, 1.0);
    }

    /** Returns the same venue with another contract. */
    public Venue withContract(Contract newContract) {
        return new Venue(costs, newContract, ambiguity, limitFill, cash, signalFill);
    }

    /** Returns the same venue with another assumption. */
    public Venue withAmbiguity(Ambiguity newAmbiguity) {
        return new Venue(costs, contract, newAmbiguity, limitFill, cash, signalFill);
    }

    /** Returns the same venue with another rule for limit orders. */
    public Venue withLimitFill(LimitFill newLimitFill) {
        return new Venue(costs, contract, ambiguity, newLimitFill, cash, signalFill);
    }

    /** Returns the same venue with another cash to begin with. */
    public Venue withCash(double newCash) {
        return new Venue(costs, contract, ambiguity, limitFill, newCash, signalFill);
    }

    /** Returns the same venue with another rule for market orders. */
    public Venue withSignalFill(SignalFill newSignalFill) {
        return new Venue(costs, contract, ambiguity, limitFill, cash, newSignalFill);
    }
}
