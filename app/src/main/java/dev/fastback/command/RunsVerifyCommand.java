package dev.fastback.command;

import dev.fastback.data.BarDataException;
import dev.fastback.store.RunCheck;
import dev.fastback.store.RunRecord;
import dev.fastback.store.RunStore;
import dev.fastback.study.Study;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Looks whether the results of a stored run are as they were written. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Looks at every result of a run and lists damaged ones; fastback resume RUN computes those again.",
        footer = {"", "Exit codes: 0 nothing is damaged, 1 something is."})
final class RunsVerifyCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(arity = "0..1", paramLabel = "RUN", description = RunHome.RUN_OR_LAST)
    String id = "";

    RunsVerifyCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        try (RunStore store = RunHome.of(terminal).storeToRead()) {
            RunRecord record = LastRun.find(store, id, terminal, false);
            Study study = study(record);
            RunCheck check = store.verify(record.id(), study);
            check.findings().forEach(finding -> terminal.print(finding + "\n"));
            terminal.print("run " + record.id() + ": " + check.checked() + " results looked at, " + check.damaged()
                    + " damaged" + (study == null ? " (checksums only: the run's study is not what it was)" : "") + "\n");
            terminal.out().flush();
            return check.isSound() ? ExitCode.DONE : ExitCode.SOME_FAILED;
        }
    }

    /** Returns the run's study, to decode results with; null when it cannot be built any more. */
    private @Nullable Study study(RunRecord record) {
        try {
            if (StudyRequest.parse(record.run().request()).readsStandardInput()) {
                return null;
            }
            StoredStudy stored = StoredStudy.loadToRead(record, terminal, interruption, System.nanoTime());
            return stored.differences().isEmpty() ? stored.loaded().study() : null;
        } catch (UsageException | BarDataException e) {
            return null;
        }
    }
}
