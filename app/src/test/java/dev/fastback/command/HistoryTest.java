package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run says of earlier looks at its bars. */
class HistoryTest {
    @TempDir
    Path home;

    private JsonNode history(String... arguments) {
        CommandLineRun run = CommandLineRun.with(Map.of("FASTBACK_HOME", home.toString()), "", arguments);
        assertThat(run.err()).doesNotContain("WARNING");
        return JsonMapper.shared().readTree(run.out()).path("history");
    }

    @Test
    void otherStudiesOnTheSameBarsCountOnceAndARepeatAddsNone() {
        JsonNode first = history("optimize", "ETHUSD", "3", "--format", "json");
        assertThat(first.at("/symbols/0/earlierStudies").intValue()).isZero();
        assertThat(first.at("/symbols/0/trials").longValue()).isGreaterThan(8);
        JsonNode repeat = history("optimize", "ETHUSD", "3", "--format", "json");
        assertThat(repeat).isEqualTo(first);
        JsonNode other = history("optimize", "ETHUSD", "BTCUSD", "--sims", "4", "--format", "json");
        assertThat(other.at("/symbols/0/earlierStudies").intValue()).isOne();
        assertThat(other.at("/symbols/0/earlierTrials").longValue()).isEqualTo(first.at("/symbols/0/trials").longValue());
        assertThat(other.at("/symbols/1/earlierStudies").intValue()).isZero();
        // What a run said when it ended it says ever after.
        assertThat(history("report", "last", "--format", "json")).isEqualTo(other);
        assertThat(history("optimize", "ETHUSD", "3", "--format", "json").at("/symbols/0/earlierStudies").intValue()).isOne();
        assertThat(history("optimize", "ETHUSD", "3", "--format", "json", "--no-store").isNull()).isTrue();
    }

    @Test
    void pValuesAreAdjustedForEarlierStudies() {
        history("optimize", "ETHUSD", "30", "--format", "json");
        CommandLineRun run = CommandLineRun.with(Map.of("FASTBACK_HOME", home.toString()), "", "optimize", "ETHUSD", "31", "--format", "json");
        JsonNode report = JsonMapper.shared().readTree(run.out());
        JsonNode lines = report.path("summary");
        JsonNode strategies = report.at("/history/strategies");
        assertThat(strategies.size()).isEqualTo(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            double alone = lines.get(i).path("adjustedPValue").doubleValue();
            assertThat(strategies.get(i).path("adjustedPValue").doubleValue()).isEqualTo(Math.min(1, 2 * alone));
        }
        assertThat(CommandLineRun.with(Map.of("FASTBACK_HOME", home.toString()), "", "report").out()).contains("runs of 1 other study had tried");
    }
}
