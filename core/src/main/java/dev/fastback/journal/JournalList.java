package dev.fastback.journal;

import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.study.Study;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Supplier;
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

    /**
     * {@inheritDoc}
     *
     * <p>It is read from the journal now, and made into results in the thread that first asks for one of them.
     */
    @Override
    public List<SimulationResult> subList(int from, int to) {
        Objects.checkFromToIndex(from, to, size());
        return new Part(to - from, journal.read(first + from, first + to), first + from);
    }

    /** A few of them. */
    private final class Part extends AbstractList<SimulationResult> implements RandomAccess {
        private final int size;
        private final int from;
        private @Nullable Supplier<List<@Nullable SimulationResult>> read;
        private List<SimulationResult> made = List.of();

        Part(int size, Supplier<List<@Nullable SimulationResult>> read, int from) {
            this.size = size;
            this.from = from;
            this.read = read;
        }

        @Override
        public SimulationResult get(int index) {
            return made().get(index);
        }

        @Override
        public Object[] toArray() {
            return made().toArray();
        }

        @Override
        public int size() {
            return size;
        }

        private synchronized List<SimulationResult> made() {
            if (read != null) {
                made = whole(read.get(), from);
                read = null;
            }
            return made;
        }
    }

    private List<SimulationResult> read(int from, int to) {
        return whole(journal.results(from, to), from);
    }

    /** Returns results with their unseen bars, and those that are missing as interrupted. */
    private List<SimulationResult> whole(List<@Nullable SimulationResult> read, int from) {
        int to = from + read.size();
        List<SimulationResult> whole = new ArrayList<>(read.size());
        for (int i = from; i < to; i++) {
            SimulationResult result = read.get(i - from);
            whole.add(result != null ? outcome.seenFrom(result) : new SimulationResult.Interrupted(study.simulation(i)));
        }
        return whole;
    }
}
