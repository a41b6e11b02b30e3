package dev.fastback.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.ForecastRun;
import dev.fastback.forecast.ForecastUse;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.ForecasterSettings;
import dev.fastback.forecast.Forecasts;
import dev.fastback.forecast.builtin.FallbackForecaster;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.onnx.card.CardException;
import dev.fastback.testkit.Seeds;
import dev.fastback.testkit.onnx.OnnxFile;
import dev.fastback.testkit.onnx.StandIns;
import dev.fastback.testkit.onnx.StandIns.Activation;
import dev.fastback.walkforward.WalkForward;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxForecasterTest {
    @TempDir
    Path folder;

    @Test
    void aSecondRunInfersNothingAndGivesTheSameBits() throws IOException {
        ForecastRun.Answers first = run(forecaster(cached()), 1);
        assertThat(first.use().cached()).isZero();
        assertThat(first.use().inferred()).isEqualTo(3 * 232);
        ForecastRun.Answers second = run(forecaster(cached()), 1);
        assertThat(second.use()).isEqualTo(new ForecastUse(3 * 232, 0, List.of()));
        assertSame(first, second);
        assertSame(first, run(forecaster(ForecasterSettings.DEFAULT), 1));
    }

    @Test
    void theModelIsNotOpenedWhereAllIsKnown() throws IOException {
        run(forecaster(cached()), 1);
        Path card = folder.resolve("small.yaml");
        OnnxForecaster forecaster = (OnnxForecaster) Forecasters.of(card.toString(), cached());
        Files.delete(folder.resolve("small.onnx")); // gone after its hash was taken
        assertThat(run(forecaster, 1).use().inferred()).isZero();
    }

    @Test
    void threadsShareASessionAndGiveTheSameBits() throws IOException {
        List<ForecastPlan> plans = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            plans.add(plan(TestBars.bars(i, 300)));
        }
        ForecastRun.Answers one = ForecastRun.ask(plans, forecaster(ForecasterSettings.DEFAULT), () -> false, 1).orElseThrow();
        ForecastRun.Answers four = ForecastRun.ask(plans, forecaster(ForecasterSettings.DEFAULT), () -> false, 4).orElseThrow();
        assertThat(four.use()).isEqualTo(one.use());
        assertSame(one, four);
    }

    @Test
    void theFutureChangesNoForecast() throws IOException {
        SplittableRandom random = Seeds.random("model look-ahead", 5);
        for (Forecaster forecaster : List.of(forecaster(ForecasterSettings.DEFAULT), standIn("ttm", StandIns.ttm()), standIn("timesfm-2.5", StandIns.timesFm()))) {
            for (int round = 0; round < 4; round++) {
                BarSeries bars = TestBars.bars(random.nextInt(1000), 700);
                int cut = 560 + random.nextInt(100);
                BarSeries other = changedFrom(bars, cut, random);
                List<dev.fastback.walkforward.Fold> folds = new WalkForward(150, 7, 1, 0).folds(700);
                Forecasts before = ForecastPlan.of(bars, folds, true).run(forecaster);
                Forecasts after = ForecastPlan.of(other, folds, true).run(forecaster);
                int compared = 0;
                for (int t = before.firstBar(); t <= cut; t++) { // the bar at the cut is forecast from those before it
                    for (Column column : Column.values()) {
                        if (before.has(t)) {
                            assertThat(after.point(column, t)).as(forecaster.id() + " bar " + t).isEqualTo(before.point(column, t));
                            assertThat(after.lower(column, t)).isEqualTo(before.lower(column, t));
                            compared++;
                        }
                    }
                }
                assertThat(compared).isPositive();
                assertThat(after.point(Column.CLOSE, cut + 3)).isNotEqualTo(before.point(Column.CLOSE, cut + 3));
            }
        }
    }

    @Test
    void numbersThatAreNoneAreNamedWithTheirPlaceAndLeftToTheNext() throws IOException {
        OnnxFile file = new OnnxFile().input("moves", OnnxFile.FLOAT, "batch", 64).output("deciles", OnnxFile.FLOAT, "batch", 9, 1);
        float[] weights = new float[64 * 9];
        java.util.Arrays.fill(weights, 63 * 9, 64 * 9, 1f);
        // The logarithm of the last move: a number for those that rise, none for those that fall.
        String last = file.node("MatMul", "moves", file.floats(weights, 64, 9));
        file.result("deciles", "Unsqueeze", file.node("Log", last), file.longs(2));
        Forecaster broken = Forecasters.of(Cards.perceptron(folder, file).toString());
        ForecastRun.Outcome outcome = run(broken, 1).outcomes().getFirst();
        assertThat(outcome.failure()).hasMessageStartingWith("forecaster small gave NaN, which is no log-return for OPEN of S0, bar ");
        ForecastBatch batch = new FallbackForecaster(List.of(broken, Forecasters.of("zero"))).forecast(contexts());
        assertThat(batch.use().fallbacks()).singleElement().satisfies(fallback -> {
            assertThat(fallback.questions()).isBetween(1L, (long) contexts().size() - 1);
            assertThat(fallback.reason()).isEqualTo("gave NaN, which is no log-return");
        });
        for (int i = 0; i < batch.point().length; i++) {
            assertThat(batch.point()[i]).isFinite();
        }
    }

    @Test
    void quantilesThatCrossAreAFaultOrSorted() throws IOException {
        OnnxFile file = new OnnxFile().input("moves", OnnxFile.FLOAT, "batch", 64).output("deciles", OnnxFile.FLOAT, "batch", 9, 1);
        float[] falling = {0.04f, 0.03f, 0.02f, 0.01f, 0f, -0.01f, -0.02f, -0.03f, -0.04f};
        String zero = file.node("Mul", file.node("MatMul", "moves", file.floats(new float[64 * 9], 64, 9)), file.number(0));
        file.result("deciles", "Unsqueeze", file.node("Add", zero, file.floats(falling, 1, 9)), file.longs(2));
        Path card = Cards.perceptron(folder, file);
        assertThat(new OnnxProvider().check(card.toString(), ForecasterSettings.DEFAULT).faults())
                .containsExactly("quantiles cross in 128 of 128 test contexts; crossing: sort in the card repairs that");
        assertThat(run(Forecasters.of(card.toString()), 1).outcomes().getFirst().failure()).hasMessageContaining("gave quantiles that cross");
        Path sorted = Cards.write(folder, file, Cards.PERCEPTRON.replace("kind: quantiles", "kind: quantiles, crossing: sort"));
        ForecastBatch batch = Forecasters.of(sorted.toString()).forecast(contexts());
        assertThat(batch.lower()[0]).isEqualTo(Math.expm1(-0.04f));
        assertThat(batch.upper()[0]).isEqualTo(Math.expm1(0.04f));
    }

    @Test
    void samplesGiveTheirMedianOrMeanAndTheirQuantiles() throws IOException {
        OnnxFile file = new OnnxFile().input("moves", OnnxFile.FLOAT, "batch", 64).output("draws", OnnxFile.FLOAT, "batch", 11, 3);
        float[] draws = new float[33];
        for (int s = 0; s < 11; s++) {
            draws[s * 3] = s == 10 ? 0.2f : 0.01f * s;
            draws[s * 3 + 1] = 99;
        }
        String zero = file.node("Mul", file.node("MatMul", "moves", file.floats(new float[64 * 33], 64, 33)), file.number(0));
        file.result("draws", "Reshape", file.node("Add", zero, file.floats(draws, 1, 33)), file.longs(-1, 11, 3));
        String card = """
                name: draws
                model: small.onnx
                series: return
                context: 64
                pad: edge
                inputs: [{name: moves, layout: BT}]
                output: {name: draws, kind: samples, layout: BSH, samples: 11, point: %s}
                horizon: 3
                """;
        ForecastBatch median = Forecasters.of(Cards.write(folder, file, card.formatted("median")).toString()).forecast(contexts());
        assertThat(median.point()[0]).isCloseTo(0.05, within(1e-7));
        assertThat(median.lower()[0]).isCloseTo(0.01, within(1e-7));
        assertThat(median.upper()[0]).isCloseTo(0.09, within(1e-7));
        ForecastBatch mean = Forecasters.of(Cards.write(folder, file, card.formatted("mean")).toString()).forecast(contexts());
        assertThat(mean.point()[0]).isCloseTo((0.45 + 0.2) / 11, within(1e-7));
    }

    /** A model that draws by a seed: draw s of seed n is 0.01 s + 0.002 n. */
    private static OnnxFile seeded() {
        OnnxFile file = new OnnxFile()
                .input("moves", OnnxFile.FLOAT, "batch", 64)
                .input("seed", OnnxFile.FLOAT, "batch", 1)
                .output("draws", OnnxFile.FLOAT, "batch", 6, 1);
        float[] draws = new float[6];
        float[] ones = new float[6];
        for (int s = 0; s < 6; s++) {
            draws[s] = 0.01f * s;
            ones[s] = 0.002f;
        }
        String zero = file.node("Mul", file.node("MatMul", "moves", file.floats(new float[64 * 6], 64, 6)), file.number(0));
        String shift = file.node("MatMul", "seed", file.floats(ones, 1, 6));
        String sum = file.node("Add", file.node("Add", zero, shift), file.floats(draws, 1, 6));
        return file.result("draws", "Unsqueeze", sum, file.longs(2));
    }

    private static String seededCard(String output) {
        return """
                name: draws
                model: small.onnx
                series: return
                context: 64
                pad: edge
                inputs: [{name: moves, layout: BT}, {name: seed, role: seed, layout: B1}]
                output: {name: draws, layout: BSH, %s}
                """.formatted(output);
    }

    @Test
    void theSamplesOfSeveralSeedsMakeOneForecast() throws IOException {
        Forecaster one = Forecasters.of(Cards.write(folder, seeded(), seededCard("kind: samples, samples: 6")).toString());
        ForecastBatch first = one.forecast(contexts());
        assertThat(first.point()[0]).isCloseTo(0.025, within(1e-7));
        Path card = Cards.write(folder, seeded(), seededCard("kind: samples, samples: 6, seeds: 5"));
        OnnxForecaster five = (OnnxForecaster) Forecasters.of(card.toString(), cached());
        ForecastBatch batch = five.forecast(contexts());
        assertThat(batch.point()[0]).isCloseTo(0.025 + 0.004, within(1e-7));
        assertThat(batch.use().inferred()).isEqualTo(5 * first.use().inferred());
        five.close();
        ForecastUse again = Forecasters.of(card.toString(), cached()).forecast(contexts()).use();
        assertThat(again.inferred()).isZero();
        assertThat(again.cached()).isEqualTo(batch.use().inferred());
        Forecaster mean = Forecasters.of(Cards.write(folder, seeded(), seededCard("kind: samples, samples: 6, seeds: 5, point: mean")).toString());
        assertThat(five.origin().get("reading")).isEqualTo("6 samples of each of 5 seeds, point their median; 1 values at least");
        assertThat(mean.origin().get("reading")).isEqualTo("6 samples of each of 5 seeds, point their mean; 1 values at least");
        assertThat(mean.origin().get("card")).isEqualTo(five.origin().get("card"));
    }

    @Test
    void seedsWithoutSamplesOrWithoutAnInputAreRefused() throws IOException {
        Path points = Cards.write(folder, seeded(), seededCard("kind: point, seeds: 5"));
        assertThatExceptionOfType(CardException.class)
                .isThrownBy(() -> Forecasters.of(points.toString()))
                .withMessageContaining("output: seeds 5 are for samples, not for point");
        Path deaf = Cards.write(folder, seeded(), seededCard("kind: samples, samples: 6, seeds: 5").replace(", {name: seed, role: seed, layout: B1}", ""));
        assertThatExceptionOfType(CardException.class)
                .isThrownBy(() -> Forecasters.of(deaf.toString()))
                .withMessageContaining("output: seeds 5 need an input with the role seed");
    }

    @Test
    void barsRelativeToTheLastCloseBecomeMovesOfTheirColumns() throws IOException {
        // The next bar is expected to repeat the last one's moves over the close before it.
        String gather = """
                name: bars
                model: small.onnx
                series: log-over-close
                columns: [open, high, low, close]
                context: 16
                inputs: [{name: bars, layout: BTC}]
                output: {name: next, kind: point, layout: BHC, columns: [close, high, low]}
                min-context: 16
                """;
        OnnxFile whole = new OnnxFile().input("bars", OnnxFile.FLOAT, "batch", 16, 4).output("next", OnnxFile.FLOAT, "batch", 1, 3);
        String lastBar = whole.node("Slice", "bars", whole.longs(15), whole.longs(16), whole.longs(1));
        String picked = whole.node("Gather", List.of(lastBar, whole.longs(3, 1, 2)), OnnxFile.Attribute.of("axis", 2));
        whole.result("next", "Identity", picked);
        Forecaster forecaster = Forecasters.of(Cards.write(folder, whole, gather).toString());
        BarSeries bars = TestBars.bars(9, 40);
        int t = 33;
        for (Column column : List.of(Column.CLOSE, Column.HIGH, Column.LOW)) {
            double repeated = bars.value(column, t - 1) / bars.close(t - 2);
            double expected = bars.close(t - 1) * repeated / bars.value(column, t - 1) - 1;
            assertThat(forecaster.forecast(List.of(TestBars.context(bars, column, t))).point()[0])
                    .isCloseTo(expected, within(1e-7));
        }
        Context open = TestBars.context(bars, Column.OPEN, t);
        assertThat(forecaster.forecast(List.of(open)).point()[0]).isEqualTo(Forecasters.of("ewma-vol").forecast(List.of(open)).point()[0]);
    }

    @Test
    void weightsBesideTheFileAreFoundHashedAndMissed() throws IOException {
        OnnxFile file = externalPerceptron();
        Path card = Cards.perceptron(folder, file);
        Forecaster forecaster = Forecasters.of(card.toString());
        assertThat(run(forecaster, 1).outcomes().getFirst().failure()).isNull();
        byte[] weights = Files.readAllBytes(folder.resolve("small.data"));
        weights[5] ^= 1;
        Files.write(folder.resolve("small.data"), weights);
        assertThat(Forecasters.of(card.toString()).origin().get("model")).isNotEqualTo(forecaster.origin().get("model"));
        Files.delete(folder.resolve("small.data"));
        assertThatExceptionOfType(CardException.class)
                .isThrownBy(() -> Forecasters.of(card.toString()))
                .withMessage("small: small.onnx keeps its weights in small.data, which is not beside it");
    }

    private static OnnxFile externalPerceptron() {
        OnnxFile file = new OnnxFile("small.data").input("moves", OnnxFile.FLOAT, "batch", 64).output("deciles", OnnxFile.FLOAT, "batch", 9, 1);
        return file.result("deciles", "Unsqueeze", file.node("MatMul", file.node("Abs", "moves"), file.floats(StandIns.rising(), 64, 9)), file.longs(2));
    }

    @Test
    void filesOverTwoGibibytesAreRefusedWithTheWayOut() throws IOException {
        Path card = Cards.perceptron(folder, StandIns.perceptron(Activation.TANH, 1));
        try (var file = new java.io.RandomAccessFile(folder.resolve("small.onnx").toFile(), "rw")) {
            file.setLength((1L << 31) + 1); // a hole: no space is taken
        }
        assertThatExceptionOfType(CardException.class)
                .isThrownBy(() -> Forecasters.of(card.toString()))
                .withMessageContaining("more than 2 GiB")
                .withMessageContaining("external data");
    }

    @Test
    void aDeviceThatIsNotThereIsNamedWithWhatIsMissing() throws IOException {
        Path card = Cards.perceptron(folder, StandIns.perceptron(Activation.TANH, 1));
        Forecaster cuda = Forecasters.of(card.toString(), new ForecasterSettings(null, "cuda"));
        assertThatExceptionOfType(CardException.class)
                .isThrownBy(() -> cuda.forecast(contexts()))
                .withMessageStartingWith("device cuda: ")
                .withMessageContaining(System.mapLibraryName("onnxruntime_providers_cuda"))
                .withMessageContaining("onnxruntime_gpu " + OnnxRuntime.VERSION);
        assertThatExceptionOfType(CardException.class)
                .isThrownBy(() -> Forecasters.of(card.toString(), new ForecasterSettings(null, "cudda")))
                .withMessageContaining("unknown device cudda; known: cpu, cuda");
    }

    @Test
    void whatADeviceNeedsIsSaidOfThatDevice() {
        String tensorrt = OnnxRuntime.deviceMissing("tensorrt", new OrtException("Failed to find TensorRT shared provider"));
        assertThat(tensorrt).contains("there is no " + System.mapLibraryName("onnxruntime_providers_tensorrt"), "use the jar onnxruntime_gpu");
        String openvino = OnnxRuntime.deviceMissing("openvino", new OrtException("Failed to find OpenVINO shared provider"));
        assertThat(openvino)
                .contains("there is no " + System.mapLibraryName("onnxruntime_providers_openvino"), "a build with it of exactly " + OnnxRuntime.VERSION)
                .doesNotContain("onnxruntime_gpu");
        String directml = OnnxRuntime.deviceMissing("directml", new OrtException("This binary was not compiled with DirectML support."));
        assertThat(directml)
                .isEqualTo("device directml: the runtime's library was not built with it; name a folder with all libraries of a build with it of exactly "
                        + OnnxRuntime.VERSION + " with -Donnxruntime.native.path=FOLDER (docs/models.md); the runtime says: "
                        + "This binary was not compiled with DirectML support.");
    }

    @Test
    void theOriginTellsAllThatDecidesTheBits() throws IOException {
        assertThat(forecaster(ForecasterSettings.DEFAULT).origin().keySet())
                .containsExactly("batchMode", "card", "device", "model", "optimisation", "others", "processor", "reading", "runtime");
        assertThat(OnnxRuntime.version()).isEqualTo(OnnxRuntime.VERSION);
    }

    private static BarSeries changedFrom(BarSeries bars, int cut, SplittableRandom random) {
        int n = bars.size();
        long[] times = new long[n];
        double[][] prices = new double[4][n];
        for (int t = 0; t < n; t++) {
            times[t] = bars.timeMillis(t);
            double factor = t < cut ? 1 : 0.5 + random.nextDouble();
            for (Column column : Column.values()) {
                prices[column.ordinal()][t] = factor * bars.value(column, t);
            }
        }
        return BarSeries.of(bars.symbol(), times, prices[0], prices[1], prices[2], prices[3], new double[n]);
    }

    private ForecasterSettings cached() {
        return new ForecasterSettings(folder.resolve("cache"), "cpu");
    }

    private OnnxForecaster forecaster(ForecasterSettings settings) throws IOException {
        return (OnnxForecaster) Forecasters.of(Cards.perceptron(folder, StandIns.perceptron(Activation.TANH, 7)).toString(), settings);
    }

    private Forecaster standIn(String name, OnnxFile file) throws IOException {
        file.write(folder.resolve(name + ".onnx"));
        return Forecasters.of(Files.writeString(folder.resolve(name + ".yaml"), new OnnxProvider().cards().get(name)).toString());
    }

    private static List<Context> contexts() {
        BarSeries bars = TestBars.bars(1, 200);
        List<Context> contexts = new ArrayList<>();
        for (int t = 100; t < 140; t++) {
            contexts.add(TestBars.context(bars, Column.CLOSE, t));
        }
        return contexts;
    }

    private static ForecastPlan plan(BarSeries bars) {
        return ForecastPlan.of(bars, WalkForward.DEFAULT.folds(bars.size()), true);
    }

    private static ForecastRun.Answers run(Forecaster forecaster, int workers) {
        List<ForecastPlan> plans = List.of(plan(TestBars.bars(0, 300)), plan(TestBars.bars(1, 300)), plan(TestBars.bars(2, 300)));
        return ForecastRun.ask(plans, forecaster, () -> false, workers).orElseThrow();
    }

    private static void assertSame(ForecastRun.Answers one, ForecastRun.Answers two) {
        for (int i = 0; i < one.outcomes().size(); i++) {
            Forecasts a = one.outcomes().get(i).forecasts();
            Forecasts b = two.outcomes().get(i).forecasts();
            for (Column column : Column.values()) {
                for (int t = a.firstBar(); t < a.endBar(); t++) {
                    assertThat(b.has(t)).isEqualTo(a.has(t));
                    if (a.has(t)) {
                        assertThat(b.point(column, t)).isEqualTo(a.point(column, t));
                        assertThat(b.lower(column, t)).isEqualTo(a.lower(column, t));
                        assertThat(b.upper(column, t)).isEqualTo(a.upper(column, t));
                    }
                }
            }
        }
    }
}
