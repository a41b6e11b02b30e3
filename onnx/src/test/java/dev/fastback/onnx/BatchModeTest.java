package dev.fastback.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.ForecasterSettings;
import dev.fastback.forecast.ForecasterUnusableException;
import dev.fastback.forecast.ModelReport;
import dev.fastback.onnx.card.CardException;
import dev.fastback.onnx.card.CardReader;
import dev.fastback.testkit.onnx.OnnxFile;
import dev.fastback.testkit.onnx.StandIns;
import dev.fastback.testkit.onnx.StandIns.Activation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BatchModeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"TANH, dynamic", "SOFTPLUS, fixed-64", "MEAN, single", "QUANTISED, single"})
    void isFoundByTheBits(Activation activation, String mode) throws IOException {
        try (OnnxForecaster forecaster = forecaster(activation)) {
            // On a processor whose kernels treat all places alike a mode may be better than here; it is never worse.
            assertThat(forecaster.mode().label()).isIn(mode, activation == Activation.QUANTISED ? mode : "dynamic");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Activation.class, names = {"TANH", "SOFTPLUS", "MEAN", "QUANTISED"})
    void aForecastHasTheSameBitsWhateverElseIsAsked(Activation activation) throws IOException {
        List<Context> contexts = TestRows.contexts(CardReader.read(Cards.perceptron(folder, StandIns.perceptron(activation, 5))), 150);
        ForecastBatch reference;
        try (OnnxForecaster forecaster = forecaster(activation)) {
            reference = forecaster.forecast(contexts);
        }
        Random random = new Random(4);
        for (int size : new int[] {1, 2, 7, 31, 63, 150}) {
            try (OnnxForecaster forecaster = forecaster(activation)) {
                List<Integer> order = new ArrayList<>(java.util.stream.IntStream.range(0, contexts.size()).boxed().toList());
                Collections.shuffle(order, random);
                for (int from = 0; from < order.size(); from += size) {
                    List<Integer> part = order.subList(from, Math.min(order.size(), from + size));
                    ForecastBatch given = forecaster.forecast(part.stream().map(contexts::get).toList());
                    for (int i = 0; i < part.size(); i++) {
                        assertThat(given.point()[i]).as("size " + size).isEqualTo(reference.point()[part.get(i)]);
                        assertThat(given.lower()[i]).isEqualTo(reference.lower()[part.get(i)]);
                    }
                }
            }
        }
    }

    @Test
    void aModelThatIsNeverTheSameIsRefused() throws IOException {
        Path card = Cards.perceptron(folder, StandIns.perceptron(Activation.RANDOM, 5));
        ModelReport report = new OnnxProvider().check(card.toString(), ForecasterSettings.DEFAULT);
        assertThat(report.faults()).containsExactly("the same context alone gives other numbers when it is asked again");
        try (OnnxForecaster forecaster = (OnnxForecaster) new OnnxProvider().create(card.toString())) {
            assertThatExceptionOfType(CardException.class)
                    .isThrownBy(() -> forecaster.forecast(TestRows.contexts(forecaster.card(), 3)))
                    .withMessageContaining("cannot be used");
        }
    }

    @Test
    void whatWasFoundIsKeptAndAnotherFileIsLookedAtAgain() throws IOException {
        ForecasterSettings settings = new ForecasterSettings(folder.resolve("cache"), "cpu");
        for (int round = 0; round < 2; round++) {
            try (OnnxForecaster forecaster = (OnnxForecaster)
                    new OnnxProvider().create(Cards.perceptron(folder, StandIns.perceptron(Activation.QUANTISED, 5)).toString(), settings)) {
                assertThat(forecaster.mode()).isEqualTo(BatchMode.SINGLE);
            }
        }
        try (OnnxForecaster forecaster = (OnnxForecaster)
                new OnnxProvider().create(Cards.perceptron(folder, StandIns.perceptron(Activation.TANH, 5)).toString(), settings)) {
            assertThat(forecaster.mode()).isEqualTo(BatchMode.DYNAMIC);
        }
    }

    @Test
    void aFileOfOneRowIsSingleAndSaysSo() throws IOException {
        OnnxFile one = new OnnxFile().input("moves", OnnxFile.FLOAT, 1, 64).output("deciles", OnnxFile.FLOAT, 1, 9, 1);
        one.result("deciles", "Unsqueeze", one.node("MatMul", one.node("Abs", "moves"), one.floats(StandIns.rising(), 64, 9)), one.longs(2));
        Path dynamic = Cards.perceptron(folder, one);
        assertThat(new OnnxProvider().check(dynamic.toString(), ForecasterSettings.DEFAULT).faults())
                .singleElement().asString().contains("takes 1 row at a time: say batch: 1 in the card");
        Path card = Cards.write(folder, one, Cards.PERCEPTRON + "batch: 1\n");
        ModelReport report = new OnnxProvider().check(card.toString(), ForecasterSettings.DEFAULT);
        assertThat(report.faults()).isEmpty();
        assertThat(report.remarks()).anyMatch(remark -> remark.contains("export it with a dynamic batch"));
    }

    @Test
    void outOfMemoryHalvesTheBatchOfAModelThatTakesAny() {
        List<Integer> sizes = new ArrayList<>();
        Batches batches = new Batches(limited(50, sizes), BatchMode.DYNAMIC, "m");
        float[] given = batches.run(rows(224));
        assertThat(sizes).contains(224, 112, 56, 28).allMatch(size -> size > 0);
        for (int i = 0; i < 224; i++) {
            assertThat(given[i]).isEqualTo(i);
        }
        assertThatExceptionOfType(ForecasterUnusableException.class)
                .isThrownBy(() -> new Batches(limited(0, sizes), BatchMode.DYNAMIC, "m").run(rows(5)))
                .withMessage("model m: not enough memory, not even for one context");
    }

    @Test
    void outOfMemoryEndsAModelOfOneBatchSize() {
        assertThatExceptionOfType(ForecasterUnusableException.class)
                .isThrownBy(() -> new Batches(limited(50, new ArrayList<>()), new BatchMode(64), "m").run(rows(5)))
                .withMessageContaining("smaller ones would give other bits");
    }

    @Test
    void noBatchIsLargerThanTheMostAndOneSizeIsFilledWithARealRow() {
        List<Integer> sizes = new ArrayList<>();
        new Batches(limited(1000, sizes), BatchMode.DYNAMIC, "m").run(rows(500));
        assertThat(sizes).containsExactly(224, 224, 52);
        sizes.clear();
        assertThat(new Batches(limited(1000, sizes), new BatchMode(28), "m").run(rows(30))).hasSize(30);
        assertThat(sizes).containsExactly(28, 28);
    }

    private OnnxForecaster forecaster(Activation activation) throws IOException {
        return (OnnxForecaster) new OnnxProvider().create(Cards.perceptron(folder, StandIns.perceptron(activation, 5)).toString());
    }

    private static List<ModelRow> rows(int count) {
        List<ModelRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new ModelRow(new float[] {i}, 1, new double[1], new double[] {1}, 0, new dev.fastback.forecast.cache.RowKey(0, i)));
        }
        return rows;
    }

    /** Returns each row's first value; has room for so many rows. */
    private static RowRunner limited(int most, List<Integer> sizes) {
        return new RowRunner() {
            @Override
            public float[] run(List<ModelRow> rows) {
                sizes.add(rows.size());
                if (rows.size() > most) {
                    throw new OutOfRoomException(new IllegalStateException("bad_alloc"));
                }
                float[] values = new float[rows.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = rows.get(i).values()[0];
                }
                return values;
            }

            @Override
            public int width() {
                return 1;
            }
        };
    }
}
