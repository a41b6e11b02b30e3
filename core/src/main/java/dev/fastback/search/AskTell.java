package dev.fastback.search;

/** Drives an {@link Optimizer} to its end. */
public final class AskTell {
    /** A stop is looked for at least this often, if single points are quick enough. */
    private static final long STEP_NANOS = 10_000_000;

    private AskTell() {}

    /**
     * Asks, evaluates and tells until the optimizer has ended.
     *
     * @throws StoppedException if told to stop before; a point under way is finished first
     */
    public static Solution run(Optimizer optimizer, Objective objective, SearchContext context) {
        ValueBatch values = new ValueBatch(objective.metrics(), objective.constraints());
        values.reserve(64);
        // How many points are evaluated between two looks at the stop: it grows while they are quick, and has no part in the result.
        int step = 1;
        for (PointBatch points = optimizer.ask(); points.count() > 0; points = optimizer.ask()) {
            values.reserve(points.count());
            for (int from = 0; from < points.count(); ) {
                context.stop().check();
                int to = Math.min(points.count(), from + step);
                long began = System.nanoTime();
                objective.evaluate(points, from, to, values);
                long nanos = System.nanoTime() - began;
                if (nanos > STEP_NANOS) {
                    step = Math.max(1, step / 4);
                } else if (to - from == step && nanos < STEP_NANOS / 4 && step < 1 << 20) {
                    step *= 4;
                }
                from = to;
            }
            context.trials().told(points, values);
            optimizer.tell(values);
        }
        return optimizer.best();
    }
}
