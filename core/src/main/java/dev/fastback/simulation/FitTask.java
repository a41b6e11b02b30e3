package dev.fastback.simulation;

import dev.fastback.evaluation.Metric;
import dev.fastback.result.Effort;
import dev.fastback.result.Fit;
import dev.fastback.result.MetricFront;
import dev.fastback.result.Sharing;
import dev.fastback.result.Trials;
import dev.fastback.search.ExactComparison;
import dev.fastback.search.Front;
import dev.fastback.search.Objective;
import dev.fastback.search.Search;
import dev.fastback.search.SearchContext;
import dev.fastback.search.Solution;
import dev.fastback.search.SplitSearch;
import dev.fastback.search.ValueBatch;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulation.SharedFits.SharedFit;
import dev.fastback.simulation.trials.TopTrials;
import dev.fastback.simulation.trials.TrialBlocks;
import dev.fastback.simulation.trials.TrialKeeper;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One search of a simulation: an objective, what searches it, and what it may spend. An engine may solve many at a time in a way of its own,
 * as long as it finds the same.
 */
public final class FitTask {
    private final Simulation simulation;
    private final int strategyIndex;
    private final TunableStrategy strategy;
    private final Objective objective;
    private final List<Metric> metrics;
    private final Search search;
    private final SearchContext context;
    private final Told told;
    private final @Nullable Shared shared;

    /**
     * What hears of the points that the search evaluates.
     *
     * @param trials keeps them; null where none are kept
     * @param blocks adds to those kept what each earned in blocks of bars; null where that is not kept
     * @param top has the best of them judged by the plain objective; null where the search's own values count
     */
    record Told(@Nullable TrialKeeper trials, @Nullable TrialBlocks blocks, @Nullable TopTrials top) {}

    /**
     * Parameters that simulations share.
     *
     * @param fit searches for them, or knows them
     * @param key equal for those that share
     */
    record Shared(Supplier<SharedFit> fit, Object key) {}

    /**
     * Makes a task.
     *
     * @param strategyIndex position of its strategy in the study
     * @param context what the search may spend; the points that it evaluates go to those that are told
     * @param shared null where the simulation has parameters of its own
     */
    FitTask(
            PreparedStudy prepared,
            Simulation simulation,
            int strategyIndex,
            Objective objective,
            SearchContext context,
            Told told,
            @Nullable Shared shared) {
        this.simulation = simulation;
        this.strategyIndex = strategyIndex;
        this.strategy = prepared.study().strategies().get(strategyIndex);
        this.objective = objective;
        this.metrics = prepared.study().metric().parts();
        this.search = prepared.search();
        this.context = context;
        this.told = told;
        this.shared = shared;
    }

    /** Returns the simulation that it belongs to. */
    public Simulation simulation() {
        return simulation;
    }

    /** Returns the position of its strategy in the study. */
    public int strategyIndex() {
        return strategyIndex;
    }

    /** Returns the strategy. */
    public TunableStrategy strategy() {
        return strategy;
    }

    /** Returns what is to be made as large as possible. */
    public Objective objective() {
        return objective;
    }

    /** Returns what the study searches it with. */
    public Search search() {
        return search;
    }

    /** Returns what the search may spend, and what asks it to give up. */
    public SearchContext context() {
        return context;
    }

    /** Returns whether the parameters are those of several simulations together, which the objective alone does not tell. */
    public boolean isShared() {
        return shared != null;
    }

    /** Returns what the tasks that share parameters with this one have in common, to be compared alone; empty where nothing is shared. */
    public Optional<Object> sharedWith() {
        return Optional.ofNullable(shared).map(Shared::key);
    }

    /** Returns this search in ranges of its points; empty where it can only be searched whole. */
    public Optional<FitRanges> ranges() {
        return search instanceof SplitSearch split && !isShared() && !context.budget().endsEarly()
                ? Optional.of(new FitRanges(this, split, told.trials(), told.top()))
                : Optional.empty();
    }

    /**
     * Searches, here and now.
     *
     * @throws dev.fastback.search.StoppedException if told to stop meanwhile
     */
    public Fit solve() {
        long start = System.nanoTime();
        Solution own = search.search(objective, context);
        long nanos = System.nanoTime() - start;
        if (shared == null) {
            return alone(own, nanos);
        }
        SharedFit together = shared.fit().get();
        Solution solution = together.solution();
        Effort effort = new Effort(
                solution.evaluations(), overBudget(solution), nanos + together.nanos() / together.simulations());
        return fit(
                permitted(solution),
                objective.plain().orElse(objective).valueAt(solution.point()),
                effort,
                null,
                new Sharing(together.simulations(), solution.value(), own.value()),
                front(solution, false));
    }

    /**
     * Searches for the parameters alone, those of {@link #solve}, where nothing is shared.
     *
     * @throws dev.fastback.search.StoppedException if told to stop meanwhile
     */
    Parameters parameters() {
        double[] point = search.point(objective, context);
        requirePermitted(point);
        return Parameters.of(objective.space(), point);
    }

    /**
     * Returns the fit of a solution that was found for this task alone.
     *
     * @param nanos time that it took
     */
    public Fit fit(Solution solution, long nanos) {
        if (isShared()) {
            throw new IllegalArgumentException("parameters that simulations share are not found for one of them alone");
        }
        return alone(solution, nanos);
    }

    private Fit alone(Solution solution, long nanos) {
        Parameters parameters = permitted(solution);
        return fit(
                parameters,
                judged(solution, parameters),
                new Effort(solution.evaluations(), overBudget(solution), nanos),
                solution.comparison(),
                null,
                front(solution, true));
    }

    /**
     * Returns the front of several metrics as people read them; null of one.
     *
     * @param isOwn whether its values are this task's, which the plain objective judges
     */
    private @Nullable MetricFront front(Solution solution, boolean isOwn) {
        if (solution.front() == null) {
            return null;
        }
        List<MetricFront.Point> points = new ArrayList<>();
        Objective plain = isOwn ? objective.plain().orElse(null) : null;
        for (Front.Member member : solution.front().members()) {
            double[] values = plain == null ? member.values().clone() : values(plain, member.point());
            for (int m = 0; m < values.length; m++) {
                values[m] = metrics.get(m).shown(values[m]);
            }
            points.add(new MetricFront.Point(Parameters.of(objective.space(), member.point()), values));
        }
        Comparator<MetricFront.Point> byFirst = Comparator.comparingDouble(point -> metrics.getFirst().shown(point.values()[0]));
        points.sort(byFirst.reversed());
        return new MetricFront(metrics.stream().map(metric -> metric.measures().getFirst().name()).toList(), points);
    }

    private static double[] values(Objective objective, double[] point) {
        ValueBatch values = objective.valuesAt(point);
        return IntStream.range(0, objective.metrics()).mapToDouble(m -> values.metric(m)[0]).toArray();
    }

    /** Returns the value of a solution as the plain objective has it, after it was asked about the best of the others too. */
    private double judged(Solution solution, Parameters parameters) {
        return told.top() == null ? solution.value() : told.top().judged(parameters, solution.value());
    }

    /** Returns the parameters of a solution; a search that leaves the space fails its simulation, alike on every engine and in every store. */
    private Parameters permitted(Solution solution) {
        requirePermitted(solution.point());
        return Parameters.of(objective.space(), solution.point());
    }

    private void requirePermitted(double[] point) {
        ParameterSpace space = objective.space();
        if (!space.permits(point)) {
            throw new IllegalArgumentException("search " + search.name() + " returned " + Arrays.toString(point)
                    + ", which is no point of the space of " + strategy.name() + ": " + space.names());
        }
    }

    private long overBudget(Solution solution) {
        return search.hasBudget() ? solution.overBudget() : 0;
    }

    /** Returns what is kept of the trials; null where nothing is. */
    private @Nullable Trials kept() {
        Trials all = told.trials() == null ? null : told.trials().trials(objective.space());
        return all == null || told.blocks() == null ? all : told.blocks().of(all, objective.space());
    }

    private Fit fit(
            Parameters parameters,
            double value,
            Effort effort,
            @Nullable ExactComparison known,
            @Nullable Sharing sharing,
            @Nullable MetricFront front) {
        Double baseline = strategy.baseline(parameters)
                .map(neutral -> objective.valueAt(neutral.coordinates()))
                .orElse(null);
        ExactComparison comparison = known != null
                ? known
                : objective.exact()
                        .flatMap(exact -> exact.compare(parameters.coordinates(), context.stop()))
                        .orElse(null);
        return new Fit(parameters, value, baseline, effort, comparison, sharing, front, kept());
    }
}
