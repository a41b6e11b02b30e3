package dev.fastback.forecast;

import dev.fastback.parallel.InOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a forecaster the questions of many plans, in batches that reach across plans. Where a batch fails, the share of each plan is asked
 * by itself, so that one series whose questions cannot be answered takes no other with it. Several batches may be asked at the same time.
 */
public final class ForecastRun {
    private static final int BATCH = 1024;

    private final List<ForecastPlan> plans;
    private final Forecaster forecaster;
    private final int workers;
    private final List<ForecastBatch> answers = new ArrayList<>();
    private final @Nullable Throwable[] failures;

    private ForecastRun(List<ForecastPlan> plans, Forecaster forecaster, int workers) {
        this.plans = plans;
        this.forecaster = forecaster;
        this.workers = workers;
        this.failures = new Throwable[plans.size()];
        for (ForecastPlan plan : plans) {
            answers.add(ForecastBatch.ofSize(plan.size()));
        }
    }

    /** Questions {@code from} (inclusive) to {@code to} (exclusive) of a plan. */
    private record Share(int plan, int from, int to) {}

    /** What went wrong with the questions of a plan. */
    private record Failure(int plan, Throwable cause) {}

    /**
     * What became of a plan.
     *
     * @param forecastsOrNull the forecasts; null when they failed
     * @param failure what the forecaster threw, or what was wrong with its answers; null when all is well
     */
    public record Outcome(@Nullable Forecasts forecastsOrNull, @Nullable Throwable failure) {
        /**
         * Returns the forecasts.
         *
         * @throws ForecastException if there are none; whatever else the forecaster threw is thrown as it is
         */
        public Forecasts forecasts() {
            if (forecastsOrNull != null) {
                return forecastsOrNull;
            }
            switch (failure) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> throw new IllegalStateException("no forecasts", failure);
            }
        }
    }

    /** Asks everything in this thread; see {@link #of(List, Forecaster, BooleanSupplier, int)}. */
    public static Optional<List<Outcome>> of(List<ForecastPlan> plans, Forecaster forecaster, BooleanSupplier stop) {
        return of(plans, forecaster, stop, 1);
    }

    /**
     * Asks everything. What is asked together does not depend on the number of workers, nor on what fails.
     *
     * @param plans of different series or folds
     * @param stop asked before each batch, by the thread that would ask it
     * @param workers batches that are asked at the same time
     * @return one outcome per plan, in order; empty when stopped
     */
    public static Optional<List<Outcome>> of(List<ForecastPlan> plans, Forecaster forecaster, BooleanSupplier stop, int workers) {
        ForecastRun run = new ForecastRun(plans, forecaster, workers);
        return run.ask(stop) ? Optional.of(run.outcomes()) : Optional.empty();
    }

    /** Asks all questions, unless stopped; returns whether it was not. */
    private boolean ask(BooleanSupplier stop) {
        List<List<Share>> batches = batches();
        try (InOrder<Optional<List<Failure>>, RuntimeException> asked =
                new InOrder<>(Math.min(workers, batches.size()), "fastback-forecast-")) {
            for (List<Share> batch : batches) {
                if (asked.isFull() && !note(asked.take())) {
                    return false;
                }
                asked.add(() -> stop.getAsBoolean() ? Optional.empty() : Optional.of(ask(batch)));
            }
            while (!asked.isEmpty()) {
                if (!note(asked.take())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns what is asked together: all questions in order, so many at a time. */
    private List<List<Share>> batches() {
        List<List<Share>> batches = new ArrayList<>();
        List<Share> batch = new ArrayList<>();
        int batched = 0;
        for (int p = 0; p < plans.size(); p++) {
            int size = plans.get(p).size();
            for (int from = 0; from < size; ) {
                int to = Math.min(size, from + BATCH - batched);
                batch.add(new Share(p, from, to));
                batched += to - from;
                from = to;
                if (batched == BATCH) {
                    batches.add(batch);
                    batch = new ArrayList<>();
                    batched = 0;
                }
            }
        }
        if (batched > 0) {
            batches.add(batch);
        }
        return batches;
    }

    /** Keeps what went wrong, of several failures of a plan that of its first questions; returns whether the batch was asked. */
    private boolean note(Optional<List<Failure>> failed) {
        for (Failure failure : failed.orElse(List.of())) {
            if (failures[failure.plan()] == null) {
                failures[failure.plan()] = failure.cause();
            }
        }
        return failed.isPresent();
    }

    private List<Outcome> outcomes() {
        List<Outcome> outcomes = new ArrayList<>(plans.size());
        InOrder.forEach(workers, "fastback-forecast-", plans.size(), this::outcome, (p, outcome) -> outcomes.add(outcome));
        return List.copyOf(outcomes);
    }

    private Outcome outcome(int p) {
        if (failures[p] != null) {
            return new Outcome(null, failures[p]);
        }
        try {
            return new Outcome(plans.get(p).answered(forecaster.id(), answers.get(p)), null);
        } catch (ForecastException e) {
            return new Outcome(null, e);
        }
    }

    /** Asks a batch; where it fails, the share of each plan by itself. */
    private List<Failure> ask(List<Share> shares) {
        Throwable whole = answer(shares);
        if (whole == null) {
            return List.of();
        }
        if (shares.size() == 1) {
            return List.of(new Failure(shares.getFirst().plan(), whole));
        }
        List<Failure> failed = new ArrayList<>();
        for (Share share : shares) {
            Throwable cause = answer(List.of(share));
            if (cause != null) {
                failed.add(new Failure(share.plan(), cause));
            }
        }
        return failed;
    }

    /** Asks the questions of some plans at once and keeps the answers, each batch in places of its own; returns what went wrong. */
    private @Nullable Throwable answer(List<Share> shares) {
        List<Context> contexts = new ArrayList<>();
        for (Share share : shares) {
            plans.get(share.plan()).addContexts(forecaster.contextLimit(), share.from(), share.to(), contexts);
        }
        ForecastBatch given;
        try {
            given = forecaster.forecast(contexts);
            if (given.point().length != contexts.size()) {
                return new ForecastException("forecaster " + forecaster.id() + " answered " + given.point().length + " of "
                        + contexts.size() + " questions");
            }
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            return e;
        }
        int from = 0;
        for (Share share : shares) {
            int count = share.to() - share.from();
            copy(given, from, answers.get(share.plan()), share.from(), count);
            from += count;
        }
        return null;
    }

    private static void copy(ForecastBatch source, int from, ForecastBatch target, int to, int count) {
        System.arraycopy(source.point(), from, target.point(), to, count);
        System.arraycopy(source.lower(), from, target.lower(), to, count);
        System.arraycopy(source.upper(), from, target.upper(), to, count);
    }
}
