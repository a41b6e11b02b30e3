package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine;

class MainTest {
    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void theShortWayToTheVersionPrintsWhatTheLongOnePrints(String option) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(OutputStream.nullOutputStream()),
                Map.of(),
                false);
        int code = Main.runCommand(terminal, new Interruption(false), option);
        assertThat(CommandLineRun.of(option)).isEqualTo(new CommandLineRun(code, out.toString(StandardCharsets.UTF_8), ""));
    }

    @Test
    void commandsAreListedUnderTheirNames() {
        String help = CommandLineRun.of("--help").out();
        assertThat(FastbackCommand.COMMANDS).isNotEmpty().allSatisfy(command -> {
            assertThat(command.getValue().getAnnotation(Command.class).name()).isEqualTo(command.getKey());
            assertThat(help).contains("  " + command.getKey() + " ");
        });
    }

    @Test
    void everyCommandsHelpNamesItsExitCodes() {
        CommandFactory factory = new CommandFactory(
                new Terminal(InputStream.nullInputStream(), System.out, System.err, Map.of(), false), new Interruption(false));
        for (Map.Entry<String, Class<?>> command : FastbackCommand.COMMANDS) {
            assertNamesExitCodes(command.getKey());
            new CommandLine(command.getValue(), factory).getSubcommands().keySet().forEach(name ->
                    assertNamesExitCodes(command.getKey() + " " + name));
        }
        assertThat(CommandLineRun.of("--help").out()).contains("Exit codes:");
    }

    private static void assertNamesExitCodes(String command) {
        CommandLineRun run = CommandLineRun.of((command + " --help").split(" "));
        assertThat(run.out()).as(command).containsPattern("Exit codes: (0|2|as of (report|optimize))");
    }

    @Test
    void whatBelongsToAllCommandsIsThereWhenOnlyOneIsMade() {
        for (Map.Entry<String, Class<?>> command : FastbackCommand.COMMANDS) {
            CommandLineRun first = CommandLineRun.of(command.getKey(), "--help");
            assertThat(first).isEqualTo(CommandLineRun.of("--debug", command.getKey(), "--help"));
            assertThat(first.out()).contains("Usage: fastback " + command.getKey(), "--debug");
        }
    }
}
