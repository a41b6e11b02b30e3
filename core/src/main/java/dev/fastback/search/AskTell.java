package dev.fastback.search;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Drives an {@link Optimizer} to its end. */
public final class AskTell {
    /** A stop is looked for at least this often, if single points are quick enough. */
    private static final long STEP_NANOS = 10_000_000;

    /** What a step is made to take, with room for points that take longer than those before them. */
    private static final long USUAL_NANOS = STEP_NANOS / 4;

    /** Points in a step at most, so that one whose points suddenly take long ends soon: few, but for the quickest. */
    private static final int FEW = 64;
    private static final int MANY = 1024;
    private static final long QUICK_NANOS = 1_000_000;

    private AskTell() {}

    /**
     * Asks, evaluates and tells until the optimizer has ended, or has found what the budget calls enough: the target, or nothing better for
     * as many evaluations as its patience, both judged after each batch.
     *
     * @throws StoppedException if told to stop before, with the best that was told; a point under way is finished first
     */
    public static Solution run(Optimizer optimizer, Objective objective, SearchContext context) {
        ValueBatch values = new ValueBatch(objective.metrics(), objective.constraints());
        values.reserve(64);
        EarlyEnd end = context.budget().endsEarly() ? new EarlyEnd(context.budget()) : null;
        // How many points are evaluated between two looks at the stop: it grows while they are quick, and has no part in the result.
        int step = 1;
        boolean told = false;
        for (PointBatch points = optimizer.ask(); points.count() > 0; points = optimizer.ask()) {
            values.reserve(points.count());
            for (int from = 0; from < points.count(); ) {
                if (context.stop().isRequested()) {
                    throw new StoppedException(told ? optimizer.best() : null);
                }
                int to = objective.takesBatchesWhole() ? points.count() : Math.min(points.count(), from + step);
                long began = System.nanoTime();
                objective.evaluate(points, from, to, values);
                long nanos = System.nanoTime() - began;
                step = next(step, to - from, nanos);
                from = to;
            }
            context.trials().told(points, values);
            optimizer.tell(values);
            told = true;
            StopReason reason = end == null ? null : end.reason(optimizer.best());
            if (reason != null) {
                return optimizer.best().withReason(reason);
            }
        }
        return optimizer.best();
    }

    /**
     * Returns how many points to evaluate next: as many as take the usual time at the pace of the last step, and no sudden growth.
     *
     * @param points evaluated in the last step, {@code step} or what was left of a batch
     */
    static int next(int step, int points, long nanos) {
        long byTime = USUAL_NANOS * points / Math.max(1, nanos);
        int most = nanos > QUICK_NANOS ? FEW : MANY;
        return Math.clamp(byTime, 1, Math.min(points == step ? 4 * step : step, most));
    }

    /** Watches the best of a run. */
    private static final class EarlyEnd {
        private final Budget budget;
        private @Nullable Solution best;

        EarlyEnd(Budget budget) {
            this.budget = budget;
        }

        /** Returns why the run has found enough; null if it has not. */
        @Nullable StopReason reason(Solution now) {
            if (now.isFeasible() && now.value() >= budget.target()) {
                return StopReason.TARGET;
            }
            Solution last = best;
            if (last == null || isBetter(now, last)) {
                best = now;
                return null;
            }
            return now.evaluations() - last.evaluations() >= budget.patience() ? StopReason.PATIENCE : null;
        }

        private static boolean isBetter(Solution now, Solution last) {
            boolean otherValue = now.value() != last.value() && !(Double.isNaN(now.value()) && Double.isNaN(last.value()));
            return otherValue || now.violation() < last.violation() || !Objects.equals(now.front(), last.front());
        }
    }
}
