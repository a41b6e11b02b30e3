package dev.fastback.run;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** The symbols of a study as a list whose simulations are read from the journal when they are got. */
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
        return new SymbolResult(study.symbols().get(symbol), new JournalList(study, journal, symbol), orders.get(symbol));
    }

    @Override
    public int size() {
        return study.symbols().size();
    }
}
