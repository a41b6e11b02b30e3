package dev.fastback.simulation;

import dev.fastback.component.FatalErrors;
import dev.fastback.custom.CompiledClasses;
import dev.fastback.evaluation.Evaluation;
import dev.fastback.forecast.ForecastException;
import dev.fastback.recording.Recorder;
import dev.fastback.result.Fit;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.Trials;
import dev.fastback.search.Objective;
import dev.fastback.search.Search;
import dev.fastback.search.Solution;
import dev.fastback.search.StopSignal;
import dev.fastback.search.StoppedException;
import dev.fastback.search.space.ParameterSpace;
import dev.fastback.search.space.Parameters;
import dev.fastback.simulate.Prices;
import dev.fastback.strategy.Evaluators;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.PathTrading;
import dev.fastback.strategy.TunableStrategy;
import dev.fastback.study.Fills;
import dev.fastback.study.Simulation;
import dev.fastback.study.Study;
import dev.fastback.walkforward.Fold;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A study whose forecasts are made: everything that a simulation needs. Running a simulation is a pure function of its
 * index, so an engine may call it on any thread, in any order, and again.
 */
public final class PreparedStudy {
    /** Longest text of a failure, so that every journal and every worker can carry it. */
    private static final int MAX_DETAILS = 1 << 16;

    private static final int MAX_REASON = 1 << 10;

    private final Study study;
    private final Evaluators evaluators;
    private final List<PreparedSymbol> symbols;
    private final StopSignal stop;
    private final Search search;
    private final SharedFits sharedFits;
    private final boolean keepsTrials;
    private final AtomicReferenceArray<@Nullable Prices> prices;
    /** 0 while nobody has asked for it. */
    private volatile int firstBar;

    /** Makes a study that nobody stops. */
    public PreparedStudy(Study study, Evaluators evaluators, List<PreparedSymbol> symbols) {
        this(study, evaluators, symbols, new StopSignal());
    }

    /**
     * Makes a study.
     *
     * @param evaluators how candidates are computed
     * @param symbols the study's, in its order, each with its forecasts
     * @param stop reaches every search under way
     */
    public PreparedStudy(Study study, Evaluators evaluators, List<PreparedSymbol> symbols, StopSignal stop) {
        this(
                study,
                evaluators,
                List.copyOf(symbols),
                stop,
                study.search().search(),
                new SharedFits(study),
                new AtomicReferenceArray<>(symbols.size()));
    }

    private PreparedStudy(
            Study study,
            Evaluators evaluators,
            List<PreparedSymbol> symbols,
            StopSignal stop,
            Search search,
            SharedFits sharedFits,
            AtomicReferenceArray<@Nullable Prices> prices) {
        this.study = study;
        this.evaluators = evaluators;
        this.symbols = symbols;
        this.stop = stop;
        this.search = search;
        this.sharedFits = sharedFits;
        this.prices = prices;
        this.keepsTrials = study.search().keepsTrials();
    }

    /** Returns the same study with another signal that reaches every search under way, for the length of an engine's call. */
    public PreparedStudy withStop(StopSignal newStop) {
        return new PreparedStudy(study, evaluators, symbols, newStop, search, sharedFits, prices);
    }

    /** Returns the same study whose candidates are computed in another way. */
    public PreparedStudy withEvaluators(Evaluators newEvaluators) {
        return new PreparedStudy(study, newEvaluators, symbols, stop, search, sharedFits, prices);
    }

    /** Returns the same study with other forecasts of its symbols, the same as far as both have them. */
    public PreparedStudy withSymbols(List<PreparedSymbol> newSymbols) {
        return new PreparedStudy(study, evaluators, List.copyOf(newSymbols), stop, search, sharedFits, prices);
    }

    /** Returns what was asked for. */
    public Study study() {
        return study;
    }

    /** Returns how candidates are computed. */
    public Evaluators evaluators() {
        return evaluators;
    }

    /** Returns the first bar of any symbol that every strategy can be fitted on; looked for among all of them when it is first asked for. */
    public int firstBar() {
        int known = firstBar;
        if (known == 0) {
            known = study.firstBar();
            firstBar = known;
        }
        return known;
    }

    /** Returns a symbol of the study with its forecasts. */
    public PreparedSymbol symbol(int index) {
        return symbols.get(index);
    }

    /**
     * Returns what the study makes as large as possible on some bars.
     *
     * @param symbol the symbol's index
     * @param slice bars of that symbol
     */
    public Objective objective(int symbol, TunableStrategy strategy, MarketSlice slice) {
        PathObjective ofOrders = ofOrders(symbol, strategy, slice);
        return ofOrders != null ? ofOrders : strategy.objective(slice, study.metric(), evaluators);
    }

    /** Returns what parameters earn in sample, executed as the study's fits are. */
    public Evaluation evaluate(int symbol, TunableStrategy strategy, MarketSlice slice, Parameters parameters) {
        PathObjective ofOrders = ofOrders(symbol, strategy, slice);
        return ofOrders != null ? ofOrders.evaluation(parameters) : strategy.evaluate(slice, parameters);
    }

    /** Returns the account of a strategy's orders where fits see that; null where they see what the strategy itself says. */
    private @Nullable PathObjective ofOrders(int symbol, TunableStrategy strategy, MarketSlice slice) {
        PathTrading trading = study.search().fills() == Fills.LEVEL || strategy.isAccount() ? null : strategy.pathTrading().orElse(null);
        PreparedSymbol data = symbols.get(symbol);
        return trading == null
                ? null
                : new PathObjective(
                        strategy, trading, data, slice, prices(symbol), UnseenPaths.venue(data.symbol().market(), study), study.metric(), stop);
    }

    /** Returns the prices of a symbol's series, made when they are first asked for; threads that ask at the same time may each make them. */
    Prices prices(int symbol) {
        Prices known = prices.get(symbol);
        if (known == null) {
            known = Prices.of(symbols.get(symbol).symbol().bars());
            prices.set(symbol, known);
        }
        return known;
    }

    /** Returns what was kept of the search for the parameters that a simulation shares with others; null where nothing is kept. */
    public @Nullable Trials sharedTrials(Simulation simulation, TunableStrategy strategy) {
        return sharedFits.trials(this, simulation, strategy);
    }

    /** Returns what the parameters that a simulation shares with others make as large as possible: the mean over all that share them. */
    public Objective sharedObjective(Simulation simulation, TunableStrategy strategy) {
        return sharedFits.objective(this, simulation, strategy);
    }

    /** Returns what asks every search under way to give up. */
    public StopSignal stop() {
        return stop;
    }

    Search search() {
        return search;
    }

    boolean keepsTrials() {
        return keepsTrials;
    }

    SharedFits sharedFits() {
        return sharedFits;
    }

    /**
     * Returns the searches of the simulation with the given index, one per strategy with parameters; none if it has too few bars.
     *
     * @throws RuntimeException whatever a strategy throws
     */
    public List<FitTask> tasks(int index) {
        Simulation simulation = study.simulation(index);
        return simulation.fold().isUsable() ? new SimulationRun(this, simulation).tasks() : List.of();
    }

    /**
     * Returns what the best parameters of each search of a usable simulation earn in sample, in the order of {@link #tasks}; what else a fit tells is
     * not looked for.
     *
     * @throws RuntimeException whatever a strategy throws
     */
    public List<Evaluation> searched(int index) {
        return new SimulationRun(this, study.simulation(index)).searched();
    }

    /**
     * Returns the result of the simulation with the given index.
     *
     * @param fits what the searches found, in the order of {@link #tasks}
     * @throws IllegalArgumentException if there are not as many as searches
     */
    public SimulationResult finish(int index, List<Fit> fits) {
        Simulation simulation = study.simulation(index);
        long searched = study.strategies().stream().filter(strategy -> !strategy.space().isEmpty()).count();
        if (simulation.fold().isUsable() && fits.size() != searched) {
            throw new IllegalArgumentException("fits must be " + searched + ", one per strategy with parameters: " + fits.size());
        }
        return guarded(simulation, () -> new SimulationRun(this, simulation).finish(fits, 0));
    }

    /**
     * Runs the simulation with the given index: its searches, one after another, and its scores. Whatever a strategy throws makes it a {@link
     * SimulationResult.Failed}, errors included; a search that the end of the run cuts short makes it {@link
     * SimulationResult.Interrupted}.
     *
     * @throws VirtualMachineError other than {@link StackOverflowError}: the process can no longer be relied on
     */
    public SimulationResult run(int index) {
        return run(index, FitTask::solve);
    }

    /**
     * Runs the simulation with the given index as {@link #run(int)} does, with its searches solved in another way.
     *
     * @param solver returns what the search of a task finds; what it throws fails the simulation, but for a stop
     */
    public SimulationResult run(int index, Function<FitTask, Fit> solver) {
        Simulation simulation = study.simulation(index);
        return guarded(simulation, () -> {
            long start = System.nanoTime();
            SimulationRun run = new SimulationRun(this, simulation);
            List<FitTask> tasks = run.tasks();
            return scored(simulation, run, tasks, k -> solve(tasks.get(k), solver), start);
        });
    }

    /**
     * Returns the scores of what a simulation's searches found, or that one of them was told to stop.
     *
     * @param fits gives the fit of a task by its number
     * @param start when the simulation began, as {@link System#nanoTime} tells it
     */
    private SimulationResult scored(Simulation simulation, SimulationRun run, List<FitTask> tasks, IntFunction<Fit> fits, long start) {
        List<Fit> found = new ArrayList<>(tasks.size());
        for (int k = 0; k < tasks.size(); k++) {
            try {
                found.add(fits.apply(k));
            } catch (StoppedException e) {
                return new SimulationResult.Interrupted(simulation, unfinished(tasks.get(k), e.best()));
            }
        }
        return run.finish(found, System.nanoTime() - start);
    }

    /**
     * Runs several simulations with their searches solved together; the results are those of {@link #run}. The time of the batch is shared
     * alike among its searches.
     *
     * @param batch solves the searches; what it throws ends the call, but for a stop
     * @return one result per index, in order; those whose scores had not begun when told to stop are left out at the end
     */
    public List<SimulationResult> runAll(int[] indices, FitBatch batch) {
        List<Begun> begun = new ArrayList<>(indices.length);
        List<FitTask> tasks = new ArrayList<>();
        for (int index : indices) {
            begun.add(begin(index, tasks));
        }
        long start = System.nanoTime();
        List<Optional<FitBatch.Found>> found;
        try {
            found = batch.solve(Collections.unmodifiableList(tasks), stop);
        } catch (StoppedException e) {
            return begun.stream().map(each -> each.ended() == null ? new SimulationResult.Interrupted(each.simulation()) : each.ended()).toList();
        }
        long nanos = (System.nanoTime() - start) / Math.max(1, tasks.size());
        List<SimulationResult> results = new ArrayList<>(indices.length);
        for (Begun each : begun) {
            if (stop.isRequested()) {
                break;
            }
            results.add(each.ended() != null ? each.ended() : finish(each, tasks, found, nanos));
        }
        return results;
    }

    /** A simulation whose searches have been stated, or that ended before. */
    private record Begun(
            Simulation simulation, @Nullable SimulationRun run, int firstTask, int endTask, long nanos, @Nullable SimulationResult ended) {}

    private Begun begin(int index, List<FitTask> tasks) {
        Simulation simulation = study.simulation(index);
        int first = tasks.size();
        if (!simulation.fold().isUsable()) {
            return new Begun(simulation, null, first, first, 0, skipped(simulation));
        }
        long start = System.nanoTime();
        try {
            SimulationRun run = new SimulationRun(this, simulation);
            tasks.addAll(run.tasks());
            return new Begun(simulation, run, first, tasks.size(), System.nanoTime() - start, null);
        } catch (RuntimeException | Error e) {
            // Whatever a strategy throws while it states its objective fails its simulation, as when it runs alone.
            return new Begun(simulation, null, first, first, 0, ended(simulation, e));
        }
    }

    private SimulationResult finish(Begun begun, List<FitTask> tasks, List<Optional<FitBatch.Found>> found, long nanos) {
        return guarded(begun.simulation(), () -> {
            List<FitTask> own = tasks.subList(begun.firstTask(), begun.endTask());
            List<Optional<FitBatch.Found>> ofOwn = found.subList(begun.firstTask(), begun.endTask());
            // As if it had begun just now, less what it took so far.
            long start = System.nanoTime() - begun.nanos() - nanos * own.size();
            return scored(
                    begun.simulation(),
                    Objects.requireNonNull(begun.run()),
                    own,
                    k -> ofOwn.get(k).map(each -> each.fit(nanos)).orElseGet(() -> solve(own.get(k), FitTask::solve)),
                    start);
        });
    }

    /** Returns what a search had found; null where that is no point of the strategy's space, as of a search that was given up inside another. */
    private static SimulationResult.@Nullable Unfinished unfinished(FitTask task, @Nullable Solution best) {
        ParameterSpace space = task.objective().space();
        return best == null || task.isShared() || !space.permits(best.point())
                ? null
                : new SimulationResult.Unfinished(
                        task.strategy().name(), Parameters.of(space, best.point()), best.value(), best.evaluations());
    }

    private Fit solve(FitTask task, Function<FitTask, Fit> solver) {
        SearchEvent event = Recorder.isOn() ? Recorder.begun(new SearchEvent()) : null;
        Fit fit = solver.apply(task);
        if (event != null && Recorder.ended(event)) {
            event.symbol = symbols.get(task.simulation().symbol()).symbol().name();
            event.fold = task.simulation().fold().index();
            event.strategy = task.strategy().name();
            event.evaluations = fit.effort().evaluations();
            event.commit();
        }
        return fit;
    }

    private interface Work {
        SimulationResult run();
    }

    private SimulationResult guarded(Simulation simulation, Work work) {
        if (!simulation.fold().isUsable()) {
            return skipped(simulation);
        }
        SimulationEvent event = Recorder.isOn() ? Recorder.begun(new SimulationEvent()) : null;
        SimulationResult result;
        try {
            result = work.run();
        } catch (RuntimeException | Error e) {
            result = ended(simulation, e);
        }
        if (event != null && Recorder.ended(event)) {
            event.symbol = study.symbols().get(simulation.symbol()).name();
            event.fold = simulation.fold().index();
            event.status = result.status();
            event.commit();
        }
        return result;
    }

    private static SimulationResult skipped(Simulation simulation) {
        return new SimulationResult.Skipped(
                simulation,
                "needs " + simulation.fold().minBars() + " bars" + beforeTest(simulation.fold()) + ", has " + simulation.fold().end());
    }

    /** Returns the result of a simulation that something thrown has ended; throws what the process cannot survive. */
    private static SimulationResult ended(Simulation simulation, Throwable e) {
        if (e instanceof StoppedException) {
            return new SimulationResult.Interrupted(simulation);
        }
        if (FatalErrors.isFatal(e)) {
            throw (Error) e;
        }
        return failed(simulation, e);
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return cut(text.toString(), MAX_DETAILS);
    }

    /** Returns the result of a simulation that ran into an error. */
    public static SimulationResult.Failed failed(Simulation simulation, Throwable e) {
        return new SimulationResult.Failed(simulation, CompiledClasses.place(e) + oneLine(e), trace(e));
    }

    private static String beforeTest(Fold fold) {
        return fold.testBars() == 0 ? "" : fold.testBars() == 1 ? " before its test bar" : " before its test bars";
    }

    private static String oneLine(Throwable e) {
        String message = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
        // What was refused speaks for itself; anything else is a surprise, and its kind is a clue.
        boolean refused = (e instanceof IllegalArgumentException || e instanceof ForecastException) && !message.isEmpty();
        return cut(refused ? message : e.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message), MAX_REASON);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "...";
    }
}
