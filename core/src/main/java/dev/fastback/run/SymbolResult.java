package dev.fastback.run;

import java.util.List;

/**
 * What became of one symbol of a study.
 *
 * @param symbol the instrument
 * @param simulations one result a fold, newest first
 * @param orders for the bar after the data's end; empty when the newest simulation did not complete
 */
public record SymbolResult(StudySymbol symbol, List<SimulationResult> simulations, List<Order> orders) {
    public SymbolResult {
        simulations = List.copyOf(simulations);
        orders = List.copyOf(orders);
    }
}
