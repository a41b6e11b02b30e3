package dev.fastback.result;

import dev.fastback.strategy.Order;
import java.util.List;

/**
 * What a run knows of a symbol once its simulations are done, beside their results.
 *
 * @param orders for the bar after the data's end, in the order of the strategies; empty when the newest simulation did not complete
 * @param isKnown whether this is known: not before the run is concluded, and not where what was kept is damaged
 */
public record SymbolOutcome(List<Order> orders, boolean isKnown) {
    /** No orders. */
    public static final SymbolOutcome NONE = new SymbolOutcome(List.of());

    /** Whether there are orders is not known. */
    public static final SymbolOutcome UNKNOWN = new SymbolOutcome(List.of(), false);

    public SymbolOutcome {
        orders = List.copyOf(orders);
    }

    /** Makes one that is known. */
    public SymbolOutcome(List<Order> orders) {
        this(orders, true);
    }
}
