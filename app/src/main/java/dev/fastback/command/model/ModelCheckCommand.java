package dev.fastback.command.model;

import dev.fastback.forecast.ForecasterSettings;
import dev.fastback.forecast.ModelReport;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.terminal.ExitCode;
import dev.fastback.terminal.Terminal;
import dev.fastback.terminal.UsageException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at a model, runs it on bars that nobody traded, and says what is wrong. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Compares a model with its card, runs a batch of it, and finds which batches give a context the same bits.",
            "The mode is a finding on 64 contexts, no proof: dynamic, any batch; fixed-N, batches of N; single, each context alone."
        },
        footer = {
            "",
            "Exit codes: 0 the model can be used, also with remarks; 2 it cannot, or bad usage; 4 standard output cannot be written; 70 an internal fault."
        })
final class ModelCheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "CARD", description = "The card, a .yaml file beside the model.")
    String card = "";

    @Option(names = "--onnx-provider", paramLabel = "DEVICE", description = "What computes the model: cpu, or cuda and the like with a library of your own (default: cpu).")
    String device = ForecasterSettings.DEFAULT.device();

    ModelCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ModelReport report;
        try {
            report = Forecasters.models().check(card, new ForecasterSettings(null, device));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        StringBuilder text = new StringBuilder();
        append(text, "", report.facts());
        append(text, "remark: ", report.remarks());
        append(text, "wrong: ", report.faults());
        terminal.print(text + (report.faults().isEmpty() ? "The model can be used: --forecaster " + card : "The model cannot be used.") + "\n");
        terminal.out().flush();
        return report.faults().isEmpty() ? ExitCode.DONE : ExitCode.USAGE;
    }

    private static void append(StringBuilder text, String before, List<String> lines) {
        lines.forEach(line -> text.append(before).append(line).append('\n'));
    }
}
