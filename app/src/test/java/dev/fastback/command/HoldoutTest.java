package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Locked bars are as if they were not there, until they are opened. */
class HoldoutTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int BARS = 400;
    private static final int LOCKED = 60;
    private static final long SEED = 20_261_128;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {
        "--strategies maxdiff,simple,buy-hold --sims 20", "--strategy sma-cross --param fast=3..12:3 --param slow=20..40:10 --step 40"
    })
    void noByteOfAResultDependsOnLockedBars(String study) throws IOException {
        JsonNode one = optimize(study, file(1, BARS), "--holdout", "" + LOCKED);
        assertThat(optimize(study, file(2, BARS), "--holdout", "" + LOCKED)).isEqualTo(one);
        // As if the file ended before them, but for what the study says of itself.
        JsonNode ended = optimize(study, file(1, BARS - LOCKED));
        assertThat(one.at("/study/holdout").intValue()).isEqualTo(LOCKED);
        assertThat(one.at("/study/holdoutOpened").booleanValue()).isFalse();
        assertThat(one.get("symbols")).isEqualTo(ended.get("symbols"));
        assertThat(one.get("summary")).isEqualTo(ended.get("summary"));
        // And the test can fail: opened bars change the result.
        JsonNode opened = optimize(study, file(1, BARS), "--holdout", "" + LOCKED, "--open-holdout");
        assertThat(opened.at("/study/holdoutOpened").booleanValue()).isTrue();
        assertThat(opened.at("/study/symbols/0/bars").intValue()).isEqualTo(BARS);
        assertThat(opened.at("/study/train")).as("what is fitted does not follow from bars that were locked").isEqualTo(one.at("/study/train"));
        assertThat(optimize(study, file(2, BARS), "--holdout", "" + LOCKED, "--open-holdout").get("resultHash"))
                .isNotEqualTo(opened.get("resultHash"));
    }

    @Test
    void whatTheCheckFoundInLockedBarsIsNotInTheResult() throws IOException {
        JsonNode calm = optimize("--strategies simple --sims 5", file(1, BARS), "--holdout", "" + LOCKED);
        Path jump = Files.writeString(
                folder.resolve("X.csv"), Files.readString(file(1, BARS)).stripTrailing().replaceFirst("(?s)[^\n]*$", "2023-02-04,9,900000,1,8,1000\n"));
        assertThat(optimize("--strategies simple --sims 5", jump, "--holdout", "" + LOCKED)).isEqualTo(calm);
    }

    @Test
    void aBacktestAndTheTableSayIt() throws IOException {
        CommandLineRun locked = CommandLineRun.of(
                "optimize", "--data", file(1, BARS).toString(), "--strategies", "simple", "--no-store", "--holdout", "60");
        assertThat(locked.out()).contains("; the 60 bars after them are locked away");
        CommandLineRun opened = CommandLineRun.of(
                "optimize", "--data", file(1, BARS).toString(), "--strategies", "simple", "--no-store", "--holdout", "60", "--open-holdout");
        assertThat(opened.out()).contains("; the newest 60 bars are a holdout that was opened");
        CommandLineRun run = CommandLineRun.of("run", "--data", file(1, BARS).toString(), "--strategy", "sma-cross", "--holdout", "60");
        CommandLineRun ended = CommandLineRun.of("run", "--data", file(1, BARS - 60).toString(), "--strategy", "sma-cross");
        assertThat(run.out()).isEqualTo(ended.out()).contains("sma-cross on X");
        CommandLineRun all = CommandLineRun.of("optimize", "--data", file(1, BARS).toString(), "--no-store", "--holdout", "400");
        assertThat(all.code()).isEqualTo(2);
        assertThat(all.err()).contains("--holdout 400 locks all of its 400 bars away");
    }

    /** Writes bars whose newest {@value #LOCKED} are others for each variant. */
    private Path file(int variant, int count) throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        StringBuilder text = new StringBuilder("date,open,high,low,close,volume\n");
        double close = 100;
        for (int i = 0; i < count; i++) {
            if (i == BARS - LOCKED) {
                random = new SplittableRandom(SEED + variant);
            }
            double open = close * (1 + 0.004 * random.nextGaussian());
            close = open * (1 + 0.02 * random.nextGaussian());
            double high = Math.max(open, close) * (1 + 0.005 * random.nextDouble());
            double low = Math.min(open, close) * (1 - 0.005 * random.nextDouble());
            text.append(LocalDate.of(2022, 1, 1).plusDays(i)).append(',').append(open).append(',').append(high).append(',').append(low).append(',')
                    .append(close).append(",1000\n");
        }
        return Files.writeString(folder.resolve("X.csv"), text);
    }

    /** Returns a result without what tells of the run: when, where and how fast it ran. */
    private static JsonNode optimize(String study, Path file, String... more) {
        List<String> words = new ArrayList<>(List.of("optimize", "--data", file.toString(), "--no-store", "--format", "json"));
        words.addAll(List.of(study.split(" ")));
        words.addAll(List.of(more));
        CommandLineRun run = CommandLineRun.of(words.toArray(String[]::new));
        assertThat(run.code()).as("seed " + SEED + ": " + run.err()).isZero();
        ObjectNode json = (ObjectNode) MAPPER.readTree(run.out().replaceAll("\"(searchMicros|seconds)\"\\s*:\\s*[0-9.E-]+", "\"$1\":0"));
        json.remove(List.of("provenance", "timing"));
        return json;
    }
}
