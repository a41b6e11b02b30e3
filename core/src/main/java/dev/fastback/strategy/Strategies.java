package dev.fastback.strategy;

import java.util.List;

/** The strategies that come with Fastback, by name. */
public final class Strategies {
    private static final List<Strategy> ALL = List.of(
            new MaxDiff(),
            new MaxDiffAlwaysOn(),
            new EntryTakeProfit(),
            new HighLow(),
            new Simple(),
            new AllSignals(),
            new BuyHold(),
            new UnprofitShutdown(),
            new ConfidenceGuard());

    private Strategies() {}

    /** Returns all strategies, the searched ones first. */
    public static List<Strategy> all() {
        return ALL;
    }

    /** Returns the names, in the same order. */
    public static List<String> names() {
        return ALL.stream().map(Strategy::name).toList();
    }

    /**
     * Returns the strategy with a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Strategy of(String name) {
        for (Strategy strategy : ALL) {
            if (strategy.name().equals(name)) {
                return strategy;
            }
        }
        throw new IllegalArgumentException("unknown strategy " + name + "; known: " + String.join(", ", names()));
    }
}
