package dev.fastback.simulate;

import java.util.Objects;

/**
 * Under which conditions orders are executed.
 *
 * @param costs what trading costs
 * @param contract what is traded
 * @param ambiguity what is assumed where the order inside a bar is unknown
 * @param limitFill when a limit order is filled inside a bar
 */
public record Venue(Costs costs, Contract contract, Ambiguity ambiguity, LimitFill limitFill) {
    public Venue {
        Objects.requireNonNull(costs, "costs");
        Objects.requireNonNull(contract, "contract");
        Objects.requireNonNull(ambiguity, "ambiguity");
        Objects.requireNonNull(limitFill, "limitFill");
    }

    /** Returns a venue with the given costs: plain contracts, the worse order, limits filled when the price goes through them. */
    public static Venue of(Costs costs) {
        return new Venue(costs, Contract.PLAIN, Ambiguity.WORSE, LimitFill.THROUGH);
    }

    /** Returns the same venue with another contract. */
    public Venue withContract(Contract newContract) {
        return new Venue(costs, newContract, ambiguity, limitFill);
    }

    /** Returns the same venue with another assumption. */
    public Venue withAmbiguity(Ambiguity newAmbiguity) {
        return new Venue(costs, contract, newAmbiguity, limitFill);
    }

    /** Returns the same venue with another rule for limit orders. */
    public Venue withLimitFill(LimitFill newLimitFill) {
        return new Venue(costs, contract, ambiguity, newLimitFill);
    }
}
