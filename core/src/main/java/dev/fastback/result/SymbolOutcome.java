package dev.fastback.result;

import dev.fastback.result.detail.ForecastPath;
import dev.fastback.strategy.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run knows of a symbol once its simulations are done, beside their results.
 *
 * @param orders for the bar after the data's end, in the order of the strategies; empty where they were not made
 * @param paths the unseen bars of each strategy that trades them by orders, in the order of the strategies
 * @param evidence how far what was found for each strategy may be believed, in the order of the strategies; empty where that was not asked for
 * @param forecasts what was forecast of the closes of the newest unseen bars
 * @param isKnown whether this is known: not before the run is concluded, and not where what was kept is damaged
 */
public record SymbolOutcome(
        List<Order> orders, List<UnseenPath> paths, List<StrategyEvidence> evidence, ForecastPath forecasts, boolean isKnown) {
    /** No orders and no paths. */
    public static final SymbolOutcome NONE = new SymbolOutcome(List.of(), List.of());

    /** Whether there are orders and paths is not known. */
    public static final SymbolOutcome UNKNOWN = new SymbolOutcome(List.of(), List.of(), List.of(), false);

    public SymbolOutcome {
        orders = List.copyOf(orders);
        paths = List.copyOf(paths);
        evidence = List.copyOf(evidence);
        Objects.requireNonNull(forecasts, "forecasts");
    }

    /** Returns the path of a strategy; empty where it has none. */
    public Optional<UnseenPath> path(String strategy) {
        return Optional.ofNullable(pathOrNull(strategy));
    }

    private @Nullable UnseenPath pathOrNull(String strategy) {
        for (UnseenPath path : paths) {
            if (path.strategy().equals(strategy)) {
                return path;
            }
        }
        return null;
    }

    /** Returns the evidence of a strategy; empty where there is none. */
    public Optional<StrategyEvidence> evidence(String strategy) {
        return evidence.stream().filter(one -> one.strategy().equals(strategy)).findFirst();
    }

    /** Returns a result whose test bars are told by the paths, where there are paths. */
    public SimulationResult seenFrom(SimulationResult result) {
        if (paths.isEmpty() || !(result instanceof SimulationResult.Completed completed)) {
            return result;
        }
        int from = result.simulation().fold().testFrom();
        int to = result.simulation().fold().testTo();
        List<StrategyResult> strategies = new ArrayList<>(completed.strategies().size());
        for (int k = 0; k < completed.strategies().size(); k++) {
            StrategyResult strategy = completed.strategies().get(k);
            boolean isNext = k < paths.size() && paths.get(k).strategy().equals(strategy.name()); // as where each strategy has a path
            UnseenPath path = isNext ? paths.get(k) : pathOrNull(strategy.name());
            strategies.add(path == null ? strategy : strategy.withUnseen(path, from, to));
        }
        return new SimulationResult.Completed(completed.simulation(), strategies, completed.searchNanos(), completed.scoreNanos());
    }

    /** Returns the same with evidence. */
    public SymbolOutcome withEvidence(List<StrategyEvidence> newEvidence) {
        return new SymbolOutcome(orders, paths, newEvidence, forecasts, isKnown);
    }

    /** Makes one that is known, without evidence and forecasts. */
    public SymbolOutcome(List<Order> orders, List<UnseenPath> paths) {
        this(orders, paths, List.of(), true);
    }

    /** Makes one without forecasts. */
    public SymbolOutcome(List<Order> orders, List<UnseenPath> paths, List<StrategyEvidence> evidence, boolean isKnown) {
        this(orders, paths, evidence, ForecastPath.NONE, isKnown);
    }

    /** Returns the same with what was forecast. */
    public SymbolOutcome withForecasts(ForecastPath newForecasts) {
        return new SymbolOutcome(orders, paths, evidence, newForecasts, isKnown);
    }
}
