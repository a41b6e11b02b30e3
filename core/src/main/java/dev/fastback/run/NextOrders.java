package dev.fastback.run;

import dev.fastback.component.FatalErrors;
import dev.fastback.component.OneLine;
import dev.fastback.journal.RunJournal;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.search.Parameters;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.Order;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Study;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Makes the orders for the bar after the data's end, with the parameters of each symbol's newest simulation. */
final class NextOrders {
    private NextOrders() {}

    /**
     * Returns the outcome of each symbol; without orders where the newest simulation did not complete. A symbol whose forecasts failed
     * keeps what the journal holds of it.
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
        MarketSlice slice = data.slice(newest.simulation().fold().orderFrom(next), next + 1);
        List<Order> orders = new ArrayList<>(study.strategies().size());
        for (int k = 0; k < study.strategies().size(); k++) {
            orders.add(order(study.strategies().get(k), slice, newest.strategies().get(k).parameters()));
        }
        return orders;
    }

    // The simulations are done and stored: a strategy that fails here has no order, and the run continues.
    private static Order order(TunableStrategy strategy, MarketSlice slice, Parameters parameters) {
        try {
            return Objects.requireNonNull(strategy.order(slice, parameters), "its order is null");
        } catch (RuntimeException | Error e) {
            if (FatalErrors.isFatal(e)) {
                throw e;
            }
            System.getLogger(NextOrders.class.getName())
                    .log(Level.WARNING, "strategy " + strategy.name() + " has no order for " + slice.bars().symbol() + ": " + OneLine.of(e));
            return Order.none(strategy.name());
        }
    }
}
