package dev.fastback.simulation;

import dev.fastback.result.Effort;
import dev.fastback.result.Fit;
import dev.fastback.result.Sharing;
import dev.fastback.search.ExactComparison;
import dev.fastback.search.Objective;
import dev.fastback.search.ParameterSpace;
import dev.fastback.search.Parameters;
import dev.fastback.search.Search;
import dev.fastback.search.SearchContext;
import dev.fastback.search.Solution;
import dev.fastback.search.SplitSearch;
import dev.fastback.simulation.SharedFits.SharedFit;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Simulation;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
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
    private final Search search;
    private final SearchContext context;
    private final @Nullable TrialKeeper trials;
    private final @Nullable TopTrials top;
    private final @Nullable Supplier<SharedFit> shared;

    FitTask(
            Simulation simulation,
            int strategyIndex,
            TunableStrategy strategy,
            Objective objective,
            Search search,
            SearchContext context,
            @Nullable TrialKeeper trials,
            @Nullable TopTrials top,
            @Nullable Supplier<SharedFit> shared) {
        this.simulation = simulation;
        this.strategyIndex = strategyIndex;
        this.strategy = strategy;
        this.objective = objective;
        this.search = search;
        this.context = context;
        this.trials = trials;
        this.top = top;
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

    /** Returns this search in ranges of its points; empty where it can only be searched whole. */
    public Optional<FitRanges> ranges() {
        return search instanceof SplitSearch split && !isShared() && !context.budget().endsEarly()
                ? Optional.of(new FitRanges(this, split, trials, top))
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
        SharedFit together = shared.get();
        Solution solution = together.solution();
        Effort effort = new Effort(
                solution.evaluations(), overBudget(solution), nanos + together.nanos() / together.simulations());
        return fit(
                permitted(solution),
                objective.plain().orElse(objective).valueAt(solution.point()),
                effort,
                null,
                new Sharing(together.simulations(), solution.value(), own.value()));
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
                null);
    }

    /** Returns the value of a solution as the plain objective has it, after it was asked about the best of the others too. */
    private double judged(Solution solution, Parameters parameters) {
        return top == null ? solution.value() : top.judged(parameters, solution.value());
    }

    /** Returns the parameters of a solution; a search that leaves the space fails its simulation, alike on every engine and in every store. */
    private Parameters permitted(Solution solution) {
        ParameterSpace space = objective.space();
        if (!space.permits(solution.point())) {
            throw new IllegalArgumentException("search " + search.name() + " returned " + Arrays.toString(solution.point())
                    + ", which is no point of the space of " + strategy.name() + ": " + space.names());
        }
        return Parameters.of(space, solution.point());
    }

    private long overBudget(Solution solution) {
        return search.hasBudget() ? solution.overBudget() : 0;
    }

    private Fit fit(
            Parameters parameters,
            double value,
            Effort effort,
            @Nullable ExactComparison known,
            @Nullable Sharing sharing) {
        Double baseline = strategy.baseline(parameters)
                .map(neutral -> objective.valueAt(neutral.coordinates()))
                .orElse(null);
        ExactComparison comparison = known != null
                ? known
                : objective.exact()
                        .flatMap(exact -> exact.compare(parameters.coordinates(), context.stop()))
                        .orElse(null);
        return new Fit(
                parameters, value, baseline, effort, comparison, sharing, trials == null ? null : trials.trials(objective.space()));
    }
}
