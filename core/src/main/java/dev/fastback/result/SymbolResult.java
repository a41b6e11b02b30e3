package dev.fastback.result;

import dev.fastback.strategy.Order;
import dev.fastback.study.StudySymbol;
import java.util.List;

/**
 * What became of one symbol of a study.
 *
 * @param symbol the instrument
 * @param simulations one result per fold, newest first; read from the journal when they are got, not a copy
 * @param outcome what is known beside them
 */
public record SymbolResult(StudySymbol symbol, List<SimulationResult> simulations, SymbolOutcome outcome) {
    /** Returns the orders for the bar after the data's end; empty where they were not made, or are not known. */
    public List<Order> orders() {
        return outcome.orders();
    }

    /** Returns the unseen bars of each strategy that trades them by orders; empty where they are not known. */
    public List<UnseenPath> paths() {
        return outcome.paths();
    }
}
