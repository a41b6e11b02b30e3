package dev.fastback.result;

import dev.fastback.study.Study;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The outcome of a study: summaries in memory, simulations read from the journal when asked for, so that it can be used as long as
 * the journal is open.
 */
public final class StudyResult {
    private final Study study;
    private final List<SymbolResult> symbols;
    private final List<StrategySummary> summary;
    private final ForecastCounts forecasts;
    private final Timing timing;
    private final Map<Class<? extends SimulationResult>, Long> counts;

    public StudyResult(
            Study study,
            List<SymbolResult> symbols,
            List<StrategySummary> summary,
            ForecastCounts forecasts,
            Timing timing,
            Map<Class<? extends SimulationResult>, Long> counts) {
        this.study = study;
        this.symbols = symbols;
        this.summary = List.copyOf(summary);
        this.forecasts = forecasts;
        this.timing = timing;
        this.counts = Map.copyOf(counts);
    }

    /** Returns what was asked. */
    public Study study() {
        return study;
    }

    /** Returns one result a symbol, in the study's order; simulations are read anew when they are got from their list. */
    public List<SymbolResult> symbols() {
        return symbols;
    }

    /** Returns one line a symbol and strategy, in the study's order. */
    public List<StrategySummary> summary() {
        return summary;
    }

    /** Returns how many forecasts it took. */
    public ForecastCounts forecasts() {
        return forecasts;
    }

    /** Returns where the time went; it has no part in {@link #resultHash}. */
    public Timing timing() {
        return timing;
    }

    /** Returns all simulations, symbol by symbol, newest first. */
    public Stream<SimulationResult> simulations() {
        return symbols.stream().flatMap(s -> s.simulations().stream());
    }

    /** Returns how many simulations ended with the given status. */
    public long count(Class<? extends SimulationResult> status) {
        return counts.getOrDefault(status, 0L);
    }

    /**
     * Returns the SHA-256, in hexadecimal, of the canonical JSON of {@link ResultTree}: equal for equal results, whatever
     * engine, evaluator or number of workers computed them.
     */
    public String resultHash() {
        return ResultTree.hash(this);
    }
}
