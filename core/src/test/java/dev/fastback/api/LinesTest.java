package dev.fastback.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastback.data.BarSeries;
import dev.fastback.indicator.LineCache;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
    private static final long HOUR = 3_600_000L;

    private static Indicators of(double... close) {
        return Indicators.of(series(close), new LineCache(1 << 22));
    }

    private static BarSeries series(double... close) {
        long[] times = new long[close.length];
        Arrays.setAll(times, i -> i * HOUR);
        double[] volume = new double[close.length];
        Arrays.setAll(volume, i -> 1 + i % 3);
        return BarSeries.of("X", times, close, close, close, close, volume);
    }

    private static BarSeries walk(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] columns = new double[5][n];
        long[] times = new long[n];
        double price = 100;
        for (int i = 0; i < n; i++) {
            times[i] = i * HOUR;
            columns[0][i] = price * (1 + 0.01 * random.nextGaussian());
            columns[3][i] = columns[0][i] * (1 + 0.02 * random.nextGaussian());
            columns[1][i] = Math.max(columns[0][i], columns[3][i]) * (1 + 0.01 * random.nextDouble());
            columns[2][i] = Math.min(columns[0][i], columns[3][i]) * (1 - 0.01 * random.nextDouble());
            columns[4][i] = random.nextInt(10);
            price = columns[3][i];
        }
        return BarSeries.of("X", times, columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    private static List<Integer> where(Bits bits) {
        List<Integer> bars = new ArrayList<>();
        for (int i = 0; i < bits.in().bars(); i++) {
            if (bits.at(i)) {
                bars.add(i);
            }
        }
        return bars;
    }

    @Test
    void arithmeticIsValueByValue() {
        Indicators in = of(4, 9, 16);
        assertThat(in.close().plus(1).times(2).values()).containsExactly(10, 20, 34);
        assertThat(in.close().sqrt().minus(in.close()).negated().values()).containsExactly(2, 6, 12);
        assertThat(in.close().dividedBy(in.constant(0)).values()).containsOnly(Double.NaN);
        assertThat(in.close().max(in.constant(10)).min(in.constant(12)).values()).containsExactly(10, 10, 12);
    }

    @Test
    void comparisonsWithUndefinedValuesAreFalse() {
        Indicators in = of(1, 2, 3, 2, 1);
        assertThat(where(in.close().above(in.sma(3)))).containsExactly(2);
        assertThat(where(in.close().below(in.sma(3)))).containsExactly(3, 4);
        assertThat(where(in.close().above(1.5))).containsExactly(1, 2, 3);
        assertThat(where(in.close().below(1.5))).containsExactly(0, 4);
    }

    @Test
    void crossingsNeedTheOtherSideBefore() {
        Indicators in = of(1, 2, 3, 2, 1, 2, 2);
        assertThat(where(in.close().crossesAbove(1.5))).containsExactly(1, 5);
        assertThat(where(in.close().crossesBelow(2))).containsExactly(4);
        assertThat(where(in.close().crossesBelow(in.constant(2)))).containsExactly(4);
        assertThat(where(in.close().crossesAbove(in.constant(2)))).containsExactly(2);
        assertThat(where(in.sma(2).crossesAbove(1))).isEmpty(); // above from its first value on
    }

    /** Values that are equal, and some that are not defined in the middle; what was made lately is given again. */
    @Test
    void crossingsAreThoseOfTheirDefinitionAtEveryBar() {
        SplittableRandom random = new SplittableRandom(3);
        int crossed = 0;
        for (int n : new int[] {1, 2, 63, 64, 65, 128, 129, 400}) {
            double[] close = random.ints(n, 1, 6).asDoubleStream().toArray();
            Indicators in = of(close);
            Line x = in.close().minus(3).log(); // not defined where it is not above 3
            Line y = in.sma(2).dividedBy(in.close().minus(2)).log();
            for (int again = 0; again < 2; again++) {
                List<List<Integer>> found = List.of(
                        where(x.crossesAbove(y)), where(x.crossesBelow(y)), where(x.crossesAbove(0.5)), where(x.crossesBelow(0.5)),
                        where(in.close().crossesAbove(in.sma(3))));
                List<List<Integer>> expected = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
                for (int i = 1; i < n; i++) {
                    double[][] pairs = {x.values(), y.values(), in.close().values(), in.sma(3).values()};
                    double[] now = {pairs[0][i], pairs[1][i], pairs[2][i], pairs[3][i]};
                    double[] then = {pairs[0][i - 1], pairs[1][i - 1], pairs[2][i - 1], pairs[3][i - 1]};
                    boolean[] crosses = {
                        now[0] > now[1] && then[0] <= then[1],
                        now[0] < now[1] && then[0] >= then[1],
                        now[0] > 0.5 && then[0] <= 0.5,
                        now[0] < 0.5 && then[0] >= 0.5,
                        now[2] > now[3] && then[2] <= then[3]
                    };
                    for (int k = 0; k < crosses.length; k++) {
                        if (crosses[k]) {
                            expected.get(k).add(i);
                        }
                    }
                }
                assertThat(found).as("%d bars", n).isEqualTo(expected);
                crossed += found.stream().mapToInt(List::size).sum();
            }
            assertThat(in.close().crossesAbove(in.sma(3))).isSameAs(in.close().crossesAbove(in.sma(3)));
            assertThat(x.crossesBelow(0.5)).isSameAs(x.crossesBelow(0.5));
        }
        assertThat(crossed).isGreaterThan(300);
    }

    @Test
    void bitsFollowTheirDefinitionsAtEveryLength() {
        SplittableRandom random = new SplittableRandom(1);
        for (int n : new int[] {1, 2, 63, 64, 65, 127, 128, 130, 200}) {
            double[] close = random.doubles(n).toArray();
            double[] other = random.doubles(n).toArray();
            Indicators in = of(close);
            Bits a = in.close().above(0.5);
            Bits b = in.custom("other", past -> other[past.bars() - 1]).below(0.4);
            for (int i = 0; i < n; i++) {
                boolean x = close[i] > 0.5;
                boolean y = other[i] < 0.4;
                boolean before = i > 0 && close[i - 1] > 0.5;
                assertThat(a.at(i)).isEqualTo(x);
                assertThat(b.at(i)).isEqualTo(y);
                assertThat(a.and(b).at(i)).isEqualTo(x && y);
                assertThat(a.or(b).at(i)).isEqualTo(x || y);
                assertThat(a.andNot(b).at(i)).isEqualTo(x && !y);
                assertThat(a.not().at(i)).isEqualTo(!x);
                assertThat(a.rises().at(i)).isEqualTo(x && !before);
                assertThat(a.falls().at(i)).isEqualTo(!x && before);
                assertThat(a.lag(1).at(i)).isEqualTo(before);
                assertThat(a.within(2).at(i)).isEqualTo(x || before);
                assertThat(a.throughout(2).at(i)).isEqualTo(x && before);
            }
            assertThat(Arrays.stream(a.not().words()).map(Long::bitCount).sum() + Arrays.stream(a.words()).map(Long::bitCount).sum()).isEqualTo(n);
            assertThat(Arrays.stream(a.not().falls().words()).map(Long::bitCount).sum()).isLessThanOrEqualTo(n);
        }
    }

    @Test
    void sinceCountsFromTheLastTime() {
        Indicators in = of(1, 5, 1, 1, 5);
        assertThat(in.close().above(2).since().values()).containsExactly(Double.NaN, 0, 1, 2, 0);
    }

    @Test
    void thereIsNoWayForward() {
        Indicators in = of(1, 2, 3);
        assertThatThrownBy(() -> in.close().lag(-1)).hasMessage("lag must not be negative, which would look ahead: -1");
        assertThatThrownBy(() -> in.close().above(1).lag(-1)).hasMessage("lag must not be negative, which would look ahead: -1");
        assertThatThrownBy(() -> in.custom("ahead", past -> past.close(-1))).hasMessage("ago must not be negative, which would look ahead: -1");
    }

    @Test
    void nothingPublicReturnsAnArrayOrTakesABar() {
        for (Class<?> type : List.of(Line.class, Bits.class, Indicators.class, Past.class, Bar.class, Signals.class)) {
            for (Method method : type.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())) {
                    assertThat(method.getReturnType().isArray()).as("%s", method).isFalse();
                    assertThat(method.getName()).isNotIn("get", "at", "valueAt", "values", "toArray");
                }
            }
        }
    }

    @Test
    void ownLinesSeeThePast() {
        Indicators in = of(3, 5, 4, 8);
        Line gap = in.custom(List.of("gap", 1), past -> past.close(0) - past.close(1));
        assertThat(gap.values()).containsExactly(Double.NaN, 2, -1, 4);
        assertThat(in.custom(List.of("gap", 1), past -> 0).values()).isSameAs(gap.values());
        Line ema = in.recursive("half", 0, (before, past) -> before + 0.5 * (past.close(0) - before));
        assertThat(ema.values()).containsExactly(1.5, 3.25, 3.625, 5.8125);
    }

    @Test
    void equalLinesAreMadeOnce() {
        Indicators in = of(1, 2, 3, 4);
        assertThat(in.sma(2).values()).isSameAs(in.close().sma(2).values());
        assertThat(in.sma(2).highest(2).values()).isSameAs(in.highest(in.sma(2), 2).values());
        assertThat(in.close().times(2).sma(2).values()).isSameAs(in.close().times(2).sma(2).values());
        assertThat(in.close().times(2).sma(2).values()).isNotSameAs(in.close().times(3).sma(2).values());
        assertThat(in.close().plus(in.sma(2)).sma(2).values()).isNotSameAs(in.close().minus(in.sma(2)).sma(2).values());
        assertThat(of(1, 2, 3, 4).sma(2).values()).isNotSameAs(in.sma(2).values());
    }

    @Test
    void linesOfTwoSeriesDoNotMix() {
        assertThatThrownBy(() -> of(1, 2).close().above(of(1, 2).close())).hasMessageContaining("lines of two series of bars cannot be combined");
    }

    @Test
    void longerBarsAppearWhenTheyAreComplete() {
        Indicators in = of(1, 2, 3, 4, 5, 6, 7);
        // Bars of an hour in bars of three: complete at the close of the third hour, known from the steps so far.
        assertThat(in.every(Duration.ofHours(3), Indicators::close).values()).containsExactly(Double.NaN, Double.NaN, 3, 3, 3, 6, 6);
        assertThat(in.every(Duration.ofHours(3), three -> three.sma(2)).values())
                .containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 4.5, 4.5);
        assertThat(in.every(Duration.ofHours(3), Indicators::high).values()).containsExactly(Double.NaN, Double.NaN, 3, 3, 3, 6, 6);
        assertThatThrownBy(() -> in.every(Duration.ofHours(3), three -> in.close())).hasMessageContaining("two series");
        assertThatThrownBy(() -> in.every(Duration.ZERO, Indicators::close)).hasMessageContaining("interval must be positive");
    }

    /** Every line there is. */
    private static Map<String, Function<Indicators, Line>> lines() {
        Map<String, Function<Indicators, Line>> all = new LinkedHashMap<>();
        for (Method method : Indicators.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && method.getReturnType() == Line.class && Stream.of(method.getParameterTypes())
                    .allMatch(type -> type == int.class || type == double.class)) {
                all.put(method.toString(), in -> {
                    int[] next = {5};
                    Object[] arguments = Stream.of(method.getParameterTypes())
                            .map(type -> type == int.class ? (Object) next[0]++ : (Object) (0.1 * next[0]++))
                            .toArray();
                    try {
                        return (Line) method.invoke(in, arguments);
                    } catch (ReflectiveOperationException e) {
                        throw new AssertionError(method.toString(), e);
                    }
                });
            }
        }
        for (Method method : Line.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && method.getReturnType() == Line.class && Arrays.equals(method.getParameterTypes(), new Class<?>[] {int.class})) {
                all.put(method.toString(), in -> {
                    try {
                        return (Line) method.invoke(in.typicalPrice(), 6);
                    } catch (ReflectiveOperationException e) {
                        throw new AssertionError(method.toString(), e);
                    }
                });
            }
        }
        all.put("every", in -> in.every(Duration.ofHours(7), seven -> seven.rsi(3)));
        all.put("since", in -> in.close().above(in.sma(4)).since());
        all.put("custom", in -> in.custom("c", past -> past.high(0) - past.low(2)));
        return all;
    }

    @Test
    void thereAreFortyIndicatorsAndMore() {
        assertThat(lines()).hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aLineNeverChangesWhenLaterBarsDo(long seed) {
        BarSeries whole = walk(seed, 300);
        BarSeries other = walk(seed + 100, 300);
        Indicators in = Indicators.of(whole, new LineCache(1 << 22));
        for (int cut : new int[] {1, 30, 64, 177, 299}) {
            Indicators shorter = Indicators.of(whole.slice(0, cut), new LineCache(1 << 22));
            Indicators changed = Indicators.of(join(whole, other, cut), new LineCache(1 << 22));
            lines().forEach((name, line) -> {
                double[] expected = Arrays.copyOf(line.apply(in).values(), cut);
                assertThat(line.apply(shorter).values()).as("%s cut at %s", name, cut).isEqualTo(expected);
                assertThat(Arrays.copyOf(line.apply(changed).values(), cut)).as("%s changed from %s", name, cut).isEqualTo(expected);
            });
        }
    }

    private static BarSeries join(BarSeries first, BarSeries then, int cut) {
        int n = first.size();
        double[][] columns = new double[5][n];
        long[] times = new long[n];
        for (int i = 0; i < n; i++) {
            BarSeries from = i < cut ? first : then;
            times[i] = i < cut ? from.timeMillis(i) : from.timeMillis(i) * 3; // other steps as well
            columns[0][i] = from.open(i);
            columns[1][i] = from.high(i);
            columns[2][i] = from.low(i);
            columns[3][i] = from.close(i);
            columns[4][i] = from.volume(i);
        }
        return BarSeries.of("X", times, columns[0], columns[1], columns[2], columns[3], columns[4]);
    }
}
