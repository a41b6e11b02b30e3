package dev.fastback.journal;

import dev.fastback.result.SymbolOutcome;
import dev.fastback.result.SymbolResult;
import dev.fastback.result.Timing;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import dev.fastback.summary.StudyTotals;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run from its journal: nothing is run, forecast or computed anew. What is missing shows as interrupted.
 */
public final class StudyView {
    private StudyView() {}

    /** Returns the result of a stored run, valid while its journal is open. */
    public static StudyResult of(Study study, RunJournal journal) {
        return of(study, journal, Timing.NONE, journal.totals().orElse(null));
    }

    /**
     * Returns the result of a run, valid while its journal is open.
     *
     * @param timing where its time went
     * @param totals what its results make together, where the run has added them up; null where a pass over the journal is to
     */
    public static StudyResult of(Study study, RunJournal journal, Timing timing, @Nullable StudyTotals totals) {
        return new StudyResult(study, symbols(study, journal), journal.forecasts().orElse(null), timing, totals);
    }

    /** Returns the symbols as a list whose simulations are read from the journal when they are got. */
    private static List<SymbolResult> symbols(Study study, RunJournal journal) {
        return new SymbolList(study, journal);
    }

    private static final class SymbolList extends AbstractList<SymbolResult> implements RandomAccess {
        private final Study study;
        private final RunJournal journal;

        SymbolList(Study study, RunJournal journal) {
            this.study = study;
            this.journal = journal;
        }

        @Override
        public SymbolResult get(int symbol) {
            SymbolOutcome outcome = journal.symbol(symbol);
            return new SymbolResult(study.symbols().get(symbol), new JournalList(study, journal, symbol, outcome), outcome);
        }

        @Override
        public int size() {
            return study.symbols().size();
        }
    }
}
