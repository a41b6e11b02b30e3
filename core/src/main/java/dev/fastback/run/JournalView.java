package dev.fastback.run;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** The symbols of a study as a list that reads each from the journal when it is got, missing simulations as interrupted. */
final class JournalView extends AbstractList<SymbolResult> implements RandomAccess {
    private final Study study;
    private final RunJournal journal;
    private final List<List<Order>> orders;

    JournalView(Study study, RunJournal journal, List<List<Order>> orders) {
        this.study = study;
        this.journal = journal;
        this.orders = List.copyOf(orders);
    }

    @Override
    public SymbolResult get(int symbol) {
        return new SymbolResult(study.symbols().get(symbol), simulations(study, journal, symbol), orders.get(symbol));
    }

    @Override
    public int size() {
        return study.symbols().size();
    }

    static List<SimulationResult> simulations(Study study, RunJournal journal, int symbol) {
        int folds = study.walkForward().simulations();
        List<@Nullable SimulationResult> read = journal.results(symbol * folds, (symbol + 1) * folds);
        List<SimulationResult> whole = new ArrayList<>(folds);
        for (int k = 0; k < folds; k++) {
            SimulationResult result = read.get(k);
            whole.add(result != null ? result : new SimulationResult.Interrupted(study.simulation(symbol * folds + k)));
        }
        return whole;
    }
}
