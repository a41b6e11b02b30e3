package dev.fastback.journal;

import dev.fastback.result.Order;
import dev.fastback.result.SymbolResult;
import dev.fastback.study.Study;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** The symbols of a study as a list whose simulations are read from the journal when they are got. */
public final class JournalView extends AbstractList<SymbolResult> implements RandomAccess {
    private final Study study;
    private final RunJournal journal;
    private final List<List<Order>> orders;

    public JournalView(Study study, RunJournal journal, List<List<Order>> orders) {
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
