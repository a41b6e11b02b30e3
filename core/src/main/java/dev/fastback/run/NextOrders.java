package dev.fastback.run;

import dev.fastback.journal.RunJournal;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.Order;
import dev.fastback.study.Study;
import java.util.ArrayList;
import java.util.List;

/** Makes the orders for the bar after the data's end, with the parameters of each symbol's newest simulation. */
final class NextOrders {
    private NextOrders() {}

    /**
     * Returns the outcome of each symbol; without orders where the newest simulation did not complete. A symbol whose forecasts failed keeps
     * what the journal holds of it.
     */
    static List<SymbolOutcome> of(Study study, StudyForecasts forecasts, RunJournal journal) {
        int folds = study.walkForward().simulations();
        List<PreparedSymbol> symbols = forecasts.symbols();
        List<SymbolOutcome> outcomes = new ArrayList<>(symbols.size());
        for (int s = 0; s < symbols.size(); s++) {
            if (forecasts.failures().containsKey(s)) {
                outcomes.add(journal.symbol(s));
                continue;
            }
            SimulationResult newest = journal.results(s * folds, s * folds + 1).getFirst();
            outcomes.add(
                    newest instanceof Completed completed
                            ? new SymbolOutcome(orders(study, symbols.get(s), completed))
                            : SymbolOutcome.NONE);
        }
        return outcomes;
    }

    private static List<Order> orders(Study study, PreparedSymbol data, Completed newest) {
        int next = data.symbol().bars().size();
        // As long as a fit, ending with the bar that is not there yet: its moves are unknown and not looked at.
        MarketSlice slice = data.slice(next - study.walkForward().validation() + 2, next + 1);
        List<Order> orders = new ArrayList<>(study.strategies().size());
        for (int k = 0; k < study.strategies().size(); k++) {
            orders.add(study.strategies().get(k).order(slice, newest.strategies().get(k).parameters()));
        }
        return orders;
    }
}
