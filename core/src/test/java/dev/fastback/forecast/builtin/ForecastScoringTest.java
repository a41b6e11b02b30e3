package dev.fastback.forecast.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.data.synthetic.SyntheticMarket;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.ForecastScores;
import dev.fastback.forecast.Forecaster;
import dev.fastback.forecast.Forecasts;
import dev.fastback.forecast.Mean5Forecaster;
import dev.fastback.walkforward.Fold;
import dev.fastback.walkforward.WalkForward;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForecastScoringTest {
    private static final BarSeries BARS = SyntheticMarket.bars("ETHUSD", 5, 700);

    private static Forecasts forecasts(BarSeries bars, Forecaster forecaster, int simulations) {
        List<Fold> folds = new WalkForward(simulations, 7, 1, 0).folds(bars.size());
        return ForecastPlan.of(bars, folds.stream().filter(Fold::isUsable).toList(), true).run(forecaster);
    }

    private static double pinball(Forecasts forecasts, Column column) {
        double sum = 0;
        for (int bar = forecasts.firstBar(); bar < Math.min(forecasts.endBar(), BARS.size()); bar++) {
            double move = forecasts.moves(column)[bar];
            double[] quantiles = {
                forecasts.lower(column, bar), forecasts.point(column, bar), forecasts.upper(column, bar)
            };
            double[] levels = {0.1, 0.5, 0.9};
            for (int i = 0; i < 3; i++) {
                sum += Math.max(levels[i] * (move - quantiles[i]), (levels[i] - 1) * (move - quantiles[i])) / 3;
            }
        }
        return sum;
    }

    @Test
    void sumsAreThoseOfEachBar() {
        Forecasts forecasts = forecasts(BARS, new Mean5Forecaster(), 200);
        ForecastScores scores = ForecastScoring.of(forecasts, "mean5");
        for (Column column : Column.values()) {
            ForecastScores.Sums sums = scores.of(column);
            double error = 0;
            long inside = 0;
            for (int bar = forecasts.firstBar(); bar < BARS.size(); bar++) {
                double move = forecasts.moves(column)[bar];
                error += Math.abs(move - forecasts.point(column, bar));
                inside += move >= forecasts.lower(column, bar) && move <= forecasts.upper(column, bar) ? 1 : 0;
            }
            assertThat(sums.bars()).isEqualTo(BARS.size() - forecasts.firstBar());
            assertThat(sums.meanAbsoluteError()).isEqualTo(error / sums.bars());
            assertThat(sums.coverage()).isEqualTo((double) inside / sums.bars());
            assertThat(sums.pinball()).isCloseTo(pinball(forecasts, column), within(1e-12));
        }
    }

    @Test
    void referencesLoseWhatTheForecastersThemselvesLose() {
        for (int simulations : new int[] {3, 200, 690}) {
            ForecastScores scores = ForecastScoring.of(forecasts(BARS, new Mean5Forecaster(), simulations), "mean5");
            Forecasts zero = forecasts(BARS, new ZeroForecaster(), simulations);
            Forecasts ewmaVol = forecasts(BARS, new EwmaVolForecaster(), simulations);
            for (Column column : Column.values()) {
                assertThat(scores.of(column).zeroPinball()).isCloseTo(pinball(zero, column), within(1e-12));
                assertThat(scores.of(column).ewmaVolPinball()).isCloseTo(pinball(ewmaVol, column), within(0.002 * pinball(ewmaVol, column)));
            }
        }
    }

    @Test
    void referencesHaveNoSkillOverThemselves() {
        for (Forecaster forecaster : List.of(new ZeroForecaster(), new EwmaVolForecaster())) {
            ForecastScores scores = ForecastScoring.of(forecasts(BARS, forecaster, 100), forecaster.id());
            double skill = forecaster instanceof ZeroForecaster
                    ? scores.of(Column.HIGH).skillOverZero()
                    : scores.of(Column.HIGH).skillOverEwmaVol();
            assertThat(skill).isZero();
        }
    }

    @Test
    void nothingThatIsNotInTheDataIsScored() {
        Forecasts nextOnly = ForecastPlan.of(BARS, List.of(), true).run(new Mean5Forecaster());
        assertThat(ForecastScoring.of(nextOnly, "mean5").of(Column.CLOSE).bars())
                .isEqualTo(BARS.size() - nextOnly.firstBar());
        Forecasts none = ForecastPlan.of(BARS, List.of(), false).run(new Mean5Forecaster());
        assertThat(ForecastScoring.of(none, "mean5")).isSameAs(ForecastScores.NONE);
    }

    @Test
    void aSlidingWindowHasTheQuantilesOfItsValues() {
        Random random = new Random(4);
        SortedWindow window = new SortedWindow(17);
        double[] values = new double[400];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(9) == 0 ? -0.0 : random.nextInt(30) / 10.0 - 1;
            window.add(values[i]);
            double[] newest = Arrays.copyOfRange(values, Math.max(0, i - 16), i + 1);
            Arrays.sort(newest);
            for (double p : new double[] {0, 0.1, 0.5, 0.9, 1}) {
                assertThat(window.quantile(p)).as("seed 4, value " + i).isEqualTo(Quantiles.of(newest, p));
            }
        }
    }

    @Test
    void symbolsAddUp() {
        ForecastScores one = ForecastScoring.of(forecasts(BARS, new Mean5Forecaster(), 20), "mean5");
        assertThat(one.plus(ForecastScores.NONE)).isEqualTo(one);
        assertThat(ForecastScores.NONE.plus(one)).isEqualTo(one);
        assertThat(one.plus(one).of(Column.LOW).bars()).isEqualTo(2 * one.of(Column.LOW).bars());
        assertThat(one.plus(one).of(Column.LOW).coverage()).isEqualTo(one.of(Column.LOW).coverage());
    }
}
