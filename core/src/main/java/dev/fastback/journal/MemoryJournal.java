package dev.fastback.journal;

import dev.fastback.result.ForecastRecord;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.study.Study;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps results in memory, for the life of the program. */
public final class MemoryJournal implements RunJournal {
    private final @Nullable SimulationResult[] results;
    private final BitSet finished = new BitSet();
    private @Nullable ForecastRecord forecasts;
    private List<SymbolOutcome> symbols = List.of();

    /** Makes an empty journal of a study. */
    public MemoryJournal(Study study) {
        results = new SimulationResult[study.simulationCount()];
    }

    @Override
    public void append(List<SimulationResult> added) {
        for (SimulationResult result : added) {
            int index = result.simulation().index();
            results[index] = result;
            finished.set(index);
        }
    }

    @Override
    public BitSet finished() {
        return (BitSet) finished.clone();
    }

    @Override
    public List<@Nullable SimulationResult> results(int from, int to) {
        return Collections.unmodifiableList(Arrays.asList(results).subList(from, to));
    }

    @Override
    public void putForecasts(ForecastRecord record) {
        forecasts = record;
    }

    @Override
    public Optional<ForecastRecord> forecasts() {
        return Optional.ofNullable(forecasts);
    }

    @Override
    public void putSymbols(List<SymbolOutcome> outcomes) {
        symbols = List.copyOf(outcomes);
    }

    @Override
    public SymbolOutcome symbol(int index) {
        return index < symbols.size() ? symbols.get(index) : SymbolOutcome.UNKNOWN;
    }
}
