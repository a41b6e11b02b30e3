package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.report.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a profile tells, of one run in threads and one in worker processes, by either recorder. */
@Timeout(300)
class ProfileCommandTest {
    private static final String STUDY = "ETHUSD BTCUSD --sims 400 --mode production --workers 2 --no-store --quiet";
    private static final double MOST_UNEXPLAINED = 0.05;

    @TempDir
    static Path folder;

    private static JsonNode threads;
    private static JsonNode processes;
    private static JsonNode threadsByFlightRecorder;
    private static JsonNode processesByFlightRecorder;

    @BeforeAll
    static void profile() {
        threads = profile("profile --format json --report " + folder.resolve("profile.html") + " " + STUDY + " --format json --out " + folder.resolve("threads.json"));
        processes = profile("profile --format json optimize " + STUDY + " --engine processes --format json --out " + folder.resolve("processes.json"));
        threadsByFlightRecorder = profile("profile --format json --recorder flight-recorder optimize " + STUDY);
        processesByFlightRecorder = profile("profile --format json --recorder flight-recorder optimize " + STUDY + " --engine processes");
    }

    private static List<JsonNode> all() {
        return List.of(threads, processes, threadsByFlightRecorder, processesByFlightRecorder);
    }

    private static CommandLineRun run(String line) {
        return CommandLineRun.with(Map.of("FASTBACK_HOME", folder.resolve("home").toString()), "", line.split(" "));
    }

    private static JsonNode profile(String line) {
        CommandLineRun run = run(line);
        assertThat(run.code()).as(run.err()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }

    private static Map<String, JsonNode> components(JsonNode profile) {
        return profile.get("components").valueStream().collect(Collectors.toMap(part -> part.get("name").asString(), part -> part));
    }

    @Test
    void partsAddUpToTheProcessorTimeOfTheWholeProcess() {
        for (JsonNode profile : all()) {
            double whole = profile.get("processorSeconds").asDouble();
            double parts = 0;
            for (JsonNode part : profile.get("components")) {
                assertThat(part.get("processorSeconds").asDouble()).isNotNegative();
                parts += part.get("partOf").isNull() ? part.get("processorSeconds").asDouble() : 0;
            }
            assertThat(parts + profile.get("unexplainedSeconds").asDouble()).isEqualTo(whole, within(1e-9));
            assertThat(parts).as(profile.toString()).isEqualTo(whole, within(MOST_UNEXPLAINED * whole));
        }
    }

    @Test
    void aPartIsNoLessThanItsOwnParts() {
        Map<String, JsonNode> parts = components(threads);
        for (JsonNode part : threads.get("components")) {
            if (!part.get("partOf").isNull()) {
                assertThat(part.get("processorSeconds").asDouble())
                        .isLessThanOrEqualTo(parts.get(part.get("partOf").asString()).get("processorSeconds").asDouble() + 1e-9);
            }
        }
    }

    @Test
    void whatARunDoesIsThere() {
        for (JsonNode profile : all()) {
            Map<String, JsonNode> parts = components(profile);
            for (String name : List.of("JVM start", "class loading", "compiler", "command line", "search", "profit evaluation", "report", "the profile itself")) {
                assertThat(parts.get(name).get("processorSeconds").asDouble()).as(name + " of " + profile).isPositive();
            }
            assertThat(parts.get("search").get("allocatedBytes").asLong()).isPositive();
            assertThat(profile.get("stageSeconds").propertyNames()).containsExactly("load", "forecasts", "simulations", "conclusion", "report");
            assertThat(profile.get("stageSeconds").get("simulations").asDouble()).isBetween(0.01, profile.get("clockSeconds").asDouble());
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = {"amd64", "aarch64"})
    void asyncProfilerLooksWhereItWorksAndFlightRecorderWhereItIsAskedFor() {
        for (JsonNode profile : all()) {
            String expected = profile == threads || profile == processes ? "async-profiler" : "flight-recorder";
            assertThat(profile.get("processes").valueStream().map(process -> process.get("recorder").asString())).containsOnly(expected);
            // One for each 10 ms, but for the last of each thread.
            assertThat(profile.get("samples").asLong()).isGreaterThan(10);
        }
        CommandLineRun unknown = run("profile --recorder camera ETHUSD");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("--recorder is async-profiler or flight-recorder: camera");
    }

    @Test
    void everyWorkerIsThereWithItsWaiting() {
        everyWorkerIsThereWithItsWaiting(threads, processes);
        everyWorkerIsThereWithItsWaiting(threadsByFlightRecorder, processesByFlightRecorder);
    }

    private static void everyWorkerIsThereWithItsWaiting(JsonNode threads, JsonNode processes) {
        List<String> names = new ArrayList<>();
        for (JsonNode thread : threads.get("processes").get(0).get("threads")) {
            names.add(thread.get("name").asString());
            assertThat(thread.get("waitingSeconds").asDouble())
                    .isEqualTo(Math.max(0, thread.get("clockSeconds").asDouble() - thread.get("processorSeconds").asDouble()), within(1e-9));
        }
        assertThat(names).contains("main", "fastback-worker-0", "fastback-worker-1");
        assertThat(processes.get("processes").valueStream().map(process -> process.get("role").asString())).containsExactly("main", "worker", "worker");
        assertThat(processes.get("killed")).isEmpty();
        for (JsonNode process : processes.get("processes")) {
            assertThat(process.get("processorSeconds").asDouble()).isPositive();
        }
        double searched = processes.get("processes").valueStream()
                .filter(process -> process.get("role").asString().equals("worker"))
                .mapToDouble(process -> process.get("components").path("search").asDouble(0))
                .sum();
        assertThat(searched).as("searching is done in workers").isGreaterThan(0.5 * components(processes).get("search").get("processorSeconds").asDouble());
    }

    @Test
    void theRunIsTheSameAsWithoutAProfile() throws IOException {
        JsonNode plain = JsonMapper.shared().readTree(run("optimize " + STUDY + " --format json").out());
        for (String file : List.of("threads.json", "processes.json")) {
            JsonNode profiled = JsonMapper.shared().readTree(Files.readString(folder.resolve(file)));
            assertThat(profiled.get("resultHash")).isEqualTo(plain.get("resultHash"));
            assertThat(profiled.get("study")).isEqualTo(plain.get("study"));
        }
    }

    @Test
    void theTableNamesPartsAndThreads() {
        CommandLineRun run = run("profile ETHUSD 1200 --train 60 --no-store --quiet"); // long enough that looks at the stacks meet each part
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("fastback optimize ETHUSD 1200 --train 60 --no-store --quiet\n")
                .contains("s of processor time in 1 process", "JVM start", "of it exact sweep", "not explained", "whole", "On the clock: load ", "looks at stacks");
    }

    @ParameterizedTest
    @CsvSource({"profile ETHUSD --sims 0, 2", "profile optimize NOSUCHSYMBOL --no-store, 2"})
    void endsAsTheCommandDoes(String line, int code) {
        assertThat(run(line).code()).isEqualTo(code);
    }

    @Test
    void nothingIsLeftInTheTemporaryFolder() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            List<String> before = files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("fastback-profile-")).toList();
            run("profile ETHUSD 5 --no-store --quiet");
            try (var after = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                assertThat(after.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("fastback-profile-"))).isSubsetOf(before);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"390, false", "1400, false", "1400, true"})
    void thePageShowsAFlameGraphThatKeysMoveIn(int width, boolean dark) {
        try (Browser.Look look = Browser.open(folder.resolve("profile.html"), width, dark)) {
            look.page().waitForFunction("() => document.querySelectorAll('figure.flame .plot button').length > 5");
            look.isAccessible().picture("profile-" + width + (dark ? "-dark" : ""));
            look.page().locator("figure.flame .plot button").first().focus();
            look.page().keyboard().press("ArrowDown");
            String inner = String.valueOf(look.page().evaluate("() => document.activeElement.getAttribute('aria-label')"));
            assertThat(inner).startsWith("main ");
            look.page().keyboard().press("ArrowDown");
            look.page().keyboard().press("Enter");
            assertThat(look.number("document.activeElement.clientWidth / document.querySelector('figure.flame .plot').clientWidth")).as("entered").isGreaterThan(0.95);
            look.page().keyboard().press("Escape");
            assertThat(look.page().evaluate("() => document.activeElement.title")).isEqualTo("all");
            look.page().locator("figure.flame input").fill("fittask.solve");
            assertThat(look.number("document.querySelectorAll('figure.flame .plot button.sought').length")).isPositive();
            assertThat(look.page().locator("figure.flame p").textContent()).contains("found: ");
            look.isClean();
        }
    }
}
