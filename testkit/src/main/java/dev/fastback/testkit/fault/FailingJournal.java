package dev.fastback.testkit.fault;

import dev.fastback.journal.JournalException;
import dev.fastback.journal.RunJournal;
import dev.fastback.result.ForecastRecord;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolOutcome;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A journal that keeps results in another one until it fails for good. */
public final class FailingJournal implements RunJournal {
    private final RunJournal kept;
    private final int failingAppend;
    private int appends;

    /**
     * Makes one.
     *
     * @param kept where results go that are taken
     * @param failingAppend the first append that fails, from 1; all later ones fail too
     */
    public FailingJournal(RunJournal kept, int failingAppend) {
        this.kept = Objects.requireNonNull(kept, "kept");
        if (failingAppend < 1) {
            throw new IllegalArgumentException("failingAppend must be positive: " + failingAppend);
        }
        this.failingAppend = failingAppend;
    }

    /** Returns how many appends were tried. */
    public int appends() {
        return appends;
    }

    @Override
    public void append(List<SimulationResult> results) {
        if (++appends >= failingAppend) {
            throw new JournalException("append " + appends + " fails", new IOException("injected"));
        }
        kept.append(results);
    }

    @Override
    public BitSet finished() {
        return kept.finished();
    }

    @Override
    public List<@Nullable SimulationResult> results(int from, int to) {
        return kept.results(from, to);
    }

    @Override
    public void putForecasts(ForecastRecord record) {
        kept.putForecasts(record);
    }

    @Override
    public Optional<ForecastRecord> forecasts() {
        return kept.forecasts();
    }

    @Override
    public void putSymbols(List<SymbolOutcome> outcomes) {
        kept.putSymbols(outcomes);
    }

    @Override
    public SymbolOutcome symbol(int index) {
        return kept.symbol(index);
    }
}
