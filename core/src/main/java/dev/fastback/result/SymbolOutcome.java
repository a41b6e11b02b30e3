package dev.fastback.result;

import dev.fastback.strategy.Order;
import java.util.List;

/**
 * What a run knows of a symbol once its simulations are done, beside their results.
 *
 * @param orders for the bar after the data's end, in the order of the strategies; empty when the newest simulation did not complete
 */
public record SymbolOutcome(List<Order> orders) {
    /** Nothing. */
    public static final SymbolOutcome NONE = new SymbolOutcome(List.of());

    public SymbolOutcome {
        orders = List.copyOf(orders);
    }
}
