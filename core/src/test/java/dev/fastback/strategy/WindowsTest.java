package dev.fastback.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.Forecasts;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.walkforward.Fold;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private static final BarSeries BARS = bars(20);
    private static final Forecasts FORECASTS =
            ForecastPlan.of(BARS, List.of(new Fold(0, 20, 7, 0)), true).run(Forecasters.of("mean5"));
    private static final Windows WINDOWS = Windows.of(BARS, FORECASTS);

    @Test
    void joinsABarsMovesWithTheirForecastsAndTheGapsOfTheBarBefore() {
        Window window = WINDOWS.window(13, 19);
        assertThat(window.bars()).isEqualTo(6);
        for (int i = 0; i < 6; i++) {
            int t = 13 + i;
            assertThat(window.closeMove()[i]).isEqualTo((BARS.close(t) - BARS.close(t - 1)) / BARS.close(t - 1));
            assertThat(window.highMove()[i]).isEqualTo((BARS.high(t) - BARS.high(t - 1)) / BARS.high(t - 1));
            assertThat(window.lowMove()[i]).isEqualTo((BARS.low(t) - BARS.low(t - 1)) / BARS.low(t - 1));
            assertThat(window.closeForecast()[i]).isEqualTo(FORECASTS.point(Column.CLOSE, t));
            assertThat(window.highForecast()[i]).isEqualTo(FORECASTS.point(Column.HIGH, t));
            assertThat(window.lowForecast()[i]).isEqualTo(FORECASTS.point(Column.LOW, t));
            assertThat(window.highGap()[i]).isEqualTo(Math.abs(1 - BARS.high(t - 1) / BARS.close(t - 1)));
            assertThat(window.lowGap()[i]).isEqualTo(Math.abs(1 - BARS.low(t - 1) / BARS.close(t - 1)));
            assertThat(window.closeBand()[i]).isPositive();
        }
    }

    @Test
    void knowsOnlyTheForecastsOfTheNextBar() {
        Window window = WINDOWS.windowWithNextBar(14);
        assertThat(window.bars()).isEqualTo(7);
        assertThat(window.closeMove()[6]).isNaN();
        assertThat(window.closeMove()[5]).isEqualTo(WINDOWS.window(19, 20).closeMove()[0]);
        assertThat(window.closeForecast()[6]).isEqualTo(FORECASTS.point(Column.CLOSE, 20));
        assertThat(window.highGap()[6]).isEqualTo(Math.abs(1 - BARS.high(19) / BARS.close(19)));
    }

    @Test
    void refusesBarsOutsideTheSeriesOrTheForecasts() {
        assertThatIllegalArgumentException().isThrownBy(() -> WINDOWS.window(12, 19)).withMessageContaining("12");
        assertThatIllegalArgumentException().isThrownBy(() -> WINDOWS.window(14, 21)).withMessageContaining("21");
        assertThatIllegalArgumentException().isThrownBy(() -> WINDOWS.window(0, 1)).withMessageContaining("from");
        assertThatIllegalArgumentException().isThrownBy(() -> Windows.of(bars(19), FORECASTS)).withMessageContaining("19");
        assertThat(WINDOWS.window(14, 14).bars()).isZero();
    }

    private static BarSeries bars(int n) {
        long[] times = new long[n];
        Arrays.setAll(times, i -> i * 1000L);
        double[] open = new double[n];
        double[] high = new double[n];
        double[] low = new double[n];
        double[] close = new double[n];
        for (int i = 0; i < n; i++) {
            open[i] = 100 + Math.sin(i);
            close[i] = 100 + Math.cos(2.0 * i);
            high[i] = Math.max(open[i], close[i]) + 1 + 0.1 * Math.sin(3.0 * i);
            low[i] = Math.min(open[i], close[i]) - 1 + 0.1 * Math.sin(5.0 * i);
        }
        return BarSeries.of("A", times, open, high, low, close, new double[n]);
    }
}
