package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Cross-validation of kept trials, as the options ask for it. */
@Timeout(300)
class CrossValidationCommandTest {
    @TempDir
    Path home;

    private CommandLineRun run(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "optimize", "BTCUSD", "--strategy", "sma-cross", "--param", "fast=5..30:5", "--param", "slow=40..120:20", "--search", "grid", "--sims", "2", "--quiet"));
        args.addAll(Arrays.asList(more));
        return CommandLineRun.with(Map.of("FASTBACK_HOME", home.toString()), "", args.toArray(String[]::new));
    }

    private JsonNode figures(JsonNode result) {
        return result.get("summary").get(0).get("crossValidation");
    }

    @Test
    void groupsTestsPurgeAndEmbargoAreThoseAskedFor() {
        CommandLineRun run = run("--keep-trials", "values", "--format", "json", "--cross-validation", "6,3", "--embargo", "4", "--purge", "2");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode result = JsonMapper.shared().readTree(run.out());
        JsonNode figures = figures(result);
        assertThat(figures.get("groups").asInt()).isEqualTo(6);
        assertThat(figures.get("tested").asInt()).isEqualTo(3);
        assertThat(figures.get("paths").asInt()).isEqualTo(10);
        assertThat(figures.get("purge").asInt()).isEqualTo(2);
        assertThat(figures.get("embargo").asInt()).isEqualTo(4);
        assertThat(figures.get("lowSharpe").asDouble()).isLessThanOrEqualTo(figures.get("sharpe").asDouble());
        assertThat(figures.get("sharpe").asDouble()).isLessThanOrEqualTo(figures.get("highSharpe").asDouble());
        assertThat(figures.get("fitPerBar").asDouble()).isGreaterThan(figures.get("perBar").asDouble());
        assertThat(result.get("study").get("crossValidation").get(1).asInt()).isEqualTo(3);
        assertThat(result.get("study").get("embargo").asInt()).isEqualTo(4);
        CommandLineRun again = CommandLineRun.with(Map.of("FASTBACK_HOME", home.toString()), "", "report", "last", "--format", "json");
        JsonNode stored = JsonMapper.shared().readTree(again.out());
        assertThat(figures(stored)).isEqualTo(figures);
        assertThat(stored.get("resultHash")).isEqualTo(result.get("resultHash"));
        CommandLineRun table = CommandLineRun.with(Map.of("FASTBACK_HOME", home.toString()), "", "report", "last");
        assertThat(table.out()).contains(String.format(Locale.ROOT, "cross-validated Sharpe %.2f", figures.get("sharpe").asDouble()));
    }

    @Test
    void whatCannotBeIsNamed() {
        JsonNode without = figures(JsonMapper.shared().readTree(run("--keep-trials", "none", "--format", "json").out()));
        assertThat(without.get("perBar").isNull()).isTrue();
        assertThat(without.get("reason").asString()).contains("--keep-trials");
        JsonNode tooLong = figures(JsonMapper.shared().readTree(run("--keep-trials", "values", "--format", "json", "--embargo", "500").out()));
        assertThat(tooLong.get("reason").asString()).contains("embargo 500 leave nothing of a group");
        assertThat(run("--cross-validation", "6").err()).contains("--cross-validation takes the groups and how many are tested, N,K: 6");
        assertThat(run("--cross-validation", "6,6").err()).contains("tested groups must be 1 to 5: 6");
        assertThat(run("--embargo", "3", "--statistics", "off").err()).contains("--embargo is one of the statistics, and --statistics off leaves them out");
        assertThat(run("--cross-validation", "6,2", "--statistics", "off").code()).isEqualTo(2);
        assertThat(run("--embargo", "-1").err()).contains("--embargo: embargo must not be negative: -1");
    }
}
