package dev.fastback.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.input.StudyDifferences;
import dev.fastback.testkit.onnx.OnnxFile;
import dev.fastback.testkit.onnx.StandIns.Activation;
import dev.fastback.testkit.onnx.StandIns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models as forecasters of the command line: the cache, the chain, what a stored run remembers, and the commands about them. */
class ModelForecastsTest {
    private static final String CARD = """
            name: small
            model: small.onnx
            series: log-return
            context: 64
            pad: zero
            inputs: [{name: moves, layout: BT}]
            output: {name: deciles, kind: quantiles, layout: BQH, quantiles: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]}
            """;

    @TempDir
    Path folder;

    private Path card;

    @BeforeEach
    void writeCard() throws IOException {
        card = Files.writeString(folder.resolve("small.yaml"), CARD);
        StandIns.perceptron(Activation.TANH, 3).write(folder.resolve("small.onnx"));
    }

    @Test
    void theSecondRunTheReportAndAResumedRunInferNothing() {
        JsonNode first = json("optimize", "ETHUSD", "--sims", "12", "--forecaster", card.toString(), "--format", "json");
        JsonNode forecasts = first.path("forecasts");
        assertThat(forecasts.path("forecaster").asString()).isEqualTo("small");
        assertThat(forecasts.path("cached").asInt()).isZero();
        // Fewer rows than questions: the sample market opens where it closed, so that contexts of both columns are the same a bar apart.
        assertThat(forecasts.path("inferred").asInt()).isBetween(1, forecasts.path("distinct").asInt() + forecasts.path("forOrders").asInt());
        assertThat(forecasts.path("seconds").asDouble()).isPositive();
        assertThat(first.path("study").path("model").path("batchMode").asString()).isEqualTo("dynamic");
        int rows = forecasts.path("inferred").asInt();
        for (List<String> again : List.of(
                List.of("optimize", "ETHUSD", "--sims", "12", "--forecaster", card.toString(), "--format", "json"),
                List.of("report", "--format", "json"),
                List.of("resume", "--format", "json"))) {
            JsonNode next = json(again.toArray(String[]::new));
            assertThat(next.path("forecasts").path("inferred").asInt()).as(again.toString()).isZero();
            assertThat(next.path("forecasts").path("cached").asInt()).isEqualTo(rows);
            assertThat(next.path("resultHash")).isEqualTo(first.path("resultHash"));
            assertThat(next.path("study")).isEqualTo(first.path("study"));
        }
        JsonNode anew = json("optimize", "ETHUSD", "--sims", "12", "--forecaster", card.toString(), "--format", "json", "--no-forecast-cache");
        assertThat(anew.path("forecasts").path("inferred").asInt()).isEqualTo(rows);
        assertThat(anew.path("resultHash")).isEqualTo(first.path("resultHash"));
    }

    @ParameterizedTest
    @EnumSource(value = Activation.class, names = {"TANH", "SOFTPLUS", "MEAN", "QUANTISED"})
    void anyEngineNumberOfWorkersAndStateOfTheCacheGivesTheSameHash(Activation activation) throws IOException {
        StandIns.perceptron(activation, 3).write(folder.resolve("small.onnx"));
        List<String> hashes = new ArrayList<>();
        for (List<String> how : List.of(
                List.of("--workers", "1"),
                List.of("--workers", "4"),
                List.of("--workers", "2", "--engine", "processes"),
                List.of("--workers", "3", "--no-forecast-cache"))) {
            List<String> words = new ArrayList<>(List.of("optimize", "ETHUSD", "BTCUSD", "--sims", "9", "--forecaster", card.toString(), "--format", "json"));
            words.addAll(how);
            hashes.add(json(words.toArray(String[]::new)).path("resultHash").asString());
        }
        assertThat(hashes.stream().distinct()).as(hashes.toString()).hasSize(1);
    }

    @Test
    void workersThatLoadTheModelThemselvesGiveTheSameHashAndTheReportSaysWhatThatCosts() {
        List<String> asked = List.of("optimize", "ETHUSD", "--sims", "12", "--workers", "2", "--engine", "processes", "--forecaster");
        JsonNode shared = json(with(asked, card.toString(), "--format", "json"));
        assertThat(shared.path("provenance").has("workerModels")).isFalse();
        for (String forecaster : List.of(card.toString(), card + ",ewma-vol", "nano", "linear")) {
            JsonNode own = json(with(asked, forecaster, "--format", "json", "--model-per-worker"));
            JsonNode given = json(with(asked, forecaster, "--format", "json"));
            assertThat(own.path("resultHash")).as(forecaster).isEqualTo(given.path("resultHash"));
            assertThat(own.path("study")).isEqualTo(given.path("study"));
            JsonNode use = own.path("provenance").path("workerModels");
            assertThat(use.path("workers").asInt()).isBetween(1, 2);
            assertThat(use.path("rows").asInt()).as("computed though they are in the cache").isPositive();
            assertThat(use.path("modelBytes").asLong()).isLessThan(use.path("residentBytes").asLong());
        }
        assertThat(run(with(asked, card.toString(), "--model-per-worker")).out()).containsPattern("\\n[12] workers? (each )?loaded the model, \\d+ rows computed there in ");
    }

    /** The option was accepted and did nothing. */
    @Test
    void aValidationWithoutACacheKeepsNoForecasts() {
        run(with(List.of("optimize", "ETHUSD", "--sims", "3", "--search", "direct", "--maxfun", "30", "--forecaster"), card.toString(), "--no-forecast-cache"));
        Path kept = folder.resolve("home").resolve("forecasts");
        CommandLineRun validated = run("validate", "last", "--no-forecast-cache");
        assertThat(validated.code()).as(validated.err()).isZero();
        assertThat(kept).doesNotExist();
        run("validate", "last");
        assertThat(kept).isNotEmptyDirectory();
    }

    @Test
    void aModelPerWorkerIsRefusedByNameWhereItMakesNoSense() {
        String[] words = {"optimize", "ETHUSD", "--sims", "3", "--model-per-worker"};
        assertThat(run(words).err()).contains("--model-per-worker needs --engine processes or spark: workers in one process share one model");
        assertThat(run(with(List.of(words), "--engine", "processes")).err())
                .contains("--model-per-worker is for models that a process can load (a card, nano, linear), and --forecaster mean5 has none");
        CommandLineRun none = run("optimize", "ETHUSD", "--strategy", "sma-cross", "--sims", "2", "--engine", "processes", "--model-per-worker");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("--model-per-worker: no strategy of this study looks at forecasts");
    }

    private static String[] with(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void whatAModelCannotForecastTheNextInTheChainDoesAndItIsShown() throws IOException {
        OnnxFile file = new OnnxFile().input("moves", OnnxFile.FLOAT, "batch", 64).output("deciles", OnnxFile.FLOAT, "batch", 9, 1);
        float[] last = new float[64 * 9];
        java.util.Arrays.fill(last, 63 * 9, 64 * 9, 1f);
        file.result("deciles", "Unsqueeze", file.node("Log", file.node("MatMul", "moves", file.floats(last, 64, 9))), file.longs(2));
        file.write(folder.resolve("small.onnx"));
        CommandLineRun alone = run("optimize", "ETHUSD", "--sims", "5", "--forecaster", card.toString());
        assertThat(alone.code()).isEqualTo(3);
        assertThat(alone.err()).contains("forecaster small gave NaN, which is no log-return for ");
        JsonNode chain = json("optimize", "ETHUSD", "--sims", "5", "--forecaster", card + ",ewma-vol", "--format", "json");
        JsonNode fallback = chain.path("forecasts").path("fallbacks").path(0);
        assertThat(fallback.path("from").asString()).isEqualTo("small");
        assertThat(fallback.path("to").asString()).isEqualTo("ewma-vol");
        assertThat(fallback.path("forecasts").asInt()).isPositive();
        assertThat(run("report").out()).contains("forecasts by ewma-vol instead of small: gave NaN, which is no log-return");
        assertThat(json("report", "--format", "json").path("forecasts").path("fallbacks").path(0)).isEqualTo(fallback);
    }

    @Test
    void aRunIsNotResumedWithAnotherModelAndTheDifferenceIsNamed() throws IOException {
        json("optimize", "ETHUSD", "--sims", "5", "--forecaster", card.toString(), "--format", "json");
        StandIns.perceptron(Activation.TANH, 4).write(folder.resolve("small.onnx"));
        CommandLineRun resumed = run("resume");
        assertThat(resumed.code()).isEqualTo(2);
        assertThat(resumed.err()).contains("model.model was ");
        Files.delete(folder.resolve("small.onnx"));
        assertThat(run("resume").err()).contains("there is no model ");
        assertThat(run("report").code()).isZero(); // reading needs no model
    }

    @Test
    void anotherRuntimeDeviceOrProcessorIsADifferenceByName() {
        Map<String, String> names = Map.of("runtime", "1.29.0", "device", "cpu", "processor", "amd64 avx2");
        names.forEach((name, value) -> {
            String before = "{\"forecaster\":\"small\",\"model\":{\"" + name + "\":\"" + value + "\"}}";
            String now = "{\"forecaster\":\"small\",\"model\":{\"" + name + "\":\"other\"}}";
            assertThat(StudyDifferences.between(before, now)).containsExactly("model." + name + " was " + value + ", is other");
        });
        assertThat(Forecasters.of(card.toString()).origin()).containsKeys("runtime", "device", "processor");
    }

    @Test
    void aModelThatCannotBeUsedIsNamedOrLeftToTheNextInTheChainWithAStoreToo() throws IOException {
        CommandLineRun cuda = run("optimize", "ETHUSD", "--sims", "3", "--forecaster", card.toString(), "--onnx-provider", "cuda");
        assertThat(cuda.code()).as(cuda.err()).isEqualTo(3);
        assertThat(cuda.err()).contains("no simulation could run: ETHUSD ", "device cuda: there is no libonnxruntime_providers_cuda.so").doesNotContain("internal fault");
        Files.writeString(card, CARD.replace("context: 64", "context: 32"));
        for (String[] words : List.of(new String[] {"--no-store"}, new String[0])) {
            CommandLineRun wrong = run(with(List.of("optimize", "ETHUSD", "--sims", "3", "--forecaster", card.toString()), words));
            assertThat(wrong.code()).as(wrong.err()).isEqualTo(3);
            assertThat(wrong.err()).contains("small.onnx is not what its card says: input moves has 64 on axis 1, the card makes it 32").doesNotContain("internal fault");
            JsonNode chain = json(with(List.of("optimize", "ETHUSD", "--sims", "3", "--forecaster", card + ",ewma-vol", "--format", "json"), words));
            assertThat(chain.path("study").path("model").path("batchMode").asString()).isEqualTo("none: the model cannot be used here");
            assertThat(chain.path("forecasts").path("fallbacks").path(0).path("reason").asString()).contains("is not what its card says");
        }
    }

    @Test
    void checkSaysWhatIsFoundAndWhatIsWrong() throws IOException {
        CommandLineRun good = run("model", "check", card.toString());
        assertThat(good.code()).isZero();
        assertThat(good.out()).contains("found: inputs moves float[batch,64]; outputs deciles float[batch,9,1]", "batch mode: dynamic", "The model can be used");
        Files.writeString(card, CARD.replace("context: 64", "context: 32"));
        CommandLineRun bad = run("model", "check", card.toString());
        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.out()).contains("wrong: small.onnx is not what its card says: input moves has 64 on axis 1, the card makes it 32");
        assertThat(run("model", "check", "none.yaml").out()).contains("wrong: there is no card none.yaml");
        CommandLineRun gpu = run("optimize", "ETHUSD", "--sims", "3", "--forecaster", card.toString(), "--onnx-provider", "cudda");
        assertThat(gpu.code()).isEqualTo(2);
        assertThat(gpu.err()).contains("unknown device cudda");
        for (String forecaster : List.of("mean5", "nano", "linear,ewma-vol")) {
            CommandLineRun none = run("optimize", "ETHUSD", "--sims", "3", "--forecaster", forecaster, "--onnx-provider", "cuda");
            assertThat(none.code()).isEqualTo(2);
            assertThat(none.err()).contains("--onnx-provider cuda is for models with a card, and --forecaster " + forecaster + " is computed in Java");
        }
        assertThat(run("optimize", "ETHUSD", "--sims", "3", "--forecaster", "nano", "--onnx-provider", "cpu").code()).isZero();
    }

    @Test
    void cardsOfWellKnownModelsAreWritten() {
        assertThat(run("model", "card").out().lines()).containsExactly("chronos-2", "chronos-bolt", "timesfm-2.5", "ttm");
        assertThat(run("model", "card", "ttm").out()).contains("past_observed_mask");
        assertThat(run("model", "card", "tt").err()).contains("no card tt");
    }

    @Test
    void theCacheIsShownAndCleared() {
        assertThat(run("cache", "show").out()).isEqualTo("no forecasts are kept\n");
        json("optimize", "ETHUSD", "--sims", "5", "--forecaster", card.toString(), "--format", "json", "--no-store");
        assertThat(run("cache", "show").out()).contains("small (small.onnx, dynamic, cpu, ONNX Runtime 1.29.0)");
        JsonNode shown = json("cache", "show", "--format", "json");
        assertThat(shown.path("models").path(0).path("rows").asInt()).isPositive();
        assertThat(shown.path("bytes").asLong()).isEqualTo(shown.path("models").path(0).path("bytes").asLong());
        assertThat(run("cache", "clear").out()).endsWith(" bytes given back\n");
        assertThat(json("cache", "show", "--format", "json").path("models")).isEmpty();
    }

    private JsonNode json(String... args) {
        CommandLineRun run = run(args);
        assertThat(run.code()).as(run.err()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }

    private CommandLineRun run(String... args) {
        return CommandLineRun.with(Map.of("FASTBACK_HOME", folder.resolve("home").toString()), "", args);
    }
}
