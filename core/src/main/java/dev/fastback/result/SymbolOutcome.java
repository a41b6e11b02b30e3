package dev.fastback.result;

import dev.fastback.strategy.Order;
import java.util.List;
import java.util.Optional;

/**
 * What a run knows of a symbol once its simulations are done, beside their results.
 *
 * @param orders for the bar after the data's end, in the order of the strategies; empty where they were not made
 * @param paths the unseen bars of each strategy that trades them by orders, in the order of the strategies
 */
public record SymbolOutcome(List<Order> orders, List<UnseenPath> paths) {
    /** Nothing. */
    public static final SymbolOutcome NONE = new SymbolOutcome(List.of(), List.of());

    public SymbolOutcome {
        orders = List.copyOf(orders);
        paths = List.copyOf(paths);
    }

    /** Returns the path of a strategy; empty where it has none. */
    public Optional<UnseenPath> path(String strategy) {
        return paths.stream().filter(path -> path.strategy().equals(strategy)).findFirst();
    }

    /** Returns a result whose test bars are told by the paths, where there are paths. */
    public SimulationResult seenFrom(SimulationResult result) {
        if (paths.isEmpty() || !(result instanceof SimulationResult.Completed completed)) {
            return result;
        }
        int from = result.simulation().fold().testFrom();
        int to = result.simulation().fold().testTo();
        return new SimulationResult.Completed(
                completed.simulation(),
                completed.strategies().stream()
                        .map(strategy -> path(strategy.name()).map(path -> strategy.withUnseen(path, from, to)).orElse(strategy))
                        .toList(),
                completed.searchNanos(),
                completed.scoreNanos());
    }
}
