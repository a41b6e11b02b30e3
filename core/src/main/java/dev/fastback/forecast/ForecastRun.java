package dev.fastback.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a forecaster the questions of many plans, in batches that reach across plans. Where a batch fails, the share of each plan is asked
 * by itself, so that one series whose questions cannot be answered takes no other with it.
 */
public final class ForecastRun {
    private static final int BATCH = 1024;

    private final List<ForecastPlan> plans;
    private final Forecaster forecaster;
    private final List<ForecastBatch> answers = new ArrayList<>();
    private final @Nullable Throwable[] failures;
    private final List<Share> batch = new ArrayList<>();
    private int batched;

    private ForecastRun(List<ForecastPlan> plans, Forecaster forecaster) {
        this.plans = plans;
        this.forecaster = forecaster;
        this.failures = new Throwable[plans.size()];
    }

    /** Questions {@code from} on of a plan. */
    private record Share(int plan, int from, List<Context> contexts) {}

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

    /**
     * Asks everything.
     *
     * @param plans of different series or folds
     * @param stop asked before each batch
     * @return one outcome per plan, in order; empty when stopped
     */
    public static Optional<List<Outcome>> of(List<ForecastPlan> plans, Forecaster forecaster, BooleanSupplier stop) {
        return new ForecastRun(plans, forecaster).run(stop);
    }

    private Optional<List<Outcome>> run(BooleanSupplier stop) {
        for (int p = 0; p < plans.size(); p++) {
            ForecastPlan plan = plans.get(p);
            answers.add(ForecastBatch.ofSize(plan.size()));
            List<Context> contexts = plan.contexts(forecaster.contextLimit());
            for (int from = 0; from < contexts.size(); ) {
                int count = Math.min(BATCH - batched, contexts.size() - from);
                batch.add(new Share(p, from, contexts.subList(from, from + count)));
                batched += count;
                from += count;
                if (batched == BATCH) {
                    if (stop.getAsBoolean()) {
                        return Optional.empty();
                    }
                    ask();
                }
            }
        }
        if (batched > 0) {
            if (stop.getAsBoolean()) {
                return Optional.empty();
            }
            ask();
        }
        List<Outcome> outcomes = new ArrayList<>(plans.size());
        for (int p = 0; p < plans.size(); p++) {
            outcomes.add(outcome(p));
        }
        return Optional.of(List.copyOf(outcomes));
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

    private void ask() {
        List<Share> shares = batch.stream().filter(share -> failures[share.plan()] == null).toList();
        batch.clear();
        batched = 0;
        Throwable failure = answer(shares);
        if (failure == null) {
            return;
        }
        if (shares.size() == 1) {
            failures[shares.getFirst().plan()] = failure;
            return;
        }
        for (Share share : shares) {
            failures[share.plan()] = answer(List.of(share));
        }
    }

    /** Asks the questions of some plans at once; returns what went wrong. */
    private @Nullable Throwable answer(List<Share> shares) {
        List<Context> contexts = new ArrayList<>();
        shares.forEach(share -> contexts.addAll(share.contexts()));
        if (contexts.isEmpty()) {
            return null;
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
            copy(given, from, answers.get(share.plan()), share.from(), share.contexts().size());
            from += share.contexts().size();
        }
        return null;
    }

    private static void copy(ForecastBatch source, int from, ForecastBatch target, int to, int count) {
        System.arraycopy(source.point(), from, target.point(), to, count);
        System.arraycopy(source.lower(), from, target.lower(), to, count);
        System.arraycopy(source.upper(), from, target.upper(), to, count);
    }
}
