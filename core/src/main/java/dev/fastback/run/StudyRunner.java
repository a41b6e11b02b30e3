package dev.fastback.run;

import dev.fastback.data.BarSeries;
import dev.fastback.engine.EngineException;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.forecast.ForecastException;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.Forecasts;
import dev.fastback.journal.JournalList;
import dev.fastback.journal.JournalView;
import dev.fastback.journal.RunJournal;
import dev.fastback.result.ForecastCounts;
import dev.fastback.result.Order;
import dev.fastback.result.SimulationResult.Completed;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.StrategySummary;
import dev.fastback.result.StrategyTally;
import dev.fastback.result.StudyResult;
import dev.fastback.result.Timing;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.Orders;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.simulation.Recorder;
import dev.fastback.strategy.Strategy;
import dev.fastback.strategy.Windows;
import dev.fastback.study.Simulation;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import dev.fastback.walkforward.Fold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Runs studies: makes the forecasts, hands the simulations to an engine, and puts the results together in the study's order.
 *
 * {@snippet :
 * Study study = Study.builder().add(bars).build();
 * StudyResult result = StudyRunner.run(study, RunOptions.of(new ThreadEngine(4)));
 * }
 */
public final class StudyRunner {
    private static final double NANOS = 1e9;

    private StudyRunner() {}

    /** Runs a study with the sequential engine. */
    public static StudyResult run(Study study) {
        return run(study, RunOptions.of(new SequentialEngine()));
    }

    /**
     * Runs a study. When asked to stop it returns soon, with what was finished and the rest interrupted.
     *
     * <p>Where the forecaster returns what is no forecast, the symbol's simulations fail, and the other symbols go on.
     *
     * @throws EngineException if the engine cannot go on; results until then are in the journal
     */
    public static StudyResult run(Study study, RunOptions options) {
        StudyEvent event = Recorder.isOn() ? Recorder.begun(new StudyEvent()) : null;
        long start = System.nanoTime();
        List<PreparedSymbol> symbols = new ArrayList<>(study.symbols().size());
        Map<Integer, ForecastException> unforecast = new HashMap<>();
        ForecastCounts counts = new ForecastCounts(0, 0, 0, 0, 0);
        for (StudySymbol symbol : study.symbols()) {
            ForecastPlan plan = ForecastPlan.of(symbol.bars(), usableFolds(study, symbol.bars()), true);
            Optional<PreparedSymbol> prepared;
            try {
                prepared = prepare(study, symbol, plan, options.stop());
            } catch (ForecastException e) {
                unforecast.put(symbols.size(), e);
                prepared = prepare(study, symbol, ForecastPlan.of(symbol.bars(), List.of(), false), options.stop());
            }
            if (prepared.isEmpty()) {
                break;
            }
            symbols.add(prepared.get());
            counts = counts.plus(counts(plan));
            options.listener().forecastsMade(symbols.size(), study.symbols().size());
        }
        long forecastEnd = System.nanoTime();
        RunJournal journal = options.journal().apply(study);
        JournalWriter writer = new JournalWriter(study, journal, options.listener());
        if (symbols.size() == study.symbols().size()) {
            PreparedStudy prepared = new PreparedStudy(study, options.evaluator(), symbols, options.stop());
            int[] missing = IntStream.range(0, study.simulationCount())
                    .filter(i -> !writer.isFinished(i))
                    .filter(i -> !failsUnforecast(study.simulation(i), unforecast, writer))
                    .toArray();
            try {
                options.engine().run(prepared, missing, writer, options.stop());
            } catch (EngineException e) {
                writer.flush(); // what was handed over is valid
                throw e;
            }
            writer.flush();
        }
        long simulationEnd = System.nanoTime();
        StudyResult result = assemble(
                study,
                symbols,
                journal,
                counts,
                new Timing(
                        (simulationEnd - start) / NANOS,
                        (forecastEnd - start) / NANOS,
                        (simulationEnd - forecastEnd) / NANOS,
                        writer.searchNanos() / NANOS,
                        writer.scoreNanos() / NANOS));
        if (event != null && Recorder.ended(event)) {
            event.symbols = study.symbols().size();
            event.simulations = study.simulationCount();
            event.search = study.search().name();
            event.engine = options.engine().name();
            event.commit();
        }
        return result;
    }

    // A simulation that lacks forecasts ends here; one that has too few bars for any is skipped as usual.
    private static boolean failsUnforecast(
            Simulation simulation, Map<Integer, ForecastException> unforecast, JournalWriter writer) {
        ForecastException cause = unforecast.get(simulation.symbol());
        if (cause == null || !simulation.fold().isUsable()) {
            return false;
        }
        writer.accept(PreparedStudy.failed(simulation, cause));
        return true;
    }

    private static List<Fold> usableFolds(Study study, BarSeries bars) {
        return study.walkForward().folds(bars.size()).stream().filter(Fold::isUsable).toList();
    }

    private static Optional<PreparedSymbol> prepare(
            Study study, StudySymbol symbol, ForecastPlan plan, StopSignal stop) {
        ForecastEvent event = Recorder.isOn() ? Recorder.begun(new ForecastEvent()) : null;
        Optional<Forecasts> forecasts = plan.run(study.forecaster(), stop::isRequested);
        if (event != null && Recorder.ended(event)) {
            event.symbol = symbol.name();
            event.forecaster = study.forecaster().id();
            event.asked = plan.asked();
            event.distinct = plan.distinct();
            event.commit();
        }
        return forecasts.map(made -> new PreparedSymbol(symbol, made, Windows.of(symbol.bars(), made)));
    }

    private static ForecastCounts counts(ForecastPlan plan) {
        return new ForecastCounts(
                plan.asked(), plan.distinct(), plan.size() - plan.distinct(), 0, plan.size());
    }

    private static StudyResult assemble(
            Study study, List<PreparedSymbol> prepared, RunJournal journal, ForecastCounts counts, Timing timing) {
        List<List<Order>> orders = new ArrayList<>();
        List<StrategySummary> summary = new ArrayList<>();
        Map<Class<? extends SimulationResult>, Long> statuses = new HashMap<>();
        for (int s = 0; s < study.symbols().size(); s++) {
            List<Strategy> strategies = study.strategies();
            List<StrategyTally> tallies = strategies.stream().map(strategy -> new StrategyTally()).toList();
            List<SimulationResult> simulations = new JournalList(study, journal, s);
            for (SimulationResult result : simulations) {
                statuses.merge(result.getClass(), 1L, Long::sum);
                if (result instanceof Completed completed) {
                    for (int k = 0; k < tallies.size(); k++) {
                        tallies.get(k).add(result.simulation().fold().index(), completed.strategies().get(k));
                    }
                }
            }
            orders.add(
                    s < prepared.size() && simulations.getFirst() instanceof Completed newest
                            ? Orders.of(study, prepared.get(s), newest)
                            : List.of());
            for (int k = 0; k < tallies.size(); k++) {
                summary.add(tallies.get(k).summary(study.symbols().get(s).name(), strategies.get(k).name()));
            }
        }
        return new StudyResult(study, new JournalView(study, journal, orders), summary, counts, timing, statuses);
    }
}
