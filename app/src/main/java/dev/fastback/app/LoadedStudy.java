package dev.fastback.app;

import dev.fastback.result.CanonicalJson;
import dev.fastback.search.StopSignal;
import dev.fastback.store.NewRun;
import dev.fastback.study.Study;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A study that is ready to run.
 *
 * @param study what to run
 * @param settings what was asked for
 * @param market where the bars came from, and which files failed
 * @param loadSeconds time spent until now
 */
record LoadedStudy(Study study, StudySettings settings, LoadedMarket market, double loadSeconds) {
    /** Reads the bars and makes the study. */
    static LoadedStudy load(
            OptimizeCommand command,
            StudySettings settings,
            Terminal terminal,
            boolean quiet,
            StopSignal stop,
            long startNanos) {
        LoadedMarket market = LoadedMarket.load(
                command.symbols, command.data, command.market, settings.feeRule(), settings.seed(), terminal, quiet, stop);
        return new LoadedStudy(
                settings.study(market.symbols()), settings, market, (System.nanoTime() - startNanos) / 1e9);
    }

    /** Returns the study object of reports as text; equal studies have equal texts. */
    String json() {
        return StudyJson.text(study, settings, market.synthetic());
    }

    /**
     * Returns the record of a run of this study that begins now.
     *
     * @param request the request that made it
     */
    NewRun newRun(StudyRequest request) {
        return new NewRun(
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                Version.text(),
                Runtime.version().toString(),
                study.seed(),
                study.simulationCount(),
                json(),
                request.json());
    }
}
