package dev.fastback.testkit;

import dev.fastback.forecast.ForecastPlan;
import dev.fastback.journal.RunJournal;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.search.StopSignal;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.PreparedSymbol;
import dev.fastback.simulation.UnseenPaths;
import dev.fastback.strategy.Evaluators;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
import java.util.List;

/** Concludes a study of one symbol from the results that a journal holds, whole or not. */
final class Conclusions {
    private Conclusions() {}

    static SymbolOutcome of(Study study, RunJournal journal) {
        StudySymbol symbol = study.symbols().getFirst();
        PreparedSymbol prepared = new PreparedSymbol(
                symbol, ForecastPlan.of(symbol.bars(), study.usableFolds(0), study.orderFold(0)).run(study.forecaster()));
        return UnseenPaths.of(
                new PreparedStudy(study, Evaluators.SCALAR, List.of(prepared)), 0, journal.results(0, study.simulationCount()),
                new StopSignal(), 1);
    }
}
