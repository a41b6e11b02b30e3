package dev.fastback.run;

import dev.fastback.journal.RunJournal;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.simulation.UnseenPaths;
import java.util.ArrayList;
import java.util.List;

/** Makes what a run knows of each symbol once its simulations are done: the paths of unseen bars, and the orders for the bar after the data. */
final class Conclusion {
    private Conclusion() {}

    /** Returns the outcome of each symbol. A symbol whose forecasts failed keeps what the journal holds of it. */
    static List<SymbolOutcome> of(PreparedStudy prepared, StudyForecasts forecasts, RunJournal journal) {
        int folds = prepared.study().walkForward().simulations();
        List<SymbolOutcome> outcomes = new ArrayList<>(forecasts.symbols().size());
        for (int s = 0; s < forecasts.symbols().size(); s++) {
            outcomes.add(
                    forecasts.failures().containsKey(s)
                            ? journal.symbol(s)
                            : UnseenPaths.of(prepared, s, journal.results(s * folds, (s + 1) * folds)));
        }
        return outcomes;
    }
}
