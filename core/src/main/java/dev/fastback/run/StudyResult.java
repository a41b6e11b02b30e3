package dev.fastback.run;

import java.util.List;
import java.util.stream.Stream;

/**
 * The outcome of a study.
 *
 * @param study what was asked
 * @param symbols one result a symbol, in the study's order
 * @param summary one line a symbol and strategy, in the study's order
 * @param forecasts how many forecasts it took
 * @param timing where the time went; has no part in {@link #resultHash}
 */
public record StudyResult(
        Study study,
        List<SymbolResult> symbols,
        List<StrategySummary> summary,
        ForecastCounts forecasts,
        Timing timing) {
    public StudyResult {
        symbols = List.copyOf(symbols);
        summary = List.copyOf(summary);
    }

    /** Returns all simulations, symbol by symbol, newest first. */
    public Stream<SimulationResult> simulations() {
        return symbols.stream().flatMap(s -> s.simulations().stream());
    }

    /** Returns how many simulations ended with the given status. */
    public long count(Class<? extends SimulationResult> status) {
        return simulations().filter(status::isInstance).count();
    }

    /**
     * Returns the SHA-256, in hexadecimal, of the canonical JSON of {@link ResultTree}: equal for equal results, whatever
     * engine, evaluator or number of workers computed them.
     */
    public String resultHash() {
        return ResultTree.of(this).hash();
    }
}
