package dev.fastback.forecast.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import dev.fastback.forecast.ForecastScores;
import dev.fastback.forecast.ForecastUse;
import dev.fastback.forecast.KnownBars;
import dev.fastback.forecast.linear.LinearFile;
import dev.fastback.forecast.linear.LinearFit;
import dev.fastback.forecast.linear.LinearModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinearForecasterTest {
    private static final List<BarSeries> SERIES =
            List.of(SyntheticMarket.bars("ETHUSD", 5, 900), SyntheticMarket.bars("ASPEN", 5, 700), SyntheticMarket.bars("HAZEL", 5, 800));

    /** Returns a series with other prices from a bar on. */
    private static BarSeries withOtherFuture(BarSeries bars, int from) {
        long[] times = new long[bars.size()];
        double[][] prices = new double[4][bars.size()];
        double[] volume = new double[bars.size()];
        for (int t = 0; t < bars.size(); t++) {
            times[t] = bars.timeMillis(t);
            volume[t] = bars.volume(t);
            for (Column column : Column.values()) {
                prices[column.ordinal()][t] = bars.value(column, t) * (t < from ? 1 : 1.5 + t % 7);
            }
        }
        return BarSeries.ofOwned(
                bars.symbol(),
                times,
                prices[Column.OPEN.ordinal()],
                prices[Column.HIGH.ordinal()],
                prices[Column.LOW.ordinal()],
                prices[Column.CLOSE.ordinal()],
                volume,
                bars.size());
    }

    private static List<Context> contexts(BarSeries bars, int from, int to) {
        List<Context> contexts = new ArrayList<>();
        for (Column column : Column.values()) {
            for (int target = from; target < to; target++) {
                contexts.add(new Context(new double[target], 1, target, new KnownBars(bars.slice(0, target), column)));
            }
        }
        return contexts;
    }

    @Test
    void equalBarsGiveEqualBytesAndOtherBarsOthers() {
        String text = LinearFile.text(LinearFitting.of(SERIES));
        assertThat(LinearFile.text(LinearFitting.of(SERIES))).isEqualTo(text);
        assertThat(LinearFile.text(LinearFitting.of(List.of(SERIES.get(0), SERIES.get(1), withOtherFuture(SERIES.get(2), 790))))).isNotEqualTo(text);
    }

    /** All that happens in any series after a time changes no fit that was known then, and no forecast of a bar before it. */
    @Test
    void whatComesLaterInAnySeriesChangesNoFitThatWasKnownBefore() {
        LinearModel model = LinearFitting.of(SERIES);
        assertThat(model.fits()).hasSizeGreaterThan(2);
        LinearFit middle = model.fits().get(model.fits().size() / 2);
        List<BarSeries> others = SERIES.stream()
                .map(bars -> {
                    int from = 0;
                    while (from < bars.size() && bars.timeMillis(from) < middle.knownMillis()) {
                        from++;
                    }
                    return withOtherFuture(bars, from);
                })
                .toList();
        List<LinearFit> changed = LinearFitting.of(others).fits();
        int kept = model.fits().indexOf(middle) + 1;
        assertThat(changed.subList(0, kept)).isEqualTo(model.fits().subList(0, kept));
        assertThat(changed.get(kept)).isNotEqualTo(model.fits().get(kept));
    }

    @Test
    void aFitForecastsOnlyBarsAfterThoseItWasFittedOn() {
        BarSeries bars = SERIES.getFirst();
        LinearModel shipped = LinearModel.shipped();
        int knownFrom = 400;
        LinearModel late = new LinearModel(List.of("test"), List.of(new LinearFit(bars.timeMillis(knownFrom), 1000, shipped.fits().getFirst().coefficients())));
        LinearForecaster forecaster = LinearForecaster.of("late", late);
        // The first bar with a width is the one after the bar that began at that time; 60 such bars calibrate the next.
        int first = knownFrom + 1 + CalibratedWidths.LEAST;
        ForecastBatch before = forecaster.forecast(contexts(bars, first - 5, first));
        assertThat(before.use().fallbacks())
                .containsExactly(new ForecastUse.Fallback(
                        "linear:late", "ewma-vol", 20, "it needs 60 bars after those that it was fitted on, and there are 55"));
        List<Context> after = contexts(bars, first, first + 3);
        ForecastBatch batch = forecaster.forecast(after);
        assertThat(batch.use()).isEqualTo(ForecastUse.NONE);
        assertThat(batch.upper()).isNotEqualTo(new EwmaVolForecaster().forecast(after).upper());
        List<Context> old = contexts(bars, 800, 803);
        assertThat(forecaster.forecast(old).upper()).isEqualTo(new LinearForecaster().forecast(old).upper());
    }

    @Test
    void anAnswerDoesNotDependOnTheQuestionsBesideIt() {
        LinearForecaster forecaster = LinearForecaster.of("fit", LinearFitting.of(SERIES));
        List<Context> contexts = contexts(SERIES.getFirst(), 150, 640);
        contexts.addAll(contexts(SERIES.get(1), 300, 310));
        ForecastBatch batch = forecaster.forecast(contexts);
        for (int i = 0; i < contexts.size(); i += 17) {
            ForecastBatch one = forecaster.forecast(List.of(contexts.get(i)));
            assertThat(one.upper()[0]).isEqualTo(batch.upper()[i]);
            assertThat(one.point()[0]).isEqualTo(batch.point()[i]);
        }
    }

    @Test
    void bandsHoldFourOfFiveBarsThatNoFitHasSeenAndBeatEwmaVol() {
        List<BarSeries> series = SyntheticMarket.symbols().stream().map(symbol -> SyntheticMarket.bars(symbol, 23, 900)).toList();
        ForecastScores fitted = LinearFitting.scores(series, LinearFitting.of(series));
        ForecastScores shipped = LinearFitting.scores(series, LinearModel.shipped());
        for (ForecastScores scores : List.of(fitted, shipped)) {
            for (Column column : List.of(Column.CLOSE, Column.HIGH, Column.LOW)) {
                assertThat(scores.of(column).coverage()).isBetween(0.77, 0.83);
            }
            assertThat(scores.of(Column.HIGH).skillOverEwmaVol()).isGreaterThan(0.15);
            assertThat(scores.of(Column.LOW).skillOverEwmaVol()).isGreaterThan(0.15);
            assertThat(scores.of(Column.CLOSE).skillOverEwmaVol()).isGreaterThan(-0.005);
        }
    }

    @Test
    void theOriginSaysWhatItWasFittedOn() {
        LinearModel model = LinearFitting.of(SERIES);
        assertThat(LinearForecaster.of("my.txt", model).id()).isEqualTo("linear:my.txt");
        assertThat(LinearForecaster.of("my.txt", model).origin())
                .containsEntry("linear", model.sha256())
                .containsKey("fits")
                .hasEntrySatisfying("fittedOn", text -> assertThat(text).startsWith("ETHUSD " + SERIES.getFirst().contentHash().substring(0, 12) + " 900; ASPEN "));
        assertThat(new LinearForecaster().origin().get("fittedOn")).startsWith("computed markets, seed 1, ");
    }

    @Test
    void fewBarsAndOtherFilesAreRefused(@TempDir Path folder) throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LinearFitting.of(List.of(SERIES.getFirst().slice(0, 400))))
                .withMessage("a linear model needs 1000 bars, each after 129 others and before another one of its series; there are 270");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Forecasters.of("linear:none.txt"))
                .withMessage("forecaster linear: there is no file none.txt; fastback model fit writes one");
        Path file = Files.writeString(folder.resolve("x.txt"), "name: bolt\n");
        assertThatIllegalArgumentException().isThrownBy(() -> Forecasters.of("linear:" + file)).withMessageContaining("x.txt, line 1: this is no linear model");
        Path good = Files.writeString(folder.resolve("good.txt"), LinearFile.text(LinearFitting.of(SERIES)));
        assertThat(Forecasters.of("linear:" + good).id()).isEqualTo("linear:good.txt");
    }
}
