package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from arguments, files and stores cannot move the cursor, hide or disguise text. */
class TerminalSafetyTest {
    private static final String EVIL = "\u001b[31mred\u001b]0;title\u0007\u009b2J\u202ereversed\u007f";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"optimize --strategies", "optimize --forecaster", "optimize --search", "report", "runs show", "optimize --data",
        "optimize --bounds", "data check", "optimize", "optimize --data - --symbol"})
    void messagesShowEscapesInsteadOfSendingThem(String command) {
        assertThat(CommandLineRun.with(home(), "", "optimize", "--sims", "2", "--strategies", "simple").code()).isZero();
        CommandLineRun run = CommandLineRun.with(home(), "", words(command + " " + EVIL.replace(' ', '_')));
        assertThat(run.code()).isEqualTo(2);
        assertPlain(run.err());
        assertPlain(run.out());
        assertThat(run.err() + run.out()).contains("\\u001b[31mred");
    }

    @Test
    void storedArgumentsAreShownAsEscapesAndReadBackAsTheyAre() throws IOException {
        Path file = Files.move(bars(), folder.resolve("@" + EVIL + ".csv"));
        CommandLineRun made = CommandLineRun.with(
                home(), "", "optimize", "--data", file.toString(), "--symbol", "X", "--sims", "3", "--strategies", "simple");
        assertThat(made.code()).as(made.err()).isZero();
        assertPlain(made.out());
        CommandLineRun shown = CommandLineRun.with(home(), "", "runs", "show", "last");
        assertThat(shown.code()).isZero();
        assertPlain(shown.out());
        assertThat(shown.out()).contains("@\\u001b[31mred");
        CommandLineRun report = CommandLineRun.with(home(), "", "report", "last", "--format", "json");
        assertThat(report.code()).as(report.err()).isZero();
        assertThat(report.out()).contains("\"symbol\":\"X\"");
    }

    @Test
    void storedArgumentsAreNoArgumentFiles() throws IOException {
        Path file = bars();
        Path arguments = Files.writeString(folder.resolve("args"), "--sims 9");
        CommandLineRun made = CommandLineRun.with(
                home(), "", "optimize", "--data", file.toString(), "--symbol=@" + arguments, "--sims", "3", "--strategies", "simple");
        assertThat(made.code()).as(made.err()).isZero();
        CommandLineRun report = CommandLineRun.with(home(), "", "report", "last", "--format", "csv");
        assertThat(report.code()).as(report.err()).isZero();
        assertThat(report.out().lines()).hasSize(4);
        assertThat(report.out().lines().skip(1)).allMatch(line -> line.startsWith("'@" + arguments));
    }

    private Path bars() throws IOException {
        StringBuilder text = new StringBuilder("date,open,high,low,close\n");
        for (int i = 1; i <= 28; i++) {
            text.append(String.format("2024-02-%02d,%d,%d,%d,%d%n", i, 100 + i, 102 + i, 99 + i, 101 + i));
        }
        return Files.writeString(folder.resolve("bars.csv"), text);
    }

    private Map<String, String> home() {
        return Map.of("FASTBACK_HOME", folder.resolve("home").toString());
    }

    private static String[] words(String line) {
        return line.split(" ");
    }

    private static void assertPlain(String text) {
        assertThat(text.chars().filter(c -> c != '\n' && (c < ' ' || c == 127 || (c >= 0x80 && c < 0xa0) || c == 0x202e)))
                .as(text)
                .isEmpty();
    }
}
