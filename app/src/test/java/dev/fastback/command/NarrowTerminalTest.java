package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.terminal.Interruption;
import dev.fastback.terminal.Screen;
import dev.fastback.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every table on a terminal of 80 columns. */
class NarrowTerminalTest {
    @TempDir
    Path folder;

    @BeforeEach
    void aRunIsThere() {
        show(Screen.PLAIN, "optimize ETHUSD BTCUSD CEDAR 3 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "optimize ETHUSD 3", "optimize ETHUSD BTCUSD 3 --search direct", "optimize --share-batch 2 --sims 4", "report", "resume", "runs", "runs list",
        "runs show", "components", "strategies", "strategies --metrics", "run --strategy sma-cross", "optimize ETHUSD BTCUSD 3 --mode research",
        "optimize --help", "runs --help", "--help"
    })
    void linesFit(String line) {
        String shown = show(new Screen(80, false), line);
        assertThat(shown.lines()).allSatisfy(text -> assertThat(text.length()).as(text).isLessThanOrEqualTo(80));
        assertThat(shown).doesNotContain("\u001b");
    }

    @Test
    void theColumnsThatAreLeftOutAreNamedAndWideShowsThem() {
        String narrow = show(new Screen(80, false), "report");
        assertThat(narrow).contains("Not shown for want of room: bars, mean return, Sharpe, trades, drawdown,").contains("verdict");
        assertThat(show(new Screen(80, false), "report --wide")).contains("trades  drawdown").doesNotContain("Not shown");
        assertThat(show(new Screen(80, false), "runs --wide")).contains("started (UTC)");
        assertThat(show(new Screen(80, false), "runs")).doesNotContain("started (UTC)");
    }

    @Test
    void anOrderAndAComponentAreALineEach() {
        String orders = show(new Screen(80, false), "optimize ETHUSD BTCUSD 50 1 --strategies maxdiff,maxdiff-always-on,high-low");
        assertThat(orders.lines().dropWhile(line -> !line.startsWith("Orders for")).skip(1).takeWhile(line -> !line.isBlank()))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("  maxdiff") || line.startsWith("  high-low") || line.startsWith("  No evidence for maxdiff"));
        assertThat(show(new Screen(80, false), "components").lines())
                .anyMatch(line -> line.matches("strategy +maxdiff +available"))
                .anyMatch(line -> line.matches("strategy +macd +available"))
                .anyMatch(line -> line.matches("metric +ta4j:net-profit +available \\(by ta4j\\)"));
    }

    @Test
    void parametersAreNotBrokenInsideAWord() {
        assertThat(show(new Screen(80, false), "optimize ETHUSD BTCUSD 3 --mode research")).containsPattern("closeAtEndOfDay=(true|false)");
    }

    @Test
    void aFileIsNoTerminal() throws Exception {
        Path file = folder.resolve("report.txt");
        show(new Screen(80, true), "report -o " + file);
        assertThat(file).content().isEqualTo(show(Screen.PLAIN, "report")).doesNotContain("\u001b");
        assertThat(Files.readString(file)).contains("trades  drawdown");
    }

    @Test
    void coloursAreFew() {
        String shown = show(new Screen(120, true), "report");
        assertThat(shown.lines().filter(line -> line.contains("\u001b"))).hasSize(2).allMatch(line -> line.startsWith("\u001b[1m"));
        assertThat(shown.replaceAll("\u001b\\[[01]m", "")).isEqualTo(show(new Screen(120, false), "report"));
    }

    @Test
    void jsonIsNeverFolded() {
        assertThat(show(new Screen(80, true), "runs --format json")).isEqualTo(show(Screen.PLAIN, "runs --format json"));
    }

    private String show(Screen screen, String line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("FASTBACK_HOME", folder.resolve("home").toString()),
                false,
                screen);
        assertThat(Main.run(terminal, new Interruption(false), line.split(" "))).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
