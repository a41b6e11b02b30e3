package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fastback.engine.Engine;
import dev.fastback.engine.EngineProvider;
import dev.fastback.engine.EngineSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class ComponentsCommandTest {
    @TempDir
    Path folder;

    @Test
    void listsEveryPartWithWhatItIsGoodFor() {
        CommandLineRun run = CommandLineRun.of("components");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        List<String> lines = run.out().lines().map(line -> line.replaceAll(" {2,}", " | ")).toList();
        assertThat(lines).contains(
                "engine | sequential | available",
                "engine | threads | available",
                "engine | processes | available",
                "search | exact | available",
                "search | direct | available",
                "strategy | maxdiff | available",
                "strategy | confidence-guard | available",
                "metric | sharpe | available",
                "metric | ta4j:net-profit | available (by ta4j)",
                "forecaster | mean5 | available",
                "forecaster | onnx | available",
                "evaluator | scalar | available",
                "evaluator | vector | not available: Java was started without --add-modules jdk.incubator.vector, which ./fastback adds where it pays and for --evaluator vector",
                "bar format | csv | available",
                "bar format | parquet | available",
                "bar format | arrow | available",
                "compression | xz | available",
                "compression | bzip2 | available",
                "compression | zstd | available",
                "table format | csv | available",
                "table format | parquet | available",
                "table format | arrow | available");
    }

    @Test
    void jsonSaysTheSameAndKeepsToItsSchema() throws IOException {
        CommandLineRun run = CommandLineRun.of("components", "--format", "json");
        assertThat(run.code()).isZero();
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(Path.of("../docs/components.schema.json")))
                        .validate(run.out(), InputFormat.JSON))
                .isEmpty();
        JsonNode kinds = JsonMapper.shared().readTree(run.out()).get("kinds");
        assertThat(kinds.valueStream().map(kind -> kind.get("kind").asString()))
                .containsExactly("engine", "search", "strategy", "metric", "forecaster", "evaluator", "bar format", "compression", "table format");
        assertThat(kinds.at("/2/components/0/provider").asString()).isEqualTo("fastback");
        JsonNode vector = kinds.at("/5/components/1");
        assertThat(vector.get("name").asString()).isEqualTo("vector");
        assertThat(vector.get("available").asBoolean()).isFalse();
        assertThat(vector.get("reason").asString()).contains("jdk.incubator.vector");
        assertThat(kinds.at("/0/components/0/reason").isNull()).isTrue();
        long rows = kinds.valueStream().mapToLong(kind -> kind.get("components").size()).sum();
        assertThat(CommandLineRun.of("components").out().lines()).hasSize((int) rows);
    }

    @Test
    void badUsageIsOneLineWithExitTwo() {
        CommandLineRun run = CommandLineRun.of("components", "--format", "csv");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines().filter(line -> !line.startsWith("Try "))).hasSize(1);
    }

    /** An engine that cannot be made. */
    public static final class CannotBeMade implements EngineProvider {
        /** Throws. */
        public CannotBeMade() {
            throw new IllegalStateException("no licence");
        }

        @Override
        public String name() {
            return "cannot-be-made";
        }

        @Override
        public Engine create(EngineSettings settings) {
            throw new AssertionError("it was not made");
        }
    }

    /** An engine that fails to say whether it works. */
    public static final class FailsToSay implements EngineProvider {
        @Override
        public String name() {
            return "fails-to-say";
        }

        @Override
        public Optional<String> unavailable() {
            throw new UnsatisfiedLinkError("no device in java.library.path");
        }

        @Override
        public Engine create(EngineSettings settings) {
            throw new AssertionError("it is not available");
        }
    }

    @Test
    void aBrokenPartCostsOneLineAndNotTheRun() throws Exception {
        Path services = Files.createDirectories(folder.resolve("beside/META-INF/services"));
        Files.writeString(
                services.resolve(EngineProvider.class.getName()),
                CannotBeMade.class.getName() + "\n" + FailsToSay.class.getName() + "\n");
        String warning = "fastback: engine " + CannotBeMade.class.getName()
                + " is left out: cannot be loaded: IllegalStateException: no licence";

        assertThat(inAProcess("components")).isZero();
        assertThat(text("err").lines()).containsExactly(warning);
        assertThat(text("out").lines().map(line -> line.replaceAll(" {2,}", " | "))).contains(
                "engine | processes | available",
                "engine | fails-to-say | not available: cannot tell whether it works: UnsatisfiedLinkError: no device in java.library.path",
                "engine | " + CannotBeMade.class.getName() + " | not available: cannot be loaded: IllegalStateException: no licence");

        assertThat(inAProcess("optimize", "ETHUSD", "--sims", "3", "--no-store", "--engine", "processes", "--workers", "1"))
                .as(text("err")).isZero();
        assertThat(text("err").lines().filter(line -> line.startsWith("fastback: engine"))).containsExactly(warning);
        assertThat(text("out")).contains("Result hash ");

        assertThat(inAProcess("optimize", "--engine", "fails-to-say")).isEqualTo(2);
        assertThat(text("err")).contains("fastback: --engine: engine fails-to-say is not available: cannot tell whether it works");
    }

    /** Runs a command in a process of its own, with what lies in the folder beside its class path. */
    private int inAProcess(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + folder.resolve("beside"),
                "--enable-native-access=ALL-UNNAMED",
                Main.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
