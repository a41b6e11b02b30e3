package dev.fastback.run;

import dev.fastback.engine.EngineException;
import dev.fastback.engine.SequentialEngine;
import dev.fastback.engine.ThreadEngine;
import dev.fastback.journal.RunJournal;
import dev.fastback.journal.StudyView;
import dev.fastback.recording.Recorder;
import dev.fastback.recording.Stage;
import dev.fastback.result.SymbolOutcome;
import dev.fastback.result.Timing;
import dev.fastback.search.StopSignal;
import dev.fastback.search.StoppedException;
import dev.fastback.simulation.PreparedStudy;
import dev.fastback.study.Simulation;
import dev.fastback.study.Study;
import dev.fastback.summary.StudyResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Runs studies: makes the forecasts, hands the simulations to an engine, and concludes with each symbol's unseen paths and orders. What came out is
 * read from the journal.
 *
 * {@snippet :
 * Study study = Study.builder().add(bars).build();
 * StudyResult result = StudyRunner.run(study, RunOptions.of(new ThreadEngine(4)));
 * }
 */
public final class StudyRunner {
    private static final double NANOS = 1e9;

    private StudyRunner() {}

    /** Runs a study with the sequential engine. */
    public static StudyResult run(Study study) {
        return run(study, RunOptions.of(new SequentialEngine()));
    }

    /**
     * Runs a study. When asked to stop it returns soon, with what was finished and the rest interrupted.
     *
     * <p>Where the forecaster returns what is no forecast, or throws, the symbol's simulations fail, and the other symbols go on.
     *
     * @throws EngineException if the engine cannot continue; results until then are in the journal, and {@link EngineException#results} counts
     *     all that it holds, those of earlier runs included
     */
    @SuppressWarnings("try") // a stage is open, and nothing is asked of it
    public static StudyResult run(Study study, RunOptions options) {
        StudyEvent event = Recorder.isOn() ? Recorder.begun(new StudyEvent()) : null;
        long start = System.nanoTime();
        Optional<StudyForecasts> forecasts;
        try (Stage stage = Stage.begin(Stage.FORECASTS)) {
            forecasts = StudyForecasts.make(study, options.stop(), threads(options));
        }
        long forecastEnd = System.nanoTime();
        RunJournal journal = options.journal().apply(study);
        JournalWriter writer = new JournalWriter(study, journal, options.listener());
        forecasts.ifPresent(made -> {
            boolean wasConcluded = isConcluded(study, made, journal, writer);
            journal.putForecasts(made.record());
            int failed = made.failures().size();
            options.listener().on(new RunEvent.ForecastsMade(study.symbols().size() - failed, failed));
            PreparedStudy prepared = new PreparedStudy(study, options.evaluators(), made.symbols(), options.stop());
            try (Stage stage = Stage.begin(Stage.SIMULATIONS)) {
                simulate(prepared, options, made, writer);
            }
            options.listener().on(new RunEvent.SimulationsEnded(writer.snapshot()));
            if (!wasConcluded) {
                try (Stage stage = Stage.begin(Stage.CONCLUSION)) {
                    conclude(prepared, options, made, journal, writer);
                }
            }
        });
        long end = System.nanoTime();
        if (event != null && Recorder.ended(event)) {
            event.symbols = study.symbols().size();
            event.simulations = study.simulationCount();
            event.search = study.search().name();
            event.engine = options.engine().name();
            event.commit();
        }
        return StudyView.of(study, journal, new Timing(
                (end - start) / NANOS,
                (forecastEnd - start) / NANOS,
                (end - forecastEnd) / NANOS,
                writer.searchNanos() / NANOS,
                writer.scoreNanos() / NANOS), writer.totals());
    }

    /** Returns whether an earlier run has made all that there is: what it made stays, whatever the version that reads it now. */
    private static boolean isConcluded(Study study, StudyForecasts forecasts, RunJournal journal, JournalWriter writer) {
        return writer.stored() == study.simulationCount()
                && IntStream.range(0, study.symbols().size())
                        .allMatch(s -> forecasts.failures().containsKey(s) || journal.symbol(s).isKnown());
    }

    /** Makes paths and orders; where a stop cuts them short they are not kept, so that a resumed run makes them. */
    private static void conclude(
            PreparedStudy prepared, RunOptions options, StudyForecasts forecasts, RunJournal journal, JournalWriter writer) {
        // A run that was stopped before shows the paths of what there is; one that is stopped now makes them when it is resumed.
        boolean whole = writer.stored() == prepared.study().simulationCount();
        try {
            List<SymbolOutcome> outcomes =
                    Conclusion.of(prepared, forecasts, journal, threads(options), whole ? options.stop() : new StopSignal());
            if (!whole || !options.stop().isRequested()) {
                journal.putSymbols(outcomes);
            }
        } catch (StoppedException e) {
            // Nothing is kept.
        }
    }

    /** Returns how many threads of this process work beside the engine's: as many as it has workers, and no more than there are processors. */
    private static int threads(RunOptions options) {
        return Math.min(options.engine().workers(), Runtime.getRuntime().availableProcessors());
    }

    private static void simulate(PreparedStudy prepared, RunOptions options, StudyForecasts forecasts, JournalWriter writer) {
        Study study = prepared.study();
        int[] missing = IntStream.range(0, study.simulationCount())
                .filter(i -> !writer.isFinished(i))
                .filter(i -> !failsWithoutForecasts(study.simulation(i), forecasts.failures(), writer))
                .toArray();
        EngineException failure = null;
        try {
            options.engine().run(prepared, study.ordered(missing), writer, options.stop());
        } catch (EngineException e) {
            failure = e;
        } finally {
            writer.flush(); // what was handed over is valid
        }
        if (failure != null) {
            throw failure.withResults(writer.stored());
        }
    }

    // A simulation that lacks forecasts ends here; one that has too few bars for any is skipped as usual.
    private static boolean failsWithoutForecasts(Simulation simulation, Map<Integer, Throwable> failures, JournalWriter writer) {
        Throwable cause = failures.get(simulation.symbol());
        if (cause == null || !simulation.fold().isUsable()) {
            return false;
        }
        writer.accept(PreparedStudy.failed(simulation, cause));
        return true;
    }
}
