package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What heat maps and the words beside them call the figure that is searched for. */
@Timeout(300)
class HeatCommandTest {
    private static final Pattern RANGE = Pattern.compile("in each cell; from (\\S+) \\(.\\) to (\\S+) \\(.\\)");

    @TempDir
    Path home;

    private CommandLineRun run(String... words) {
        List<String> args = new ArrayList<>(List.of("optimize", "--quiet", "--no-store"));
        args.addAll(Arrays.asList(words));
        return CommandLineRun.with(Map.of("FASTBACK_HOME", home.toString()), "", args.toArray(String[]::new));
    }

    private CommandLineRun cross(String metric, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "BTCUSD", "ETHUSD", "--strategy", "sma-cross", "--param", "fast=5..30:5", "--param", "slow=40..120:20", "--search", "grid", "--sims", "2",
                "--heat", "slow,fast", "--metric", metric));
        args.addAll(Arrays.asList(more));
        return run(args.toArray(String[]::new));
    }

    private static double[] range(String table) {
        Matcher range = RANGE.matcher(table);
        assertThat(range.find()).as(table).isTrue();
        return new double[] {number(range.group(1)), number(range.group(2))};
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace("%", ""));
    }

    @Test
    void aDrawdownIsPositiveAndTheLeastIsTheBest() throws IOException {
        Path page = home.resolve("page.html");
        CommandLineRun found = cross("drawdown", "--report", page.toString());
        assertThat(found.code()).as(found.err()).isZero();
        assertThat(found.out()).contains("BTCUSD sma-cross: drawdown in sample of the newest fit, over slow (across)");
        double[] range = range(found.out());
        assertThat(range[1]).isPositive().isLessThan(range[0]);
        assertThat(Files.readString(page)).contains("Best drawdown in sample over any two parameters").doesNotContain("Best -drawdown");
    }

    @Test
    void aReturnIsAPercentageWithAConditionToo() {
        CommandLineRun found = cross("return", "--where", "trades>=2");
        assertThat(found.out()).contains("sma-cross: return in sample of the newest fit").containsPattern("to -?\\d+\\.\\d\\d% \\(.\\), blank");
    }

    @Test
    void symbolsThatShareParametersAreDrawnAsSearchedAlone() {
        CommandLineRun found = cross("drawdown", "--pool");
        assertThat(found.out()).contains("drawdown in sample of a search of the newest fit alone");
        assertThat(found.out()).containsPattern("BTCUSD sma-cross: sharing costs \\d\\S* of drawdown per simulation, at most \\d\\S*; alone each would have 0\\.\\d+ in the mean instead of 0\\.\\d+\\.");
    }

    /** They were, with a run in the store that resume took for the last one. */
    @Test
    void whatCannotBeDrawnOrComputedIsRefusedBeforeARunIsKept() {
        for (List<String> more : List.of(List.of("--heat", "high,fast"), List.of("--engine", "processes", "--model-per-worker"))) {
            List<String> args = new ArrayList<>(List.of("optimize", "ETHUSD", "2", "--strategies", "maxdiff", "--quiet"));
            args.addAll(more);
            assertThat(CommandLineRun.with(Map.of("FASTBACK_HOME", home.toString()), "", args.toArray(String[]::new)).code()).as(more.toString()).isEqualTo(2);
            CommandLineRun runs = CommandLineRun.with(Map.of("FASTBACK_HOME", home.toString()), "", "runs");
            assertThat(runs.out() + runs.err()).as(more.toString()).doesNotContain("ETHUSD");
        }
    }

    @Test
    void fitsByTheSimulatorHaveNoSurfaceOfOtherFills() {
        CommandLineRun found = run("ETHUSD", "3", "--strategies", "maxdiff", "--fit-fills", "simulator", "--maxfun", "60", "--heat", "high,low");
        assertThat(found.code()).as(found.err()).isZero();
        assertThat(found.out()).contains("ETHUSD maxdiff: nothing is kept of the newest fit's search").doesNotContain("in sample of the newest fit");
        CommandLineRun kept = run(
                "ETHUSD", "3", "--strategies", "maxdiff", "--fit-fills", "simulator", "--maxfun", "60", "--heat", "high,low", "--keep-trials", "values");
        double best = range(kept.out())[1];
        assertThat(kept.out()).contains("maxdiff: return in sample of the newest fit");
        CommandLineRun table = run(
                "ETHUSD", "3", "--strategies", "maxdiff", "--fit-fills", "simulator", "--maxfun", "60", "--format", "csv");
        List<String> rows = table.out().lines().toList();
        int profit = List.of(rows.getFirst().split(",", -1)).indexOf("profit");
        assertThat(best).isEqualTo(Math.round(1e4 * Double.parseDouble(rows.get(1).split(",", -1)[profit])) / 100.0);
    }
}
