package dev.fastback.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fastback.testkit.Seeds;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Indicators against values made by hand, and the properties that all of them have. */
class IndicatorsTest {
    private static final double NAN = Double.NaN;
    private static final Offset<Double> CLOSE = within(1e-12);

    private static void equal(double[] actual, double... expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            if (Double.isNaN(expected[i])) {
                assertThat(actual[i]).as("value %s of %s", i, Arrays.toString(actual)).isNaN();
            } else {
                assertThat(actual[i]).as("value %s of %s", i, Arrays.toString(actual)).isEqualTo(expected[i], CLOSE);
            }
        }
    }

    @Test
    void wildersAverageBeginsWithTheMean() {
        equal(Averages.rma(new double[] {1, 2, 3, 7}, 3), NAN, NAN, 2, 2 + 5.0 / 3);
    }

    @Test
    void rsiIsTheShareOfRisesInWildersAverages() {
        // changes 2, -1, 0, 3: means of the first two 1 and 0.5, then Wilder's step
        equal(Oscillators.rsi(new double[] {10, 12, 11, 11, 14}, 2), NAN, NAN, 100 / 1.5, 100 / 1.5, 100 * (0.5 / 2 + 1.5) / (0.5 / 2 + 1.5 + 0.125));
        equal(Oscillators.rsi(new double[] {5, 5, 5, 5}, 2), NAN, NAN, 50, 50);
        equal(Oscillators.rsi(new double[] {5, 6, 7, 8}, 2), NAN, NAN, 100, 100);
    }

    @Test
    void trixIsTheRateOfChangeOfATripleAverage() {
        // n = 1: the averages are the values themselves
        equal(Averages.trix(new double[] {4, 5, 10}, 1), NAN, 25, 100);
        // n = 3, weight 1/2: 8, 8, 12 -> 8, 8, 10 -> 8, 8, 9 -> 8, 8, 8.5; six values of each and a change are needed
        double[] rate = Averages.trix(new double[] {8, 8, 8, 8, 8, 8, 8, 12}, 3);
        equal(rate, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 100 * 0.5 / 8);
    }

    @Test
    void rSquaredOfALineIsOneAndOfAFlatOneZero() {
        equal(Rolling.rSquared(new double[] {1, 3, 5, 5, 5, 5}, 3), NAN, NAN, 1, 0.75, 0, 0);
        equal(Rolling.slope(new double[] {1, 3, 5, 5}, 3), NAN, NAN, 2, 1);
        equal(Rolling.regression(new double[] {1, 3, 5, 5}, 3), NAN, NAN, 5, 13.0 / 3 + 1);
    }

    @Test
    void medianAndPercentRank() {
        equal(Rolling.median(new double[] {3, 1, 2, 10}, 3), NAN, NAN, 2, 2);
        equal(Rolling.median(new double[] {3, 1, 2, 10}, 2), NAN, 2, 1.5, 6);
        equal(Rolling.percentRank(new double[] {3, 1, 2, 10, 0}, 3), NAN, NAN, NAN, 100, 0);
    }

    @Test
    void deviationsDivideByNAndByNLessOne() {
        equal(Rolling.deviation(new double[] {2, 4, 4, 4, 5, 5, 7, 9}, 8), NAN, NAN, NAN, NAN, NAN, NAN, NAN, 2);
        equal(Rolling.sampleDeviation(new double[] {1, 3}, 2), NAN, Math.sqrt(2));
        equal(Rolling.zScore(new double[] {2, 4, 4, 4, 5, 5, 7, 9}, 8), NAN, NAN, NAN, NAN, NAN, NAN, NAN, 2);
        equal(Rolling.zScore(new double[] {4, 4, 4}, 2), NAN, 0, 0);
    }

    @Test
    void returnsAndLogReturns() {
        equal(Columns.returns(new double[] {10, 11, 22}, 1), NAN, 0.1, 1);
        equal(Columns.returns(new double[] {10, 11, 22}, 2), NAN, NAN, 1.2);
        equal(Columns.logReturns(new double[] {1, Math.E, 1}, 1), NAN, 1, -1);
        equal(Columns.change(new double[] {1, 4, 2}, 1), NAN, 3, -2);
        equal(Columns.cumulative(new double[] {1, NAN, 2}), 1, NAN, 3);
    }

    @Test
    void dailyVwapBeginsAnewEachDay() {
        long hour = 3_600_000L;
        equal(Averages.sessionVwap(new long[] {22 * hour, 23 * hour, 24 * hour}, new double[] {10, 20, 40}, new double[] {1, 3, 0}), 10, 17.5, NAN);
    }

    @Test
    void parabolicStopAndReverseByHand() {
        // Rising: stop at the low of the first two bars, 9; extreme 12. Then 9 + 0.02 (12 - 9) = 9.06, not above the lows 9 and 9.5 before it,
        // so 9; a new extreme 13 makes the share 0.04: 9 + 0.04 (13 - 9) = 9.16 of bar 4, whose low 9.1 touches it: the trend turns, and the
        // stop is the extreme, 13; falling from the low 9.1: 13 - 0.02 (13 - 9.1), not below the highs 13 and 12 before it, so 13.
        double[] high = {11, 12, 13, 12, 11};
        double[] low = {9, 9.5, 10, 9.1, 8};
        double[] close = {10, 11, 12, 9.5, 8.5};
        equal(Trends.parabolicSar(high, low, close, 0.02, 0.2), NAN, 9, 9, 13, 13);
        // Where the bar that ends the trend has its highest price, 14, that is the extreme: a stop is never inside the range of its bar.
        high[3] = 14;
        equal(Trends.parabolicSar(high, low, close, 0.02, 0.2), NAN, 9, 9, 14, 14);
    }

    @Test
    void superTrendFlipsWhereTheCloseCrossesItsBand() {
        double[] high = {11, 11, 11, 20, 11, 2};
        double[] low = {9, 9, 9, 18, 9, 1};
        double[] close = {10, 10, 10, 19, 10, 1.5};
        double[] direction = Trends.superTrendDirection(high, low, close, 2, 1);
        equal(direction, NAN, 1, 1, 1, -1, -1);
        double[] line = Trends.superTrend(high, low, close, 2, 1);
        for (int i = 1; i < line.length; i++) {
            assertThat(direction[i] > 0 ? line[i] <= close[i] : line[i] >= close[i]).isTrue();
        }
    }

    @Test
    void adxOfASteadyTrendIsHundred() {
        double[] close = new double[40];
        for (int i = 0; i < close.length; i++) {
            close[i] = 100 + i;
        }
        double[] high = Columns.each(close, c -> c + 1);
        double[] low = Columns.each(close, c -> c - 1);
        double[] adx = Trends.adx(high, low, close, 5);
        assertThat(Columns.firstDefined(adx)).isEqualTo(9);
        assertThat(adx[39]).isEqualTo(100, CLOSE);
        assertThat(Trends.minusDi(high, low, close, 5)[39]).isZero();
    }

    @Test
    void averagesOfOnePriceAreThatPrice() {
        double[] x = new double[500];
        Arrays.fill(x, 100.1);
        for (int n : new int[] {1, 3, 7, 20, 200}) {
            assertThat(Averages.sma(x, n)[499]).isEqualTo(100.1);
            assertThat(Averages.ema(x, n)[499]).isEqualTo(100.1);
            assertThat(Rolling.deviation(x, n)[499]).isZero();
        }
    }

    @Test
    void longSlidingSumsDoNotDrift() {
        SplittableRandom random = Seeds.random("longSlidingSumsDoNotDrift", 4);
        double[] x = new double[200_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.exp(20 * random.nextDouble()); // from 1 to 5e8
        }
        double[] sums = Rolling.sum(x, 50);
        for (int i = 49; i < x.length; i += 997) {
            double sum = 0;
            for (int k = i - 49; k <= i; k++) {
                sum += x[k];
            }
            assertThat(sums[i]).isEqualTo(sum, within(1e-13 * sum));
        }
    }

    @Test
    void badArgumentsAreNamed() {
        double[] x = {1, 2, 3};
        assertThatThrownBy(() -> Averages.sma(x, 0)).hasMessage("an indicator needs at least 1 bar: 0");
        assertThatThrownBy(() -> Columns.lag(x, -1)).hasMessage("lag must not be negative, which would look ahead: -1");
        assertThatThrownBy(() -> Rolling.slope(x, 1)).hasMessage("a line through values needs at least 2 bars: 1");
        assertThatThrownBy(() -> Trends.parabolicSar(x, x, x, 0, 0.2)).hasMessageContaining("step must be positive");
    }

    /** Every function of a line, for the properties below. */
    private static Map<String, UnaryOperator<double[]>> functions() {
        Map<String, UnaryOperator<double[]>> all = new LinkedHashMap<>();
        all.put("sma", x -> Averages.sma(x, 5));
        all.put("ema", x -> Averages.ema(x, 5));
        all.put("rma", x -> Averages.rma(x, 5));
        all.put("wma", x -> Averages.wma(x, 5));
        all.put("dema", x -> Averages.dema(x, 5));
        all.put("tema", x -> Averages.tema(x, 5));
        all.put("hma", x -> Averages.hma(x, 5));
        all.put("kama", x -> Averages.kama(x, 5, 2, 30));
        all.put("trix", x -> Averages.trix(x, 3));
        all.put("macdSignal", x -> Averages.macdSignal(x, 3, 6, 2));
        all.put("rsi", x -> Oscillators.rsi(x, 5));
        all.put("cmo", x -> Oscillators.cmo(x, 5));
        all.put("sum", x -> Rolling.sum(x, 5));
        all.put("highest", x -> Rolling.highest(x, 5));
        all.put("lowest", x -> Rolling.lowest(x, 5));
        all.put("sinceHighest", x -> Rolling.sinceHighest(x, 5));
        all.put("deviation", x -> Rolling.deviation(x, 5));
        all.put("zScore", x -> Rolling.zScore(x, 5));
        all.put("meanDeviation", x -> Rolling.meanDeviation(x, 5));
        all.put("median", x -> Rolling.median(x, 5));
        all.put("percentRank", x -> Rolling.percentRank(x, 5));
        all.put("slope", x -> Rolling.slope(x, 5));
        all.put("regression", x -> Rolling.regression(x, 5));
        all.put("rSquared", x -> Rolling.rSquared(x, 5));
        all.put("change", x -> Columns.change(x, 3));
        all.put("returns", x -> Columns.returns(x, 3));
        all.put("lag", x -> Columns.lag(x, 3));
        return all;
    }

    @Test
    void aMissingValueSpoilsOnlyWhatNeedsIt() {
        SplittableRandom random = Seeds.random("aMissingValueSpoilsOnlyWhatNeedsIt", 5);
        double[] whole = random.doubles(120).map(x -> x + 1).toArray();
        double[] missing = whole.clone();
        missing[40] = NAN;
        missing[41] = Double.POSITIVE_INFINITY;
        double[] rest = Arrays.copyOfRange(whole, 42, 120);
        functions().forEach((name, function) -> {
            double[] values = function.apply(missing);
            double[] anew = function.apply(rest);
            for (int i = 0; i < 40; i++) {
                assertThat(values[i]).as("%s before", name).isEqualTo(Double.valueOf(function.apply(whole)[i]));
            }
            int undefined = Columns.firstDefined(anew);
            for (int i = undefined; i < anew.length; i++) {
                assertThat(values[42 + i]).as("%s after, value %s", name, i).isEqualTo(anew[i], within(1e-12));
            }
        });
    }

    @Test
    void shortInputsHaveNoValues() {
        functions().forEach((name, function) -> {
            assertThat(function.apply(new double[0])).as(name).isEmpty();
            assertThat(function.apply(new double[] {1})).as(name).hasSize(1);
        });
    }
}
