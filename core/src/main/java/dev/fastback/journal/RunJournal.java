package dev.fastback.journal;

import dev.fastback.result.SimulationResult;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the results of one run are kept; the truth about it. A result is in the journal before anybody sees it, and reports are
 * computed from it. Interrupted simulations are not written: they are the ones that are missing.
 *
 * <p>One thread writes. Whoever opened the journal closes it.
 */
public interface RunJournal {
    /**
     * Adds results, all or none. When the call returns they are as safe as the journal can make them.
     *
     * @param results none of them interrupted, none of them in the journal yet
     * @throws JournalException if they cannot be kept; the run then stops
     */
    void append(List<SimulationResult> results);

    /** Returns the indices of the simulations whose results are there; a copy. */
    BitSet finished();

    /**
     * Returns the results of the simulations {@code from} (inclusive) to {@code to} (exclusive), by index, null where there is
     * none.
     */
    List<@Nullable SimulationResult> results(int from, int to);
}
