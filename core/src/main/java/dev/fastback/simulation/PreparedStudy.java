package dev.fastback.simulation;

import dev.fastback.forecast.ForecastException;
import dev.fastback.profit.ProfitEvaluator;
import dev.fastback.result.SimulationResult;
import dev.fastback.search.StopSignal;
import dev.fastback.study.Simulation;
import dev.fastback.study.Study;
import dev.fastback.walkforward.Fold;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * A study whose forecasts are made: everything that a simulation needs. Running a simulation is a pure function of its
 * index, so an engine may call it on any thread, in any order, and again.
 */
public final class PreparedStudy {
    /** Longest text of a failure, so that every journal and every worker can carry it. */
    private static final int MAX_DETAILS = 1 << 16;

    private static final int MAX_REASON = 1 << 10;

    private final Study study;
    private final ProfitEvaluator evaluator;
    private final List<PreparedSymbol> symbols;
    private final ProfitEvaluator stoppable;
    private final SharedFits sharedFits;

    public PreparedStudy(Study study, ProfitEvaluator evaluator, List<PreparedSymbol> symbols) {
        this(study, evaluator, symbols, new StopSignal());
    }

    public PreparedStudy(Study study, ProfitEvaluator evaluator, List<PreparedSymbol> symbols, StopSignal stop) {
        this.stoppable = new StoppableEvaluator(evaluator, stop);
        this.sharedFits = new SharedFits(study);
        this.study = study;
        this.evaluator = evaluator;
        this.symbols = List.copyOf(symbols);
    }

    /** Returns what was asked for. */
    public Study study() {
        return study;
    }

    /** Returns how candidates are computed. */
    public ProfitEvaluator evaluator() {
        return evaluator;
    }

    public PreparedSymbol symbol(int index) {
        return symbols.get(index);
    }

    /**
     * Runs the simulation with the given index. Whatever goes wrong inside is a {@link SimulationResult.Failed}; a search that the
     * end of the run cuts short makes it {@link SimulationResult.Interrupted}.
     */
    public SimulationResult run(int index) {
        Simulation simulation = study.simulation(index);
        if (!simulation.fold().isUsable()) {
            return new SimulationResult.Skipped(
                    simulation,
                    "needs " + simulation.fold().minBars() + " bars" + beforeTest(simulation.fold()) + ", has "
                            + simulation.fold().end());
        }
        SimulationEvent event = Recorder.isOn() ? Recorder.begun(new SimulationEvent()) : null;
        SimulationResult result;
        try {
            result = new SimulationRun(study, symbols.get(simulation.symbol()), stoppable, sharedFits, simulation).run();
        } catch (StoppableEvaluator.StoppedException e) {
            result = new SimulationResult.Interrupted(simulation);
        } catch (RuntimeException | StackOverflowError e) {
            result = failed(simulation, e);
        }
        if (event != null && Recorder.ended(event)) {
            event.symbol = study.symbols().get(simulation.symbol()).name();
            event.fold = simulation.fold().index();
            event.status = result.status();
            event.commit();
        }
        return result;
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return cut(text.toString(), MAX_DETAILS);
    }

    /** Returns the result of a simulation that ran into an error. */
    public static SimulationResult.Failed failed(Simulation simulation, Throwable e) {
        return new SimulationResult.Failed(simulation, oneLine(e), trace(e));
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
