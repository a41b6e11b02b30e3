package dev.fastback.testkit;

import dev.fastback.data.BarSeries;
import dev.fastback.forecast.ForecastPlan;
import dev.fastback.forecast.Forecasts;
import dev.fastback.forecast.builtin.Forecasters;
import dev.fastback.strategy.Market;
import dev.fastback.strategy.MarketSlice;
import dev.fastback.strategy.Window;
import dev.fastback.strategy.Windows;
import dev.fastback.walkforward.Fold;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** Windows and slices of random bars with the forecasts of a statistical forecaster. */
public final class RandomWindows {
    private RandomWindows() {}

    /** Returns a window of {@code n} bars of a random walk. */
    public static Window walk(SplittableRandom random, int n) {
        List<String> names = Forecasters.names();
        return of(RandomBars.walk(random, n + 40), n, names.get(random.nextInt(names.size())));
    }

    /** Returns a slice of {@code n} bars of a random walk, whose earlier bars indicators may read. */
    public static MarketSlice slice(SplittableRandom random, int n, Market market) {
        List<String> names = Forecasters.names();
        return slice(RandomBars.walk(random, n + 40), n, names.get(random.nextInt(names.size())), market);
    }

    /** Returns a slice of {@code n} bars at one price. */
    public static MarketSlice flatSlice(int n, Market market) {
        return slice(RandomBars.flat(n + 40, 25.0), n, "mean5", market);
    }

    /** Returns a slice of the last {@code n} bars of a series. */
    public static MarketSlice slice(BarSeries bars, int n, String forecaster, Market market) {
        return new MarketSlice(bars, forecasts(bars, n, forecaster, false), market, 0, bars.size() - n, bars.size());
    }

    /** Returns a slice of the last {@code n} bars of a series and the bar to come. */
    public static MarketSlice sliceWithNextBar(BarSeries bars, int n, String forecaster, Market market) {
        return new MarketSlice(bars, forecasts(bars, n, forecaster, true), market, 0, bars.size() - n, bars.size() + 1);
    }

    /** Returns a window of {@code n} bars at one price. */
    public static Window flat(int n) {
        return of(RandomBars.flat(n + 40, 25.0), n, "mean5");
    }

    /** Returns a window of the last {@code n} bars of a series. */
    public static Window of(BarSeries bars, int n, String forecaster) {
        return Windows.of(bars, forecasts(bars, n, forecaster, false)).window(bars.size() - n, bars.size());
    }

    private static Forecasts forecasts(BarSeries bars, int n, String forecaster, boolean withNextBar) {
        Fold fold = new Fold(0, bars.size(), Math.max(2, n), 0);
        return ForecastPlan.of(bars, List.of(fold), withNextBar).run(Forecasters.of(forecaster));
    }

    /** Returns the same window with other forecasts: the function of each of them. */
    public static Window withForecasts(Window w, DoubleUnaryOperator change) {
        return new Window(
                w.closeMove(),
                w.highMove(),
                w.lowMove(),
                DoubleStream.of(w.closeForecast()).map(change).toArray(),
                DoubleStream.of(w.highForecast()).map(change).toArray(),
                DoubleStream.of(w.lowForecast()).map(change).toArray(),
                w.closeBand(),
                w.highGap(),
                w.lowGap());
    }

    /** Returns the same window with the last bar's moves unknown, NaN. */
    public static Window withUnknownLastBar(Window w) {
        return new Window(
                unknownLast(w.closeMove()),
                unknownLast(w.highMove()),
                unknownLast(w.lowMove()),
                w.closeForecast(),
                w.highForecast(),
                w.lowForecast(),
                w.closeBand(),
                w.highGap(),
                w.lowGap());
    }

    /** Returns copies of a window's columns, in the order of the record. */
    public static List<double[]> columns(Window w) {
        return List.of(
                w.closeMove().clone(),
                w.highMove().clone(),
                w.lowMove().clone(),
                w.closeForecast().clone(),
                w.highForecast().clone(),
                w.lowForecast().clone(),
                w.closeBand().clone(),
                w.highGap().clone(),
                w.lowGap().clone());
    }

    private static double[] unknownLast(double[] moves) {
        double[] unknown = moves.clone();
        unknown[unknown.length - 1] = Double.NaN;
        return unknown;
    }
}
