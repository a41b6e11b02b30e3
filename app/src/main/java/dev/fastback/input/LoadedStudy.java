package dev.fastback.input;

import dev.fastback.search.StopSignal;
import dev.fastback.store.NewRun;
import dev.fastback.study.Study;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A study that is ready to run.
 *
 * @param study what to run
 * @param settings what was asked for
 * @param market where the bars came from, and which files failed
 * @param loadSeconds time spent until now
 */
public record LoadedStudy(Study study, StudySettings settings, LoadedMarket market, double loadSeconds) {
    /** Reads the bars and makes the study. */
    public static LoadedStudy load(
            List<String> symbols,
            DataOptions data,
            MarketOptions conditions,
            StudySettings settings,
            Terminal terminal,
            boolean quiet,
            StopSignal stop,
            long startNanos) {
        LoadedMarket market = LoadedMarket.load(
                symbols, data, conditions, settings.feeRule(), settings.seed(), terminal, quiet, stop);
        return new LoadedStudy(
                settings.study(market.symbols()), settings, market, (System.nanoTime() - startNanos) / 1e9);
    }

    /** Returns the study object of reports as text; equal studies have equal texts. */
    public String json() {
        return StudyJson.text(study, settings, market.synthetic());
    }

    /**
     * Returns the record of a run of this study that begins now.
     *
     * @param request what is needed to build the study again, as JSON
     */
    public NewRun newRun(String request) {
        return new NewRun(
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                Version.text(),
                Runtime.version().toString(),
                study.seed(),
                study.simulationCount(),
                json(),
                request);
    }
}
