package dev.fastback.command.study;

import dev.fastback.command.arguments.EngineArguments;
import dev.fastback.command.arguments.RunArguments;
import dev.fastback.command.arguments.RunHome;
import dev.fastback.input.StudyDifferences;
import dev.fastback.store.RunStore;
import dev.fastback.store.SqliteJournal;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Resumes a stored run. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the simulations that a stored run lacks, and reports on all of it as if it had never been interrupted.",
            "Data, settings and version must be those of the run. A finished run is reported and stays what it is."
        },
        footer = {
            "",
            "A run whose bars came from standard input gets them there again.",
            "Exit codes: 0 done, 1 some simulations or files failed, 2 bad usage or input, or something has changed, 3 nothing usable ran, "
                    + "4 stopped by a limit or by storage, 70 an internal fault, 130 interrupted."
        })
public final class ResumeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(arity = "0..1", paramLabel = "RUN", description = RunHome.RUN_OR_LAST)
    String id = "";

    @Option(names = "--force", description = "Resume an unfinished run although data, settings or version have changed: the run remembers it, and results of symbols that have changed are run again.")
    boolean force;

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = EngineArguments.HEADING)
    EngineArguments where = new EngineArguments();

    @ArgGroup(exclusive = false, multiplicity = "0..1", heading = RunArguments.HEADING)
    RunArguments run = new RunArguments();

    public ResumeCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        long started = System.nanoTime();
        StudyExecution execution = new StudyExecution(terminal, interruption, where, run);
        interruption.watch();
        try (RunStore store = RunHome.of(terminal).existingStore()) {
            StoredStudy stored = execution.load(() -> StoredStudy.load(
                    LastRun.find(store, id, terminal, run.quiet), terminal, interruption, run.quiet, started, where));
            execution.requireOutputApartFrom(stored.data());
            execution.requirePossible(stored.loaded(), true);
            var next = stored.next(force);
            String note = stored.changes().isEmpty() ? null : "resumed with --force: " + StudyDifferences.line(stored.changes());
            boolean finished = !stored.record().isUnfinished();
            try (SqliteJournal journal = store.resume(
                    stored.record().id(), next, stored.loaded().study(), finished ? null : note, stored.changedSymbols())) {
                if (finished && note != null && (journal.damaged() > 0 || !journal.findings().isEmpty())) {
                    journal.note(note); // what is damaged is made again by what has changed
                }
                return execution.run(stored.loaded(), journal);
            }
        }
    }
}
