package dev.fastback.input;

import dev.fastback.input.options.DataOptions;
import dev.fastback.input.options.MarketOptions;
import dev.fastback.parallel.InOrder;
import dev.fastback.recording.Stage;
import dev.fastback.store.NewRun;
import dev.fastback.study.Study;
import dev.fastback.study.StudySymbol;
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
 * @param workers threads for what is computed of the bars
 */
public record LoadedStudy(Study study, StudySettings settings, LoadedMarket market, double loadSeconds, int workers) {
    /**
     * Reads the bars and makes the study.
     *
     * @param how no more files are read at a time than there are processors
     * @param startNanos when loading began
     */
    public static LoadedStudy load(
            List<String> symbols,
            DataOptions data,
            MarketOptions conditions,
            StudySettings settings,
            LoadSettings how,
            long startNanos) {
        LoadSettings reading = how.withinProcessors();
        try (Stage _ = Stage.begin(Stage.LOAD)) {
            LoadedMarket read = LoadedMarket.load(symbols, data, conditions, settings.feeRule(), settings.seed(), reading);
            Study alone = settings.study(read.symbols(), read.holdout().shown());
            LoadedMarket market = BesideBars.with(read, data, alone.strategies(), settings.seed(), reading.remarks());
            Study study = market.equals(read) ? alone : settings.study(market.symbols(), market.holdout().shown());
            return new LoadedStudy(study, settings, market, (System.nanoTime() - startNanos) / 1e9, reading.workers());
        }
    }

    /** Returns the study object of reports as text; equal studies have equal texts. */
    public String json() {
        List<StudySymbol> symbols = study.symbols();
        // The series keep their hashes, so that the text finds them.
        InOrder.<String, RuntimeException>forEach(
                workers, "fastback-load-", symbols.size(), i -> symbols.get(i).bars().contentHash(), (i, hash) -> {});
        return StudyJson.text(study, settings, market);
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
