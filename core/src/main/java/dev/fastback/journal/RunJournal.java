package dev.fastback.journal;

import dev.fastback.result.ForecastRecord;
import dev.fastback.result.RunHistory;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.summary.StudyTotals;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the results of one run are kept; the truth about it. A result is in the journal before anybody sees it, and reports are
 * computed from it alone. Interrupted simulations are not written: they are the ones that are missing.
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

    /**
     * Adds results some of which lie in files already, all or none: of those their places may be kept instead.
     *
     * @param places one for each result; null for one that lies nowhere yet
     * @throws JournalException if they cannot be kept; the run then stops
     */
    default void append(List<SimulationResult> results, List<@Nullable ResultPlace> places) {
        append(results);
    }

    /** Returns the indices of the simulations whose results are there; a copy. */
    BitSet finished();

    /**
     * Returns the results of the simulations {@code from} (inclusive) to {@code to} (exclusive), by index, null where there is
     * none. What was kept of trials may be left out: {@link #withTrials} has it.
     */
    List<@Nullable SimulationResult> results(int from, int to);

    /**
     * Reads results as {@link #results} does, in two steps: what has to be read is read before this returns, in the thread that uses the journal.
     * What is handed back makes results of it, which may be most of the work, once, on any one thread.
     */
    default Supplier<List<@Nullable SimulationResult>> read(int from, int to) {
        List<@Nullable SimulationResult> results = results(from, to);
        return () -> results;
    }

    /** Returns the result of a simulation with what was kept of its trials; null where there is none. */
    default @Nullable SimulationResult withTrials(int index) {
        return results(index, index + 1).getFirst();
    }

    /**
     * Keeps how many forecasts the run needed and how good they were, instead of what was kept before.
     *
     * @throws JournalException if it cannot be kept
     */
    void putForecasts(ForecastRecord forecasts);

    /** Returns what the run kept of its forecasts; empty if it was ended before they were made. */
    Optional<ForecastRecord> forecasts();

    /**
     * Keeps what is known of each symbol beside its simulations, instead of what was kept before.
     *
     * @param outcomes one per symbol, in the study's order
     * @throws JournalException if it cannot be kept
     */
    void putSymbols(List<SymbolOutcome> outcomes);

    /**
     * Keeps how often the data was looked at, once and for all.
     *
     * @throws JournalException if it cannot be kept
     */
    void putHistory(RunHistory history);

    /** Returns how often the data was looked at; empty until the run has ended, and where nothing tells of earlier runs. */
    Optional<RunHistory> history();

    /** Returns what all results make together, where that is known without another look at them. */
    default Optional<StudyTotals> totals() {
        return Optional.empty();
    }

    /** Returns what is known of a symbol beside its simulations; {@link SymbolOutcome#UNKNOWN} until the run was concluded. */
    SymbolOutcome symbol(int index);
}
