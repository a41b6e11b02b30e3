package dev.fastback.command.runs;

import dev.fastback.command.arguments.RunHome;
import dev.fastback.command.study.LastRun;
import dev.fastback.command.study.StoredStudy;
import dev.fastback.command.study.StudyRequest;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.input.StudyDifferences;
import dev.fastback.store.RunCheck;
import dev.fastback.store.RunRecord;
import dev.fastback.store.RunState;
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
        footer = {"", "Exit codes: 0 nothing is damaged; 1 something is; 2 bad usage, no such run, or the store cannot be read; 4 standard output cannot be written; 70 an internal fault."})
public final class RunsVerifyCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Interruption interruption;

    @Parameters(arity = "0..1", paramLabel = "RUN", description = RunHome.RUN_OR_LAST)
    String id = "";

    public RunsVerifyCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        try (RunStore store = RunHome.of(terminal).storeToRead()) {
            RunRecord record = LastRun.find(store, id, terminal, false);
            Decoding decoding = decoding(record);
            RunCheck check = store.verify(record.id(), decoding.study());
            check.findings().forEach(finding -> terminal.print(finding + "\n"));
            terminal.print("run " + record.id() + ": " + check.checked() + " results looked at, " + check.damaged()
                    + " damaged" + (decoding.study() == null ? " (checksums only: " + decoding.whyNot() + ")" : "") + "\n");
            terminal.out().flush();
            return check.isSound() ? ExitCode.DONE : ExitCode.SOME_FAILED;
        }
    }

    /**
     * What results are decoded with.
     *
     * @param study the run's; null when it cannot be built any more
     * @param whyNot the reason, then
     */
    private record Decoding(@Nullable Study study, String whyNot) {}

    private Decoding decoding(RunRecord record) {
        if (record.state() == RunState.DAMAGED) {
            return new Decoding(null, "the run's record is damaged");
        }
        try {
            if (StudyRequest.parse(record.run().request()).readsStandardInput()) {
                return new Decoding(null, "the run's bars came from standard input");
            }
            StoredStudy stored = StoredStudy.loadToRead(record, terminal, interruption, System.nanoTime());
            return stored.differences().isEmpty()
                    ? new Decoding(stored.loaded().study(), "")
                    : new Decoding(null, "the run's study is not what it was: " + StudyDifferences.line(stored.differences()));
        } catch (UsageException | BarDataException e) {
            return new Decoding(null, String.valueOf(e.getMessage()));
        }
    }
}
