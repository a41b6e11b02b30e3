package dev.fastback.forecast;

import dev.fastback.data.Column;
import dev.fastback.parallel.InOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a forecaster the questions of many plans, in batches that reach across plans. Where a batch fails, the share of each plan is asked
 * by itself, so that one series whose questions cannot be answered takes no other with it. Several batches may be asked at the same time.
 */
public final class ForecastRun {
    /** Bars per batch: four questions each, which stay together for models that answer them from one row. */
    private static final int BATCH = 1024 / Column.values().length;

    private final List<ForecastPlan> plans;
    private final Forecaster forecaster;
    private final int workers;
    private final List<ForecastBatch> answers = new ArrayList<>();
    private final Map<Integer, Map<Integer, String>> faults = new ConcurrentHashMap<>();
    private final @Nullable Throwable[] failures;
    private ForecastUse use = ForecastUse.NONE;

    private ForecastRun(List<ForecastPlan> plans, Forecaster forecaster, int workers) {
        this.plans = plans;
        this.forecaster = forecaster;
        this.workers = workers;
        this.failures = new Throwable[plans.size()];
        for (ForecastPlan plan : plans) {
            answers.add(ForecastBatch.ofSize(plan.size()));
        }
    }

    /** The questions about targets {@code from} (inclusive) to {@code to} (exclusive) of a plan. */
    private record Share(int plan, int from, int to) {
        int questions() {
            return Column.values().length * (to - from);
        }
    }

    /** What became of a batch: what it took, and whose questions failed. */
    private record Asked(ForecastUse use, List<Failure> failures) {}

    /**
     * What became of all plans.
     *
     * @param outcomes one per plan, in order
     * @param use what all answers took together
     */
    public record Answers(List<Outcome> outcomes, ForecastUse use) {
        public Answers {
            outcomes = List.copyOf(outcomes);
        }
    }

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
        return ask(plans, forecaster, stop, workers).map(Answers::outcomes);
    }

    /** Asks everything as {@link #of(List, Forecaster, BooleanSupplier, int)}, and tells what it took. */
    public static Optional<Answers> ask(List<ForecastPlan> plans, Forecaster forecaster, BooleanSupplier stop, int workers) {
        ForecastRun run = new ForecastRun(plans, forecaster, workers);
        try {
            return run.ask(stop) ? Optional.of(new Answers(run.outcomes(), run.use)) : Optional.empty();
        } finally {
            forecaster.asked();
        }
    }

    /** Asks all questions, unless stopped; returns whether it was not. */
    private boolean ask(BooleanSupplier stop) {
        List<List<Share>> batches = batches();
        try (InOrder<Optional<Asked>, RuntimeException> asked =
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
            int size = plans.get(p).targetCount();
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
    private boolean note(Optional<Asked> asked) {
        if (asked.isEmpty()) {
            return false;
        }
        use = use.plus(asked.get().use());
        for (Failure failure : asked.get().failures()) {
            if (failures[failure.plan()] == null) {
                failures[failure.plan()] = failure.cause();
            }
        }
        return true;
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
            return new Outcome(plans.get(p).answered(forecaster.id(), answers.get(p).withFaults(faults.getOrDefault(p, Map.of()))), null);
        } catch (ForecastException e) {
            return new Outcome(null, e);
        }
    }

    /** Asks a batch; where it fails, the share of each plan by itself. */
    private Asked ask(List<Share> shares) {
        Answer whole = answer(shares);
        if (whole.failure() == null) {
            return new Asked(whole.use(), List.of());
        }
        if (shares.size() == 1) {
            return new Asked(ForecastUse.NONE, List.of(new Failure(shares.getFirst().plan(), whole.failure())));
        }
        ForecastUse used = ForecastUse.NONE;
        List<Failure> failed = new ArrayList<>();
        for (Share share : shares) {
            Answer one = answer(List.of(share));
            used = used.plus(one.use());
            if (one.failure() != null) {
                failed.add(new Failure(share.plan(), one.failure()));
            }
        }
        return new Asked(used, failed);
    }

    /** What asking some plans took, and what went wrong, null if nothing. */
    private record Answer(ForecastUse use, @Nullable Throwable failure) {
        static Answer failed(Throwable e) {
            return new Answer(ForecastUse.NONE, e);
        }
    }

    /** Asks the questions of some plans at once and keeps the answers, each batch in places of its own. */
    private Answer answer(List<Share> shares) {
        List<Context> contexts = new ArrayList<>();
        for (Share share : shares) {
            plans.get(share.plan()).addContexts(forecaster.contextLimit(), share.from(), share.to(), contexts);
        }
        ForecastBatch given;
        try {
            given = forecaster.forecast(contexts);
            if (given.point().length != contexts.size()) {
                return Answer.failed(new ForecastException("forecaster " + forecaster.id() + " answered " + given.point().length + " of "
                        + contexts.size() + " questions"));
            }
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            return Answer.failed(e);
        }
        int from = 0;
        for (Share share : shares) {
            int count = share.to() - share.from();
            int targets = plans.get(share.plan()).targetCount();
            for (int column = 0; column < Column.values().length; column++) {
                int first = from + column * count;
                int place = column * targets + share.from();
                copy(given, first, answers.get(share.plan()), place, count);
                given.faults().forEach((i, fault) -> {
                    if (i >= first && i < first + count) {
                        faults.computeIfAbsent(share.plan(), plan -> new ConcurrentHashMap<>()).put(place + i - first, fault);
                    }
                });
            }
            from += share.questions();
        }
        return new Answer(given.use(), null);
    }

    private static void copy(ForecastBatch source, int from, ForecastBatch target, int to, int count) {
        System.arraycopy(source.point(), from, target.point(), to, count);
        System.arraycopy(source.lower(), from, target.lower(), to, count);
        System.arraycopy(source.upper(), from, target.upper(), to, count);
    }
}
