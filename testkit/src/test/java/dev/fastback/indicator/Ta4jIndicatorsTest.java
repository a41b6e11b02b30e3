package dev.fastback.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.data.BarSeries;
import dev.fastback.testkit.RandomBars;
import dev.fastback.testkit.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ta4j.core.BaseBarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.*;
import org.ta4j.core.indicators.adx.*;
import org.ta4j.core.indicators.aroon.*;
import org.ta4j.core.indicators.averages.*;
import org.ta4j.core.indicators.donchian.*;
import org.ta4j.core.indicators.helpers.*;
import org.ta4j.core.indicators.ichimoku.*;
import org.ta4j.core.indicators.statistics.*;
import org.ta4j.core.indicators.supertrend.*;
import org.ta4j.core.indicators.volume.*;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/**
 * Holds indicators to those of ta4j. Before the first bar given they differ by definition: ours are undefined until their window is full;
 * averages of Wilder's begin with a mean where ta4j begins with the first value, and exponential ones with the first value where ta4j begins
 * with the one after the window. Both differences fade by (1 - 1/n) or (1 - 2/(n + 1)) a bar. The parabolic stop and reverse, TRIX, medians
 * and the rest that ta4j has not, or defines otherwise, are held to values made by hand in IndicatorsTest.
 */
class Ta4jIndicatorsTest {
    private static final int BARS = 1200;
    private static final BarSeries SERIES = RandomBars.walk(Seeds.random("Ta4jIndicatorsTest", 20261128), BARS);
    private static final long[] TIMES = new long[BARS];
    private static final double[] O = new double[BARS];
    private static final double[] H = new double[BARS];
    private static final double[] L = new double[BARS];
    private static final double[] C = new double[BARS];
    private static final double[] V = new double[BARS];
    private static final BaseBarSeries TA4J = new BaseBarSeriesBuilder().withNumFactory(DoubleNumFactory.getInstance()).build();

    static {
        for (int i = 0; i < BARS; i++) {
            TIMES[i] = SERIES.timeMillis(i);
            O[i] = SERIES.open(i);
            H[i] = SERIES.high(i);
            L[i] = SERIES.low(i);
            C[i] = SERIES.close(i);
            V[i] = SERIES.volume(i);
            TA4J.barBuilder()
                    .timePeriod(Duration.ofDays(1))
                    .endTime(Instant.ofEpochMilli(TIMES[i]).plus(Duration.ofDays(1)))
                    .openPrice(O[i])
                    .highPrice(H[i])
                    .lowPrice(L[i])
                    .closePrice(C[i])
                    .volume(V[i])
                    .add();
        }
    }

    /**
     * A pair.
     *
     * @param ours our values
     * @param undefined how many of ours are undefined at the beginning
     * @param theirs ta4j's
     * @param from the bar from which they are equal
     */
    record Case(String name, double[] ours, int undefined, Indicator<Num> theirs, int from) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case exact(String name, double[] ours, int undefined, Function<Indicator<Num>, Indicator<Num>> ofClose) {
        return new Case(name, ours, undefined, ofClose.apply(new ClosePriceIndicator(TA4J)), undefined);
    }

    private static Case exact(String name, double[] ours, int undefined, Indicator<Num> theirs) {
        return new Case(name, ours, undefined, theirs, undefined);
    }

    /** Wilder's averages of n bars: after 40 n bars what they began with weighs exp(-40). */
    private static Case fading(String name, double[] ours, int undefined, Indicator<Num> theirs, int from) {
        return new Case(name, ours, undefined, theirs, from);
    }

    static Stream<Case> cases() {
        ClosePriceIndicator close = new ClosePriceIndicator(TA4J);
        return Stream.of(
                exact("sma", Averages.sma(C, 20), 19, c -> new SMAIndicator(c, 20)),
                fading("ema", Averages.ema(C, 20), 19, new EMAIndicator(close, 20), 20 * 20),
                exact("wma", Averages.wma(C, 20), 19, c -> new WMAIndicator(c, 20)),
                fading("dema", Averages.dema(C, 20), 38, new DoubleEMAIndicator(close, 20), 400),
                fading("tema", Averages.tema(C, 20), 57, new TripleEMAIndicator(close, 20), 600),
                exact("hma", Averages.hma(C, 20), 19 + 3, c -> new HMAIndicator(c, 20)),
                fading("kama", Averages.kama(C, 10, 2, 30), 10, new KAMAIndicator(close, 10, 2, 30), 10),
                fading("rma", Averages.rma(C, 14), 13, new MMAIndicator(close, 14), 14 * 40),
                exact("vwma", Averages.vwma(C, V, 20), 19, c -> new VWMAIndicator(c, 20)),
                fading("rsi", Oscillators.rsi(C, 14), 14, new RSIIndicator(close, 14), 14 * 40),
                fading("atr", Trends.atr(H, L, C, 14), 13, new ATRIndicator(TA4J, 14), 14 * 40),
                exact("true range", Trends.trueRange(H, L, C), 0, new TRIndicator(TA4J)),
                fading("macd", Averages.macd(C, 12, 26), 25, new MACDIndicator(close, 12, 26), 26 * 20),
                fading("macd signal", Averages.macdSignal(C, 12, 26, 9), 33, new MACDIndicator(close, 12, 26).getSignalLine(9), 26 * 20),
                fading("adx", Trends.adx(H, L, C, 14), 27, new ADXIndicator(TA4J, 14), 14 * 60),
                fading("plusDi", Trends.plusDi(H, L, C, 14), 14, new PlusDIIndicator(TA4J, 14), 14 * 40),
                fading("minusDi", Trends.minusDi(H, L, C, 14), 14, new MinusDIIndicator(TA4J, 14), 14 * 40),
                exact("donchian upper", Rolling.highest(H, 20), 19, new DonchianChannelUpperIndicator(TA4J, 20)),
                exact("donchian middle", Trends.middle(H, L, 20), 19, new DonchianChannelMiddleIndicator(TA4J, 20)),
                exact("lowest", Rolling.lowest(C, 20), 19, c -> new LowestValueIndicator(c, 20)),
                exact("highest", Rolling.highest(C, 20), 19, c -> new HighestValueIndicator(c, 20)),
                exact("stochastic", Oscillators.stochastic(H, L, C, 14), 13, new StochasticOscillatorKIndicator(TA4J, 14)),
                exact("williams", Oscillators.williamsR(H, L, C, 14), 13, new WilliamsRIndicator(TA4J, 14)),
                exact("cci", Oscillators.cci(H, L, C, 20), 19, new CCIIndicator(TA4J, 20)),
                exact("mfi", Oscillators.mfi(H, L, C, V, 14), 14, new MoneyFlowIndexIndicator(TA4J, 14)),
                exact("roc", Columns.each(Columns.returns(C, 10), r -> 100 * r), 10, c -> new ROCIndicator(c, 10)),
                exact("aroon up", Oscillators.aroonUp(H, 25), 25, new AroonUpIndicator(TA4J, 25)),
                exact("aroon down", Oscillators.aroonDown(L, 25), 25, new AroonDownIndicator(TA4J, 25)),
                exact("cmf", Volumes.cmf(H, L, C, V, 20), 19, new ChaikinMoneyFlowIndicator(TA4J, 20)),
                // ta4j's begins with the second bar.
                exact("accumulation", minusFirst(Volumes.accumulation(H, L, C, V)), 0, new AccumulationDistributionIndicator(TA4J)),
                exact("obv", Volumes.obv(C, V), 0, new OnBalanceVolumeIndicator(TA4J)),
                exact("vwap", Averages.vwma(Columns.typical(H, L, C), V, 20), 19, new VWAPIndicator(TA4J, 20)),
                fading("super trend", Trends.superTrend(H, L, C, 10, 3), 9, new SuperTrendIndicator(TA4J, 10, 3), 10 * 40),
                exact("ichimoku", Trends.middle(H, L, 9), 8, new IchimokuTenkanSenIndicator(TA4J, 9)),
                exact("cmo", Oscillators.cmo(C, 9), 9, c -> new CMOIndicator(c, 9)),
                exact("awesome", Columns.each(
                        Averages.sma(Columns.each(H, L, (h, l) -> (h + l) / 2), 5),
                        Averages.sma(Columns.each(H, L, (h, l) -> (h + l) / 2), 34),
                        (a, b) -> a - b), 33, new AwesomeOscillatorIndicator(new MedianPriceIndicator(TA4J), 5, 34)),
                exact("deviation", Rolling.deviation(C, 20), 19, c -> new StandardDeviationIndicator(c, 20)),
                exact("mean deviation", Rolling.meanDeviation(C, 20), 19, c -> new MeanDeviationIndicator(c, 20)),
                exact("z-score", Rolling.zScore(C, 20), 19, c -> new SigmaIndicator(c, 20)),
                exact("regression", Rolling.regression(C, 20), 19, c -> new SimpleLinearRegressionIndicator(c, 20)),
                exact("slope", Rolling.slope(C, 20), 19, c -> new SimpleLinearRegressionIndicator(
                        c, 20, SimpleLinearRegressionIndicator.SimpleLinearRegressionType.SLOPE)),
                exact("correlation", Rolling.correlation(C, V, 20), 19, new CorrelationCoefficientIndicator(close, new VolumeIndicator(TA4J), 20)),
                exact("percent rank", Rolling.percentRank(C, 20), 20, c -> new PercentRankIndicator(c, 20)),
                exact("running total", Rolling.sum(C, 20), 19, c -> new RunningTotalIndicator(c, 20)),
                exact("typical", Columns.typical(H, L, C), 0, new TypicalPriceIndicator(TA4J)));
    }

    private static double[] minusFirst(double[] x) {
        return Columns.each(x, v -> v - x[0]);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void equalsTa4j(Case one) {
        assertThat(Columns.firstDefined(one.ours)).isEqualTo(one.undefined);
        double scale = 0;
        for (int i = one.from; i < BARS; i++) {
            scale = Math.max(scale, Math.abs(one.theirs.getValue(i).doubleValue()));
        }
        for (int i = one.from; i < BARS; i++) {
            if (one.name.equals("mfi") && (one.ours[i] == 0 || one.ours[i] == 100)) {
                continue; // ta4j's never reaches the ends of its range: it divides by at least a small amount
            }
            assertThat(one.ours[i]).as("bar %s", i).isEqualTo(one.theirs.getValue(i).doubleValue(), within(1e-11 * scale));
        }
    }

}
