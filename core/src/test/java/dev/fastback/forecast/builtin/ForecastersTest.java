package dev.fastback.forecast.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.forecast.Context;
import dev.fastback.forecast.ForecastBatch;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastersTest {
    @Test
    void knowsItsNames() {
        assertThat(Forecasters.names()).containsExactly("mean5", "previous", "ewma", "ar", "zero", "ewma-vol", "rolling", "linear", "nano");
        assertThat(Forecasters.names()).allMatch(name -> Forecasters.of(name).id().startsWith(name));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Forecasters.of("mean5:3"))
                .withMessage("forecaster mean5 has no settings: mean5:3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Forecasters.of("oracle"))
                .withMessage("unknown forecaster oracle; known: mean5, previous, ewma, ar, zero, ewma-vol, rolling, linear, nano");
    }

    @Test
    void meanFiveIsTheMeanOfTheLastFiveOrFewer() {
        assertThat(point("mean5", 9, 1, 2, 3, 4, 5)).isEqualTo(3.0);
        assertThat(point("mean5", 1, 2)).isEqualTo(1.5);
        assertThat(band("mean5", 1, 2, 3, 4, 5)).isCloseTo(1.2815515594600038 * Math.sqrt(2.5), within(1e-15));
        assertThat(band("mean5", 7)).isZero();
    }

    @Test
    void previousRepeatsTheLastValue() {
        assertThat(point("previous", 1, 2, 7)).isEqualTo(7.0);
        assertThat(band("previous", 1, 2, 3, 4)).isZero();
        assertThat(band("previous", 0, 1, 0)).isCloseTo(1.2815515594600038 * Math.sqrt(2.0), within(1e-15));
    }

    @Test
    void ewmaWeighsByAge() {
        assertThat(point("ewma", 1, 2, 3)).isCloseTo((0.81 + 0.9 * 2 + 3) / (0.81 + 0.9 + 1), within(1e-15));
        assertThat(point("ewma", 4, 4, 4)).isCloseTo(4.0, within(1e-15));
    }

    @Test
    void autoregressionFindsAnAlternation() {
        double[] series = new double[250];
        for (int i = 0; i < series.length; i++) {
            series[i] = 0.01 + (i % 2 == 0 ? 0.02 : -0.02);
        }
        ForecastBatch batch = Forecasters.of("ar").forecast(List.of(new Context(series, 0, 250)));
        assertThat(batch.point()[0]).isCloseTo(0.03, within(1e-3));
        ForecastBatch odd = Forecasters.of("ar").forecast(List.of(new Context(series, 0, 249)));
        assertThat(odd.point()[0]).isCloseTo(-0.01, within(1e-3));
    }

    @Test
    void autoregressionFallsBackToTheMean() {
        assertThat(point("ar", 1, 2, 3)).isEqualTo(2.0);
        assertThat(point("ar", new double[100])).isZero();
    }

    @Test
    void zeroStaysAtTheLastLevel() {
        ForecastBatch batch = forecast("zero", series(0, 101));
        assertThat(batch.point()[0]).isZero();
        assertThat(batch.lower()[0]).isZero();
        assertThat(batch.upper()[0]).isCloseTo(90, within(1e-12));
        assertThat(forecast("zero", series(-100, 50)).upper()[0]).isZero();
    }

    @Test
    void rollingHasTheQuantilesOfTheLast250Values() {
        double[] values = series(0, 1_000);
        ForecastBatch batch = forecast("rolling", values);
        assertThat(batch.point()[0]).isCloseTo(874.5, within(1e-9));
        assertThat(batch.lower()[0]).isCloseTo(750 + 0.1 * 249, within(1e-9));
        assertThat(batch.upper()[0]).isCloseTo(750 + 0.9 * 249, within(1e-9));
    }

    /** Ten times the volatility gives a band ten times as wide, and 80 % of the outcomes stay inside while the volatility changes slowly. */
    @Test
    void ewmaVolFollowsTheVolatility() {
        var random = new SplittableRandom(4);
        double[] moves = new double[3_000];
        for (int i = 0; i < moves.length; i++) {
            moves[i] = 0.02 * Math.exp(Math.sin(i / 200.0)) * random.nextGaussian();
        }
        int inside = 0;
        for (int i = 350; i < moves.length; i++) {
            ForecastBatch batch = Forecasters.of("ewma-vol").forecast(List.of(new Context(moves, 0, i)));
            inside += batch.lower()[0] <= moves[i] && moves[i] <= batch.upper()[0] ? 1 : 0;
        }
        assertThat((double) inside / (moves.length - 350)).isBetween(0.77, 0.83);
        double width = band("ewma-vol", moves);
        double[] larger = Arrays.stream(moves).map(move -> 10 * move).toArray();
        assertThat(band("ewma-vol", larger)).isCloseTo(10 * width, within(1e-12));
    }

    @Test
    void ewmaVolIsQuietWhereNothingMoves() {
        assertThat(point("ewma-vol", new double[400])).isZero();
        assertThat(band("ewma-vol", new double[400])).isZero();
        assertThat(point("ewma-vol", 1, 2, 3)).isEqualTo(2.0);
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EwmaForecaster(1.0, 60)).withMessageContaining("decay");
        assertThatIllegalArgumentException().isThrownBy(() -> new EwmaForecaster(0.5, 1)).withMessageContaining("window");
        assertThatIllegalArgumentException().isThrownBy(() -> new ArForecaster(0, 60, 1)).withMessageContaining("order");
        assertThatIllegalArgumentException().isThrownBy(() -> new ArForecaster(5, 19, 1)).withMessageContaining("window");
        assertThatIllegalArgumentException().isThrownBy(() -> new ArForecaster(5, 60, 0)).withMessageContaining("ridge");
    }

    private static double[] series(int from, int count) {
        return IntStream.range(from, from + count).asDoubleStream().toArray();
    }

    private static ForecastBatch forecast(String name, double... values) {
        return Forecasters.of(name).forecast(List.of(new Context(values, 0, values.length)));
    }

    private static double point(String name, double... values) {
        return forecast(name, values).point()[0];
    }

    private static double band(String name, double... values) {
        ForecastBatch batch = forecast(name, values);
        return (batch.upper()[0] - batch.lower()[0]) / 2;
    }
}
