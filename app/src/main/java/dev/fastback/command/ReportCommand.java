package dev.fastback.command;

import dev.fastback.store.RunStore;
import dev.fastback.store.SqliteJournal;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reports on a stored run. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "Reports on a stored run without running a simulation; missing ones show as interrupted.",
            "Reads the run's bars again, for dates; they must be the same."
        },
        footer = {
            "",
            "Exit codes: 0 done, also where simulations are missing; 1 some simulations or files failed; 2 bad usage, no such run, or its bars or "
                    + "its store cannot be read; 3 no simulation could run; 4 the report cannot be written; 70 an internal fault."
        })
final class ReportCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(paramLabel = "RUN", description = "A run's id, the beginning of it, or last.")
    String id = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, json or csv (default: table).")
    RunArguments.Format format = RunArguments.Format.TABLE;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the report to a file, whole or not at all (default: standard output).")
    @Nullable Path out;

    ReportCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        return report(terminal, interruption, id, format, out);
    }

    static int report(
            Terminal terminal, Interruption interruption, String id, RunArguments.Format format, @Nullable Path out) {
        long started = System.nanoTime();
        RunArguments settings = new RunArguments();
        settings.format = format;
        settings.out = out;
        StudyExecution execution = new StudyExecution(terminal, interruption, new EngineArguments(), settings);
        try (RunStore store = RunHome.of(terminal).storeToRead()) {
            StoredStudy stored = StoredStudy.loadToRead(store.find(id), terminal, interruption, started);
            stored.requireSameStudy();
            execution.requireOutputApartFrom(stored.data());
            try (SqliteJournal journal = store.read(stored.record().id(), stored.loaded().study())) {
                return execution.report(stored.loaded(), journal);
            }
        }
    }
}
