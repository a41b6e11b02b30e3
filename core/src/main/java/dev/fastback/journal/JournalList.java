package dev.fastback.journal;

import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.study.Study;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The simulations of a symbol as a list that reads them from the journal in blocks when they are got, missing ones as interrupted. One
 * block is in memory at a time. Safe for use by many threads.
 */
public final class JournalList extends AbstractList<SimulationResult> implements RandomAccess {
    private static final int BLOCK = 256;

    private final Study study;
    private final RunJournal journal;
    private final int first;
    private final SymbolOutcome outcome;
    private volatile @Nullable Block last;

    /** Makes the list of a symbol's simulations, their test bars as the symbol's unseen paths have them. */
    public JournalList(Study study, RunJournal journal, int symbol, SymbolOutcome outcome) {
        this.outcome = outcome;
        this.study = study;
        this.journal = journal;
        this.first = symbol * study.walkForward().simulations();
    }

    private record Block(int from, List<SimulationResult> results) {}

    @Override
    public SimulationResult get(int index) {
        Objects.checkIndex(index, size());
        int from = index - index % BLOCK;
        Block block = last;
        if (block == null || block.from() != from) {
            block = new Block(from, read(first + from, first + from + Math.min(BLOCK, size() - from)));
            last = block;
        }
        return block.results().get(index - from);
    }

    @Override
    public int size() {
        return study.walkForward().simulations();
    }

    private List<SimulationResult> read(int from, int to) {
        List<@Nullable SimulationResult> read = journal.results(from, to);
        List<SimulationResult> whole = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            SimulationResult result = read.get(i - from);
            whole.add(result != null ? outcome.seenFrom(result) : new SimulationResult.Interrupted(study.simulation(i)));
        }
        return whole;
    }
}
