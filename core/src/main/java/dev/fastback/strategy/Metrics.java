package dev.fastback.strategy;

import dev.fastback.component.NearName;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The metrics that come with Fastback. */
public final class Metrics {
    /** Total return of the bars as the strategy defines it, summed or compounded: what the two-multiplier strategies are fitted to. */
    public static final Metric RETURN = new Figure("return", Evaluation::totalReturn);

    /** Annualised Sharpe ratio as the strategy defines it. */
    public static final Metric SHARPE = new Figure("sharpe", Evaluation::sharpe);

    private static final List<Metric> ALL = List.of(RETURN, SHARPE);

    private Metrics() {}

    /** Returns all of them, the default first. */
    public static List<Metric> all() {
        return ALL;
    }

    /**
     * Returns the metric with a name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Metric of(String name) {
        for (Metric metric : ALL) {
            if (metric.name().equals(name)) {
                return metric;
            }
        }
        List<String> names = ALL.stream().map(Metric::name).toList();
        throw new IllegalArgumentException("unknown metric " + name + NearName.orAll(name, names, "known"));
    }

    /** A figure that an evaluation holds already. */
    private record Figure(String name, ToDoubleFunction<Evaluation> value) implements Metric {
        @Override
        public double of(Evaluation evaluation, double periodsPerYear) {
            return value.applyAsDouble(evaluation);
        }
    }
}
