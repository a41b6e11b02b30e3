package dev.fastback.run;

import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.ForecastRun;
import dev.fastback.forecast.ForecastScores;
import dev.fastback.forecast.Forecasts;
import dev.fastback.forecast.builtin.ForecastScoring;
import dev.fastback.parallel.InOrder;
import dev.fastback.recording.Recorder;
import dev.fastback.result.ForecastCounts;
import dev.fastback.result.ForecastRecord;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The forecasts of a whole study, made at once.
 *
 * @param symbols the study's symbols with their forecasts; those that have none have empty ones
 * @param failures what went wrong, by the symbol's index
 * @param record how many forecasts it took, and how good they were
 */
record StudyForecasts(List<PreparedSymbol> symbols, Map<Integer, Throwable> failures, ForecastRecord record) {
    private static final String THREADS = "fastback-forecast-";

    /**
     * Makes them; empty when told to stop meanwhile.
     *
     * @param workers threads that make them; with 1 this one does
     */
    static Optional<StudyForecasts> make(Study study, StopSignal stop, int workers) {
        ForecastEvent event = Recorder.isOn() ? Recorder.begun(new ForecastEvent()) : null;
        boolean wanted = study.strategies().stream().anyMatch(strategy -> strategy.needs().forecasts());
        List<ForecastPlan> plans = new ArrayList<>(study.symbols().size());
        InOrder.forEach(workers, THREADS, study.symbols().size(), s -> plan(study, s, wanted), (s, plan) -> plans.add(plan));
        ForecastCounts counts = new ForecastCounts(0, 0, 0, 0, 0);
        for (ForecastPlan plan : plans) {
            counts = counts.plus(counts(plan));
        }
        Optional<ForecastRun.Answers> answers = ForecastRun.ask(plans, study.forecaster(), stop::isRequested, workers);
        if (event != null && Recorder.ended(event)) {
            event.symbols = plans.size();
            event.forecaster = study.forecaster().id();
            event.asked = counts.asked();
            event.distinct = counts.distinct();
            event.commit();
        }
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        List<ForecastRun.Outcome> outcomes = answers.get().outcomes();
        Map<Integer, Throwable> failures = new TreeMap<>();
        for (int s = 0; s < plans.size(); s++) {
            Throwable failure = outcomes.get(s).failure();
            if (failure != null) {
                failures.put(s, failure);
            }
        }
        List<Scored> scored = new ArrayList<>(plans.size());
        int alone = plans.size() == 1 ? workers : 1; // within a symbol
        InOrder.forEach(
                workers, THREADS, plans.size(), s -> prepared(study, s, outcomes.get(s), alone), (s, symbol) -> scored.add(symbol));
        ForecastScores scores = scored.stream().map(Scored::scores).reduce(ForecastScores.NONE, ForecastScores::plus);
        List<PreparedSymbol> symbols = scored.stream().map(Scored::symbol).toList();
        return Optional.of(new StudyForecasts(symbols, failures, new ForecastRecord(counts.with(answers.get().use()), scores)));
    }

    private static ForecastPlan plan(Study study, int s, boolean wanted) {
        StudySymbol symbol = study.symbols().get(s);
        return wanted ? ForecastPlan.of(symbol.bars(), study.usableFolds(s), study.orderFold(s)) : none(symbol);
    }

    /** A symbol with its forecasts, and how good they are. */
    private record Scored(PreparedSymbol symbol, ForecastScores scores) {}

    private static Scored prepared(Study study, int s, ForecastRun.Outcome outcome, int workers) {
        StudySymbol symbol = study.symbols().get(s);
        Forecasts forecasts = outcome.failure() == null ? outcome.forecasts() : none(symbol).run(study.forecaster());
        return new Scored(new PreparedSymbol(symbol, forecasts), ForecastScoring.of(forecasts, study.forecaster().id(), workers));
    }

    private static ForecastPlan none(StudySymbol symbol) {
        return ForecastPlan.of(symbol.bars(), List.of(), false);
    }

    private static ForecastCounts counts(ForecastPlan plan) {
        return new ForecastCounts(plan.asked(), plan.distinct(), plan.size() - plan.distinct(), 0, 0);
    }
}
