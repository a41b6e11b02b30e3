package dev.fastback.result;

import dev.fastback.study.StudySymbol;
import java.util.List;

/**
 * What became of one symbol of a study.
 *
 * @param symbol the instrument
 * @param simulations one result a fold, newest first; read from the journal when they are got, not a copy
 * @param orders for the bar after the data's end; empty when the newest simulation did not complete
 */
public record SymbolResult(StudySymbol symbol, List<SimulationResult> simulations, List<Order> orders) {
    public SymbolResult {
        orders = List.copyOf(orders);
    }
}
