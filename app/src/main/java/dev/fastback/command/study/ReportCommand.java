package dev.fastback.command.study;

import dev.fastback.command.arguments.EngineArguments;
import dev.fastback.command.arguments.ListArguments;
import dev.fastback.command.arguments.RunArguments;
import dev.fastback.command.arguments.RunHome;
import dev.fastback.input.LoadedStudy;
import dev.fastback.store.RunStore;
import dev.fastback.store.SqliteJournal;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reports on a stored run. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Reports on a stored run without running a simulation; missing ones show as interrupted.",
            "Reads the run's bars again, for dates; they must be the same."
        },
        footer = {
            "",
            "Exit codes: 0 done, also where simulations are missing; 1 some simulations or files failed; 2 bad usage, no such run, or its bars or "
                    + "its store cannot be read; 3 no simulation could run; 4 the report cannot be written; 70 an internal fault."
        })
public final class ReportCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(arity = "0..1", paramLabel = "RUN", description = RunHome.RUN_OR_LAST)
    String id = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, json, csv, html or parquet (default: as the name of --out ends, else table).")
    RunArguments.@Nullable Format format;

    @Option(names = {"-o", "--out"}, paramLabel = "FILE", description = "Write the report to a file, whole or not at all (default: standard output).")
    @Nullable Path out;

    @Option(names = "--open", description = "Show the page in the browser; with --out and a name that ends in .html.")
    boolean open;

    @Option(names = "--heat", paramLabel = "ACROSS,UP", split = ",", description = RunArguments.HEAT)
    @Nullable List<String> heat;

    @Option(names = "--wide", description = ListArguments.WIDE)
    boolean wide;

    public ReportCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        RunArguments settings = new RunArguments();
        settings.heat = heat;
        return report(terminal, interruption, id, settings, format, out, open, wide);
    }

    public static int report(
            Terminal terminal,
            Interruption interruption,
            String id,
            RunArguments settings,
            RunArguments.@Nullable Format format,
            @Nullable Path out,
            boolean open,
            boolean wide) {
        settings.format = format;
        settings.wide = wide;
        settings.open = open;
        if (open && out == null) {
            throw new UsageException("--open shows a page; say where it is to be with --out FILE.html");
        }
        return read(terminal, interruption, id, settings, out, StudyExecution::report);
    }

    /** Writes the trials of a stored run. */
    public static int trials(Terminal terminal, Interruption interruption, String id, RunArguments.@Nullable Format format, @Nullable Path out) {
        RunArguments settings = new RunArguments();
        settings.format = format;
        return read(terminal, interruption, id, settings, out, StudyExecution::exportTrials);
    }

    /** Writes the fronts of a stored run. */
    public static int fronts(Terminal terminal, Interruption interruption, String id, RunArguments.@Nullable Format format, @Nullable Path out) {
        RunArguments settings = new RunArguments();
        settings.format = format;
        return read(terminal, interruption, id, settings, out, StudyExecution::exportFronts);
    }

    /** What is done with a stored run; returns the exit code. */
    private interface Reading {
        int of(StudyExecution execution, LoadedStudy loaded, SqliteJournal journal);
    }

    private static int read(
            Terminal terminal, Interruption interruption, String id, RunArguments settings, @Nullable Path out, Reading reading) {
        long started = System.nanoTime();
        settings.out = out;
        StudyExecution execution = new StudyExecution(terminal, interruption, new EngineArguments(), settings);
        try (RunStore store = RunHome.of(terminal).storeToRead()) {
            StoredStudy stored = StoredStudy.loadToRead(LastRun.find(store, id, terminal, false), terminal, interruption, started);
            stored.requireSameStudy();
            execution.requireOutputApartFrom(stored.data());
            try (SqliteJournal journal = store.read(stored.record().id(), stored.loaded().study())) {
                return reading.of(execution, stored.loaded(), journal);
            }
        }
    }
}
