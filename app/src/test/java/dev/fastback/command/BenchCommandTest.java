package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.report.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds of every comparison: one quick run of all ways, looked at from all sides. */
@Timeout(600)
class BenchCommandTest {
    private static final double TINY = 1e-9;
    private static final long LEAST_OF_A_JVM = 20_000_000;

    @TempDir
    static Path folder;

    private static JsonNode comparison;
    private static Map<String, JsonNode> rows;

    @BeforeAll
    static void compare() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                "bench", "--symbol", "ETHUSD", "--quick", "--workers", "2", "--strategies", "maxdiff,maxdiff-always-on,simple", "--format", "json", "--report",
                folder.resolve("bench.html").toString());
        assertThat(run.code()).as(run.err()).isZero();
        comparison = JsonMapper.shared().readTree(run.out());
        rows = StreamSupport.stream(comparison.get("rows").spliterator(), false)
                .collect(Collectors.toMap(row -> row.get("name").asString(), row -> row));
    }

    @Test
    void everyWayHasARowThatRanOrSaysWhyNot() {
        assertThat(rows.keySet()).containsExactlyInAnyOrder(
                "sequential-production", "sequential-development", "sequential-ultra", "threads-2", "threads-2-development", "processes-2",
                "processes-2-development", "shared-16", "gpu-shared-16", "gpu-individual", "exact-sequential", "exact-threads-2", "exact-gpu",
                "original-shape");
        assertThat(rows.values()).allSatisfy(row -> {
            boolean ran = row.get("status").asString().equals("completed");
            assertThat(row.get("reason").isNull()).as(row.toString()).isEqualTo(ran);
            assertThat(row.get("seconds").isNull()).as(row.toString()).isNotEqualTo(ran);
        });
        assertThat(List.of("gpu-shared-16", "gpu-individual", "exact-gpu")).allSatisfy(name -> {
            assertThat(rows.get(name).get("status").asString()).isEqualTo("skipped");
            assertThat(rows.get(name).get("reason").asString()).isEqualTo(comparison.get("gpu").get("reason").asString()).isNotEmpty();
        });
    }

    @Test
    void speedupsFollowFromTimes() {
        double baseline = rows.get("sequential-production").get("secondsPerSimulation").asDouble();
        assertThat(ran()).hasSizeGreaterThan(8).allSatisfy(row -> {
            assertThat(row.get("secondsPerSimulation").asDouble() * row.get("simulations").asInt()).isEqualTo(row.get("seconds").asDouble(), within());
            assertThat(row.get("speedup").asDouble()).isEqualTo(baseline / row.get("secondsPerSimulation").asDouble(), within());
            assertThat(row.get("wholeSeconds").asDouble()).isGreaterThan(row.get("seconds").asDouble());
        });
        assertThat(rows.get("sequential-production").get("speedup").asDouble()).isEqualTo(1);
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.api.Assertions.within(TINY);
    }

    @Test
    void exactSearchFindsAllAndNoOtherMore() {
        for (String name : List.of("exact-sequential", "exact-threads-2")) {
            assertThat(rows.get(name).get("quality").asDouble()).isEqualTo(1);
            assertThat(rows.get(name).get("worstQuality").asDouble()).isEqualTo(1);
            assertThat(rows.get(name).get("profitRatio").asDouble()).isEqualTo(1);
        }
        assertThat(ran()).allSatisfy(row -> {
            assertThat(row.get("quality").asDouble()).isLessThanOrEqualTo(1 + TINY).isGreaterThanOrEqualTo(row.get("worstQuality").asDouble());
            assertThat(row.get("profitRatio").asDouble()).isLessThanOrEqualTo(1 + TINY);
        });
        assertThat(quality("sequential-production")).isGreaterThanOrEqualTo(quality("sequential-development"));
        assertThat(quality("sequential-development")).isGreaterThanOrEqualTo(quality("sequential-ultra"));
        assertThat(rows.get("sequential-production").get("evaluations").asLong()).isGreaterThan(rows.get("sequential-ultra").get("evaluations").asLong());
    }

    @Test
    void equalSearchesFindTheSameBytesOnEveryEngine() {
        assertThat(comparison.get("checks").size()).isGreaterThanOrEqualTo(3);
        comparison.get("checks").forEach(check -> assertThat(check.get("same").asBoolean()).as(check.toString()).isTrue());
        for (List<String> same : List.of(
                List.of("sequential-production", "threads-2", "processes-2"),
                List.of("sequential-development", "threads-2-development", "processes-2-development"),
                List.of("exact-sequential", "exact-threads-2"))) {
            assertThat(same.stream().map(name -> rows.get(name).get("resultHash").asString()).distinct()).as(same.toString()).hasSize(1);
        }
        assertThat(rows.get("exact-sequential").get("resultHash")).isNotEqualTo(rows.get("threads-2").get("resultHash"));
    }

    @Test
    void memoryAndProcessorTimeOfChildrenCount() {
        if (!Files.exists(Path.of("/proc/self/stat"))) {
            return;
        }
        assertThat(ran()).allSatisfy(row -> assertThat(row.get("processorSeconds").asDouble()).as(row.toString()).isPositive());
        long alone = rows.get("sequential-production").get("peakMemoryBytes").asLong();
        assertThat(alone).isGreaterThan(LEAST_OF_A_JVM);
        assertThat(rows.get("processes-2").get("peakMemoryBytes").asLong()).as("two workers beside it").isGreaterThan(alone + 2 * LEAST_OF_A_JVM);
    }

    @Test
    void theOriginalsShapeFindsWhatProductionFinds() {
        JsonNode peer = rows.get("original-shape");
        if (peer.get("status").asString().equals("completed")) {
            assertThat(quality("original-shape")).isEqualTo(quality("sequential-production"), org.assertj.core.api.Assertions.within(0.05));
        } else {
            assertThat(peer.get("reason").asString()).contains("python3");
        }
    }

    @Test
    void theRecommendedWayLosesNothing() {
        JsonNode recommendation = comparison.get("recommendation");
        assertThat(quality(recommendation.get("way").asString())).isEqualTo(1);
        assertThat(recommendation.get("sentence").asString()).startsWith("Use exact, ");
        assertThat(recommendation.get("largerSentence").asString()).startsWith("For 100 times the simulations use exact, ");
    }

    @ParameterizedTest
    @CsvSource({"390, false", "390, true", "1400, false", "1400, true"})
    void thePageIsDrawnCleanAndAccessible(int width, boolean dark) {
        try (Browser.Look look = Browser.open(folder.resolve("bench.html"), width, dark)) {
            look.drawAll().isDrawn(2).isAccessible().isClean().picture("bench-" + width + (dark ? "-dark" : ""));
            assertThat(look.page().locator("#ways tbody tr").first().textContent()).startsWith("sequential, production");
        }
    }

    @Test
    void tellsOfDevicesWhatGpuInfoTells() {
        CommandLineRun run = CommandLineRun.of("bench", "--gpu-info", "--format", "json");
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(CommandLineRun.of("gpu-info", "--format", "json").out());
        JsonNode devices = JsonMapper.shared().readTree(run.out());
        assertThat(devices.get("devices").isArray()).isTrue();
        assertThat(devices.get("reason").stringValue()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--only exact-sequentail | exact-sequential",
        "--workers 1 | --workers must be numbers from 2",
        "--repeat 0 | --repeat must be positive: 0",
        "--data - | name a file",
        "--data nowhere.csv | nowhere.csv"
    })
    void whatMakesNoSenseIsRefusedBeforeAnythingRuns(String options, String said) {
        CommandLineRun run = CommandLineRun.of(("bench " + options).split(" "));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(said);
    }

    private static double quality(String name) {
        return rows.get(name).get("quality").asDouble();
    }

    private static List<JsonNode> ran() {
        return rows.values().stream().filter(row -> row.get("status").asString().equals("completed")).toList();
    }
}
