package dev.fastback.summary;

import dev.fastback.forecast.ForecastScores;
import dev.fastback.result.ForecastCounts;
import dev.fastback.result.ForecastRecord;
import dev.fastback.result.SimulationResult;
import dev.fastback.result.SymbolResult;
import dev.fastback.result.Timing;
import dev.fastback.study.Study;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a study, read from its journal: simulations when they are asked for, so that it can be used as long as the journal is
 * open; summaries, counts and hash, as far as they are not known, in one pass when the first of them is asked for, or together with a report ({@link
 * #read}).
 *
 * <p>One thread uses it at a time.
 */
public final class StudyResult {
    private final Study study;
    private final List<SymbolResult> symbols;
    private final @Nullable ForecastRecord forecasts;
    private final Timing timing;
    private @Nullable StudyTotals totals;
    private @Nullable ResultPass pass;

    /**
     * Makes a result.
     *
     * @param symbols in the study's order; each is got anew when asked for
     * @param forecasts null where they are not known
     * @param totals what the results make together, where it is known already; null where a pass over them is to find it
     */
    public StudyResult(
            Study study,
            List<SymbolResult> symbols,
            @Nullable ForecastRecord forecasts,
            Timing timing,
            @Nullable StudyTotals totals) {
        this.totals = totals;
        this.study = study;
        this.symbols = symbols;
        this.forecasts = forecasts;
        this.timing = timing;
    }

    /** Returns what was asked. */
    public Study study() {
        return study;
    }

    /** Returns one result per symbol, in the study's order; simulations are read anew when they are got from their list. */
    public List<SymbolResult> symbols() {
        return symbols;
    }

    /** Returns how many forecasts it took; zeros where that is not known. */
    public ForecastCounts forecasts() {
        return forecasts == null ? ForecastCounts.NONE : forecasts.counts();
    }

    /** Returns how good they were; {@link ForecastScores#NONE} where that is not known. */
    public ForecastScores forecastScores() {
        return forecasts == null ? ForecastScores.NONE : forecasts.scores();
    }

    /** Returns whether it is known how many forecasts it took: not if the run ended before they were made, or what was kept is damaged. */
    public boolean areForecastsKnown() {
        return forecasts != null;
    }

    /** Returns where the time went; it has no part in {@link #resultHash}. */
    public Timing timing() {
        return timing;
    }

    /** Returns all simulations, symbol by symbol, newest first. */
    public Stream<SimulationResult> simulations() {
        return symbols.stream().flatMap(s -> s.simulations().stream());
    }

    /**
     * Reads all results once, in the study's order, and hands them to a reader; what a pass finds out is known afterwards, the hash only if the
     * reader wants it.
     *
     * @param workers threads that format; with 1 this one does
     * @throws IOException if the reader throws it
     */
    public void read(ResultReader reader, int workers) throws IOException {
        ResultPass done = ResultPass.run(this, totals, reader, workers);
        ResultPass earlier = pass;
        pass = done.hash() == null && earlier != null ? earlier : done; // a hash that is known stays so
        totals = done.totals();
    }

    /** Reads all results in this thread alone. */
    public void read(ResultReader reader) throws IOException {
        read(reader, 1);
    }

    /** Returns one line per symbol and strategy, in the study's order. */
    public List<StrategySummary> summary() {
        return totals().summary();
    }

    /** Returns how many simulations ended with the given status. */
    public long count(Class<? extends SimulationResult> status) {
        return totals().counts().getOrDefault(status, 0L);
    }

    /** Returns the first simulation of each symbol that failed or was skipped, by the symbol's index. */
    public Map<Integer, SimulationResult> firstFailures() {
        return totals().firstFailures();
    }

    /**
     * Returns the SHA-256, in hexadecimal, of the canonical JSON (RFC 8785) of {@code {symbols, summary}} without {@code searchMicros}: equal
     * for equal results, whatever engine, evaluator or number of workers computed them.
     */
    public String resultHash() {
        ResultPass done = pass;
        String known = done == null || done.hash() == null ? whole().hash() : done.hash();
        return Objects.requireNonNull(known);
    }

    private StudyTotals totals() {
        StudyTotals known = totals;
        return known != null ? known : whole().totals();
    }

    /** Passes over the results for the totals and the hash. */
    private ResultPass whole() {
        try {
            ResultPass done = ResultPass.run(this, totals, ResultReader.NONE, 1);
            pass = done;
            totals = done.totals();
            return done;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
