package dev.fastback.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.ForecasterSettings;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.testkit.onnx.OnnxFile;
import dev.fastback.testkit.onnx.StandIns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cards that are shipped, on models with the signatures of the real ones. */
class StandInsTest {
    private static final BarSeries BARS = TestBars.bars(3, 700);

    @TempDir
    Path folder;

    @Test
    void chronosBoltReadsLongAndShortContexts() throws IOException {
        List<Context> contexts = contexts(Column.CLOSE, 690, 600, 100, 20);
        ForecastBatch batch = forecaster("chronos-bolt", StandIns.chronosBolt()).forecast(contexts);
        for (int i = 0; i < contexts.size(); i++) {
            double shift = shift(contexts.get(i), 512);
            assertThat(batch.point()[i]).isCloseTo(shift, within(2e-6));
            assertThat(batch.lower()[i]).isCloseTo(-0.04 + shift, within(2e-6));
            assertThat(batch.upper()[i]).isCloseTo(0.04 + shift, within(2e-6));
        }
    }

    @Test
    void chronosTwoKeepsEachContextInAGroupOfItsOwn() throws IOException {
        List<Context> contexts = contexts(Column.HIGH, 690, 600, 100, 20);
        ForecastBatch batch = forecaster("chronos-2", StandIns.chronos2()).forecast(contexts);
        for (int i = 0; i < contexts.size(); i++) {
            double shift = shift(contexts.get(i), 2048);
            assertThat(batch.point()[i]).isCloseTo(shift, within(2e-6));
            assertThat(batch.lower()[i]).isCloseTo(-0.04 + shift, within(2e-6)); // level 0.1 is the third of 21
        }
    }

    @Test
    void timesFmIsScaledByWhatIsKnownAtEachPatchAndBackByTheLast() throws IOException {
        List<Context> contexts = contexts(Column.LOW, 690, 513, 100, 40);
        ForecastBatch batch = forecaster("timesfm-2.5", StandIns.timesFm()).forecast(contexts);
        for (int i = 0; i < contexts.size(); i++) {
            double[] prices = prices(contexts.get(i), 512);
            double mean = Arrays.stream(prices).average().orElseThrow();
            double deviation = Math.sqrt(Arrays.stream(prices).map(p -> (p - mean) * (p - mean)).average().orElseThrow());
            double last = prices[prices.length - 1];
            assertThat(batch.point()[i]).isCloseTo(0, within(3e-6)); // the median is the last value, scaled and back
            assertThat(batch.lower()[i]).isCloseTo(-0.4 * deviation / last, within(3e-6));
        }
    }

    @Test
    void ttmIsFedFourColumnsTogetherAndTakesItsBandFromTheVolatility() throws IOException {
        OnnxForecaster forecaster = forecaster("ttm", StandIns.ttm());
        List<Context> contexts = new ArrayList<>();
        for (Column column : Column.values()) {
            for (int target : new int[] {690, 600, 100}) {
                contexts.add(TestBars.context(BARS.slice(0, target), column, target));
            }
        }
        ForecastBatch batch = forecaster.forecast(contexts);
        ForecastBatch bands = Forecasters.of("ewma-vol").forecast(contexts);
        for (int i = 0; i < contexts.size(); i++) {
            assertThat(batch.point()[i]).isCloseTo(0.01, within(2e-6));
            assertThat(batch.upper()[i] - batch.point()[i]).isCloseTo(bands.upper()[i] - bands.point()[i], within(1e-12));
        }
    }

    @Test
    void columnsOfABarShareTheirRow() throws IOException {
        OnnxForecaster forecaster = forecaster("ttm", StandIns.ttm());
        List<Context> contexts = new ArrayList<>();
        for (Column column : Column.values()) {
            for (int target = 600; target < 610; target++) {
                contexts.add(TestBars.context(BARS, column, target));
            }
        }
        assertThat(forecaster.forecast(contexts).use().inferred()).isEqualTo(10);
        assertThat(forecaster.forecast(contexts).use().cached()).isEqualTo(10);
    }

    @Test
    void whatTheModelDoesNotTakeTheOtherForecasterAnswers() throws IOException {
        OnnxForecaster forecaster = forecaster("chronos-bolt", StandIns.chronosBolt());
        List<Context> contexts = contexts(Column.CLOSE, 300, 12, 3, 0);
        ForecastBatch batch = forecaster.forecast(contexts);
        ForecastBatch other = Forecasters.of("ewma-vol").forecast(contexts);
        for (int i = 1; i < 4; i++) {
            assertThat(batch.point()[i]).isEqualTo(other.point()[i]);
        }
        assertThat(batch.use().fallbacks()).singleElement().satisfies(fallback -> {
            assertThat(fallback.questions()).isEqualTo(2); // the one without values is 0 whoever answers
            assertThat(fallback.reason()).isEqualTo("the context has 12 values, the model takes 16 at least");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"chronos-bolt", "chronos-2", "timesfm-2.5", "ttm"})
    void theCheckFindsNothingWrong(String name) throws IOException {
        OnnxFile file = switch (name) {
            case "chronos-bolt" -> StandIns.chronosBolt();
            case "chronos-2" -> StandIns.chronos2();
            case "timesfm-2.5" -> StandIns.timesFm();
            default -> StandIns.ttm();
        };
        Path card = card(name, file);
        var report = new OnnxProvider().check(card.toString(), ForecasterSettings.DEFAULT);
        assertThat(report.faults()).isEmpty();
        assertThat(report.facts()).anyMatch(fact -> fact.startsWith("found: inputs ")).anyMatch(fact -> fact.startsWith("batch mode: dynamic")).noneMatch(fact -> fact.contains("NaN"));
    }

    private OnnxForecaster forecaster(String name, OnnxFile file) throws IOException {
        return (OnnxForecaster) new OnnxProvider().create(card(name, file).toString());
    }

    private Path card(String name, OnnxFile file) throws IOException {
        file.write(folder.resolve(name + ".onnx"));
        return Files.writeString(folder.resolve(name + ".yaml"), new OnnxProvider().cards().get(name));
    }

    private static List<Context> contexts(Column column, int... targets) {
        return Arrays.stream(targets).mapToObj(target -> TestBars.context(BARS, column, target)).toList();
    }

    private static double[] prices(Context context, int most) {
        BarSeries bars = context.known().bars();
        int n = Math.min(most, bars.size());
        double[] prices = new double[n];
        for (int i = 0; i < n; i++) {
            prices[i] = bars.value(context.known().column(), bars.size() - n + i);
        }
        return prices;
    }

    private static double shift(Context context, int most) {
        double[] prices = prices(context, most);
        double mean = Arrays.stream(prices).average().orElseThrow() / prices[prices.length - 1];
        return 0.001 * Math.tanh(mean - 1);
    }
}
