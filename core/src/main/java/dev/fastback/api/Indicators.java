package dev.fastback.api;

import dev.fastback.data.BarEnds;
import dev.fastback.data.BarSeries;
import dev.fastback.data.Column;
import dev.fastback.indicator.Averages;
import dev.fastback.indicator.Columns;
import dev.fastback.indicator.LineCache;
import dev.fastback.indicator.Oscillators;
import dev.fastback.indicator.Trends;
import dev.fastback.indicator.Volumes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one series of bars. What takes no line is made of the bars, averages and the like of the close; {@link Line} has the same of any
 * line. Each line is made once for each distinct argument and shared by all candidates and threads; where memory is short, those not used for
 * the longest time are made again. Safe for use by many threads.
 */
public final class Indicators {
    /** Bars that must have told how long one is before another series is looked at. */
    private static final int FEWEST_BARS = BarEnds.LOOKED_AT;

    private static final AtomicLong IDS = new AtomicLong();

    private final long id = IDS.incrementAndGet();
    private final LineCache cache;
    private final long[] times;
    private final double[] open;
    private final double[] high;
    private final double[] low;
    private final double[] close;
    private final double[] volume;
    private final ConcurrentHashMap<Long, Resampled> intervals = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Resampled> beside = new ConcurrentHashMap<>();
    /** The bars, for a look at the series beside them; null where there can be none. */
    private final @Nullable BarSeries bars;
    private final boolean isMeasured;
    /** Whether the bars stand for every other series as well. */
    private final boolean isStandIn;
    private final Comparisons comparisons;
    private final RecentLines recent;
    private final Line closeLine;
    private int warmUp;
    private boolean hasUndefined;
    private boolean hasVolume;

    private Indicators(
            LineCache cache, @Nullable BarSeries bars, boolean isMeasured, boolean isStandIn, long[] times, double[] open, double[] high, double[] low, double[] close, double[] volume) {
        this.cache = cache;
        this.bars = bars;
        this.isMeasured = isMeasured;
        this.isStandIn = isStandIn;
        this.times = times;
        this.open = open;
        this.high = high;
        this.low = low;
        this.close = close;
        this.volume = volume;
        this.comparisons = new Comparisons(this);
        this.recent = new RecentLines();
        this.closeLine = column("close", close);
    }

    /** Returns the lines of a series, kept in the cache of this process. */
    public static Indicators of(BarSeries bars) {
        return of(bars, LineCache.shared());
    }

    /** Returns the lines of a series. */
    public static Indicators of(BarSeries bars, LineCache cache) {
        return of(bars, cache, false, false);
    }

    /** Returns the lines of bars that stand for every other series as well: for a look at what a strategy asks for. */
    public static Indicators standIn(BarSeries bars, LineCache cache) {
        return of(bars, cache, false, true);
    }

    /** Returns the lines of a series that note how long they are undefined at its beginning; for use by one thread. */
    static Indicators measured(BarSeries bars) {
        return of(bars, new LineCache(LineCache.DEFAULT_BYTES / 4), true, true);
    }

    private static Indicators of(BarSeries bars, LineCache cache, boolean isMeasured, boolean isStandIn) {
        // The view of a series is kept as long as the series is, so it must not hold it: a slice is another object.
        BarSeries held = bars.others().isEmpty() && !isStandIn ? null : bars.slice(0, bars.size());
        return new Indicators(
                cache,
                held,
                isMeasured,
                isStandIn,
                bars.times(),
                bars.column(Column.OPEN),
                bars.column(Column.HIGH),
                bars.column(Column.LOW),
                bars.column(Column.CLOSE),
                bars.volumes());
    }

    int bars() {
        return close.length;
    }

    RecentLines recent() {
        return recent;
    }

    Comparisons comparisons() {
        return comparisons;
    }

    long[] times() {
        return times;
    }

    LineKey key(String operation, Object... arguments) {
        return new LineKey(id, operation, arguments);
    }

    Line once(LineKey key, Supplier<double[]> maker) {
        return new Line(this, key, cache.get(key, maker));
    }

    private Line once(Supplier<double[]> maker, String operation, Object... arguments) {
        return once(key(operation, arguments), maker);
    }

    private Line ofVolume(Supplier<double[]> maker, String operation, Object... arguments) {
        hasVolume = true;
        return once(maker, operation, arguments);
    }

    private Line column(String name, double[] values) {
        return new Line(this, key(name), values);
    }

    void requireOwn(Indicators other) {
        if (other != this) {
            throw new IllegalArgumentException("lines of two series of bars cannot be combined; bring one to the other's bars with every(…)");
        }
    }

    /** Notes how many bars a line needs before it is defined. */
    void saw(double[] values) {
        if (isMeasured) {
            int first = Columns.firstDefined(values);
            if (first < values.length) {
                warmUp = Math.max(warmUp, first);
            } else {
                hasUndefined = true;
            }
        }
    }

    /** Returns the largest number of undefined bars at the beginning of a line so far, those apart that are undefined throughout. */
    int warmUp() {
        return warmUp;
    }

    /** Returns whether a line was undefined throughout. */
    boolean hasUndefined() {
        return hasUndefined;
    }

    // ---- prices

    /** Returns the opening prices. */
    public Line open() {
        return column("open", open);
    }

    /** Returns the highest prices. */
    public Line high() {
        return column("high", high);
    }

    /** Returns the lowest prices. */
    public Line low() {
        return column("low", low);
    }

    /** Returns the closing prices. */
    public Line close() {
        return closeLine;
    }

    /** Returns the traded volumes; zeros where the data have none. */
    public Line volume() {
        hasVolume = true;
        return column("volume", volume);
    }

    /** Returns {@code (high + low + close) / 3}. */
    public Line typicalPrice() {
        return once(() -> Columns.typical(high, low, close), "typicalPrice");
    }

    /** Returns {@code (high + low) / 2}. */
    public Line medianPrice() {
        return once(() -> Columns.each(high, low, (h, l) -> (h + l) / 2), "medianPrice");
    }

    /** Returns the same number at each bar. */
    public Line constant(double number) {
        return once(() -> Columns.each(close, c -> number), "constant", number);
    }

    // ---- of the close

    /** Returns the simple moving average of the close. */
    public Line sma(int bars) {
        return close().sma(bars);
    }

    /** Returns the exponential moving average of the close, see {@link Averages#ema}. */
    public Line ema(int bars) {
        return close().ema(bars);
    }

    /** Returns Wilder's moving average of the close. */
    public Line rma(int bars) {
        return close().rma(bars);
    }

    /** Returns the weighted moving average of the close. */
    public Line wma(int bars) {
        return close().wma(bars);
    }

    /** Returns the double exponential moving average of the close. */
    public Line dema(int bars) {
        return close().dema(bars);
    }

    /** Returns the triple exponential moving average of the close. */
    public Line tema(int bars) {
        return close().tema(bars);
    }

    /** Returns Hull's moving average of the close. */
    public Line hma(int bars) {
        return close().hma(bars);
    }

    /** Returns Kaufman's adaptive moving average of the close. */
    public Line kama(int bars) {
        return close().kama(bars);
    }

    /** Returns the average of the close weighted by volume. */
    public Line vwma(int bars) {
        return close().vwma(bars);
    }

    /** Returns Wilder's relative strength index of the close, 0 to 100. */
    public Line rsi(int bars) {
        return close().rsi(bars);
    }

    /** Returns the rate of change of the close since {@code bars} bars before, in percent. */
    public Line roc(int bars) {
        return close().roc(bars);
    }

    /** Returns the change of the close since {@code bars} bars before. */
    public Line momentum(int bars) {
        return close().change(bars);
    }

    /** Returns the return of the close since {@code bars} bars before, a fraction. */
    public Line returns(int bars) {
        return close().returns(bars);
    }

    /** Returns the standard deviation of the close. */
    public Line deviation(int bars) {
        return close().deviation(bars);
    }

    /** Returns how many deviations the close lies above its mean. */
    public Line zScore(int bars) {
        return close().zScore(bars);
    }

    /** Returns the triple exponential rate of change of the close, in percent. */
    public Line trix(int bars) {
        return close().trix(bars);
    }

    /** Returns the highest of the last {@code bars} values of a line, this bar's included. */
    public Line highest(Line line, int bars) {
        requireOwn(line.in());
        return line.highest(bars);
    }

    /** Returns the lowest of the last {@code bars} values of a line, this bar's included. */
    public Line lowest(Line line, int bars) {
        requireOwn(line.in());
        return line.lowest(bars);
    }

    /** Returns the MACD line: the exponential average of {@code fast} bars of the close less that of {@code slow}. */
    public Line macd(int fast, int slow) {
        return once(() -> Averages.macd(close, fast, slow), "macd", fast, slow);
    }

    /** Returns the signal line of the MACD: its exponential average of {@code signal} bars. */
    public Line macdSignal(int fast, int slow, int signal) {
        return once(() -> Averages.macdSignal(close, fast, slow, signal), "macdSignal", fast, slow, signal);
    }

    /** Returns the MACD line less its signal line. */
    public Line macdHistogram(int fast, int slow, int signal) {
        return macd(fast, slow).minus(macdSignal(fast, slow, signal));
    }

    /** Returns Bollinger's upper band: the simple average plus {@code deviations} standard deviations. */
    public Line bollingerUpper(int bars, double deviations) {
        return sma(bars).plus(deviation(bars).times(deviations));
    }

    /** Returns Bollinger's lower band: the simple average less {@code deviations} standard deviations. */
    public Line bollingerLower(int bars, double deviations) {
        return sma(bars).minus(deviation(bars).times(deviations));
    }

    /** Returns where the close lies between Bollinger's bands: 0 at the lower one, 1 at the upper one. */
    public Line percentB(int bars, double deviations) {
        Line lower = bollingerLower(bars, deviations);
        return close().minus(lower).dividedBy(bollingerUpper(bars, deviations).minus(lower));
    }

    /** Returns the distance of Bollinger's bands, as a share of their middle. */
    public Line bandwidth(int bars, double deviations) {
        return deviation(bars).times(2 * deviations).dividedBy(sma(bars));
    }

    // ---- ranges and trends

    /** Returns the true range. */
    public Line trueRange() {
        return once(() -> Trends.trueRange(high, low, close), "trueRange");
    }

    /** Returns Wilder's average true range, in units of price. */
    public Line atr(int bars) {
        return once(() -> Trends.atr(high, low, close, bars), "atr", bars);
    }

    /** Returns Keltner's upper line: the exponential average of the close plus {@code multiple} average true ranges. */
    public Line keltnerUpper(int bars, double multiple) {
        return ema(bars).plus(atr(bars).times(multiple));
    }

    /** Returns Keltner's lower line: the exponential average of the close less {@code multiple} average true ranges. */
    public Line keltnerLower(int bars, double multiple) {
        return ema(bars).minus(atr(bars).times(multiple));
    }

    /** Returns Donchian's upper line: the highest high of the last {@code bars} bars, this one included. */
    public Line donchianUpper(int bars) {
        return high().highest(bars);
    }

    /** Returns Donchian's lower line: the lowest low of the last {@code bars} bars, this one included. */
    public Line donchianLower(int bars) {
        return low().lowest(bars);
    }

    /** Returns the middle of Donchian's lines. */
    public Line donchianMiddle(int bars) {
        return once(() -> Trends.middle(high, low, bars), "donchianMiddle", bars);
    }

    /** Returns Wilder's average directional index, 0 to 100. */
    public Line adx(int bars) {
        return once(() -> Trends.adx(high, low, close, bars), "adx", bars);
    }

    /** Returns Wilder's positive directional indicator, 0 to 100. */
    public Line plusDi(int bars) {
        return once(() -> Trends.plusDi(high, low, close, bars), "plusDi", bars);
    }

    /** Returns Wilder's negative directional indicator, 0 to 100. */
    public Line minusDi(int bars) {
        return once(() -> Trends.minusDi(high, low, close, bars), "minusDi", bars);
    }

    /** Returns the SuperTrend line, see {@link Trends#superTrend}. */
    public Line superTrend(int bars, double multiple) {
        return once(() -> Trends.superTrend(high, low, close, bars, multiple), "superTrend", bars, multiple);
    }

    /** Returns 1 where the SuperTrend is rising, -1 where it is falling. */
    public Line superTrendDirection(int bars, double multiple) {
        return once(() -> Trends.superTrendDirection(high, low, close, bars, multiple), "superTrendDirection", bars, multiple);
    }

    /** Returns Wilder's parabolic stop and reverse, see {@link Trends#parabolicSar}; usually 0.02 and 0.2. */
    public Line parabolicSar(double step, double most) {
        return once(() -> Trends.parabolicSar(high, low, close, step, most), "parabolicSar", step, most);
    }

    /** Returns Ichimoku's conversion or base line: the middle of the range of the last {@code bars} bars, usually 9 and 26. */
    public Line ichimoku(int bars) {
        return donchianMiddle(bars);
    }

    /** Returns the first edge of Ichimoku's cloud at this bar: the mean of conversion and base line {@code base} bars ago. */
    public Line ichimokuSpanA(int conversion, int base) {
        return ichimoku(conversion).plus(ichimoku(base)).dividedBy(2).lag(base);
    }

    /** Returns the second edge of Ichimoku's cloud at this bar: the middle of the range of {@code bars} bars, {@code base} bars ago. */
    public Line ichimokuSpanB(int bars, int base) {
        return ichimoku(bars).lag(base);
    }

    // ---- oscillators

    /** Returns where the close lies in the range of the last {@code bars} bars, 0 to 100: the stochastic oscillator's %K. */
    public Line stochastic(int bars) {
        return once(() -> Oscillators.stochastic(high, low, close, bars), "stochastic", bars);
    }

    /** Returns Williams' %R, -100 to 0. */
    public Line williamsR(int bars) {
        return once(() -> Oscillators.williamsR(high, low, close, bars), "williamsR", bars);
    }

    /** Returns the commodity channel index. */
    public Line cci(int bars) {
        return once(() -> Oscillators.cci(high, low, close, bars), "cci", bars);
    }

    /** Returns the money flow index, 0 to 100. */
    public Line mfi(int bars) {
        return ofVolume(() -> Oscillators.mfi(high, low, close, volume, bars), "mfi", bars);
    }

    /** Returns Aroon's upper line, 0 to 100: how new the highest high is. */
    public Line aroonUp(int bars) {
        return once(() -> Oscillators.aroonUp(high, bars), "aroonUp", bars);
    }

    /** Returns Aroon's lower line, 0 to 100: how new the lowest low is. */
    public Line aroonDown(int bars) {
        return once(() -> Oscillators.aroonDown(low, bars), "aroonDown", bars);
    }

    /** Returns the awesome oscillator: the simple average of 5 bars of the median price less that of 34. */
    public Line awesome() {
        return medianPrice().sma(5).minus(medianPrice().sma(34));
    }

    // ---- volume

    /** Returns the on-balance volume. */
    public Line obv() {
        return ofVolume(() -> Volumes.obv(close, volume), "obv");
    }

    /** Returns accumulation and distribution. */
    public Line accumulation() {
        return ofVolume(() -> Volumes.accumulation(high, low, close, volume), "accumulation");
    }

    /** Returns Chaikin's money flow, -1 to 1. */
    public Line cmf(int bars) {
        return ofVolume(() -> Volumes.cmf(high, low, close, volume, bars), "cmf", bars);
    }

    /** Returns the volume-weighted average of the typical price of the last {@code bars} bars. */
    public Line vwap(int bars) {
        return ofVolume(() -> Averages.vwma(Columns.typical(high, low, close), volume, bars), "vwap", bars);
    }

    /** Returns the volume-weighted average of the typical price since the beginning of the day, in UTC. */
    public Line sessionVwap() {
        return ofVolume(() -> Averages.sessionVwap(times, Columns.typical(high, low, close), volume), "sessionVwap");
    }

    // ---- own lines, other intervals

    /**
     * Returns a line of your own.
     *
     * @param key names it: equal keys must mean equal lines, so whatever the function depends on belongs into it, for example
     *     {@code List.of("gap", period)}
     * @param function gives the value of a bar; it sees that bar and those before it, and keeps nothing
     */
    public Line custom(Object key, Causal function) {
        return once(() -> {
            double[] values = new double[bars()];
            Past past = new Past(this);
            for (int i = 0; i < values.length; i++) {
                past.moveTo(i);
                values[i] = function.at(past);
            }
            return values;
        }, "custom", key);
    }

    /**
     * Returns a line of your own whose values depend on the one before, as an exponential average does.
     *
     * @param key as for {@link #custom}
     * @param start the value before the first bar
     * @param function gives the value of a bar
     */
    public Line recursive(Object key, double start, Recurrence function) {
        return once(() -> {
            double[] values = new double[bars()];
            Past past = new Past(this);
            double value = start;
            for (int i = 0; i < values.length; i++) {
                past.moveTo(i);
                value = function.next(value, past);
                values[i] = value;
            }
            return values;
        }, "recursive", key, start);
    }

    /**
     * Returns a line of longer bars, for example of days where the bars are hours: the longer bars begin at multiples of the interval since 1970,
     * in UTC, weeks on Mondays, and each becomes visible at the close of the last bar in it.
     *
     * @param interval positive
     * @param line makes the line of the longer bars, from their indicators alone
     */
    public Line every(Duration interval, Function<Indicators, Line> line) {
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("interval must be positive: " + interval);
        }
        Resampled longer = intervals.computeIfAbsent(
                interval.toMillis(), millis -> Resampled.of(cache, times, open, high, low, close, volume, millis));
        Line made = line.apply(longer.indicators());
        longer.indicators().requireOwn(made.in());
        return once(() -> longer.expand(made.values()), "every", made.key());
    }

    /**
     * Returns a line of another symbol: at each bar the value at the newest of the other's bars that had ended when this one ended. How long a bar is
     * tell the bars so far and the calendar ({@link BarEnds}). On the first {@value #FEWEST_BARS} bars, of which that is not known, the line is NaN, as it
     * is where the other has no bars yet.
     *
     * @param symbol of a series that is read beside this one
     * @param line makes the line of the other series, from its indicators alone
     * @throws IllegalArgumentException if there is no such series
     */
    public Line other(String symbol, Function<Indicators, Line> line) {
        Resampled series = beside.computeIfAbsent(symbol, this::other);
        Line made = line.apply(series.indicators());
        series.indicators().requireOwn(made.in());
        return once(() -> series.expand(made.values()), "other", made.key());
    }

    private Resampled other(String symbol) {
        BarSeries own = bars;
        BarSeries series = own == null ? null : isStandIn ? own : own.others().get(symbol);
        if (own == null || series == null) {
            throw new IllegalArgumentException("there is no series " + symbol + " beside these bars"
                    + (own == null ? "" : "; there are: " + String.join(", ", own.others().keySet())));
        }
        int[] visible = ended(own, series);
        // What is not visible at the newest bar is not even there.
        return new Resampled(of(series.slice(0, visible.length == 0 ? 0 : visible[visible.length - 1]), cache), visible);
    }

    /** Returns for each bar how many bars of another series had ended when it ended. */
    private static int[] ended(BarSeries own, BarSeries other) {
        long[] times = own.times();
        int[] visible = new int[times.length];
        long[] others = other.times();
        if (others.length < 2) {
            return visible;
        }
        BarEnds ends = BarEnds.notBefore(times, own.zone());
        BarEnds otherEnds = BarEnds.notAfter(others, other.zone());
        int ended = 0;
        for (int i = FEWEST_BARS; i < times.length; i++) {
            long end = ends.of(i);
            while (ended < others.length && (otherEnds.of(ended) <= end || endTogether(times, i, others, ended))) {
                ended++;
            }
            visible[i] = ended;
        }
        return visible;
    }

    /**
     * Returns whether two bars begin together and are equally long by what is usual, or those before them began together too, no gap between: of the same
     * months both end together, however long this one is.
     */
    private static boolean endTogether(long[] times, int bar, long[] others, int other) {
        if (other == 0 || others[other] != times[bar]) {
            return false;
        }
        long usual = BarEnds.usualStep(times, bar);
        return BarEnds.usualStep(others, other) == usual
                || others[other - 1] == times[bar - 1] && BarEnds.isAlike(times[bar] - times[bar - 1], usual);
    }

    /** Returns whether lines of longer bars were made, of these bars or of another symbol's. */
    boolean hasLongerBars() {
        return !intervals.isEmpty() || beside.values().stream().anyMatch(series -> series.indicators().hasLongerBars());
    }

    /** Returns whether lines were made of these bars' volumes, or of those of longer bars made of them. */
    boolean hasVolume() {
        return hasVolume || intervals.values().stream().anyMatch(longer -> longer.indicators().hasVolume());
    }

    /** Returns the symbols of the other series of which lines were made. */
    Set<String> othersAsked() {
        return Set.copyOf(beside.keySet());
    }

    static Indicators ofColumns(
            LineCache cache, long[] times, double[] open, double[] high, double[] low, double[] close, double[] volume) {
        return new Indicators(cache, null, false, false, times, open, high, low, close, volume);
    }

    /** The value of a bar. */
    @FunctionalInterface
    public interface Causal {
        /** Returns the value at the newest bar of what is known; NaN where there is none. */
        double at(Past past);
    }

    /** The value of a bar, made of the one before. */
    @FunctionalInterface
    public interface Recurrence {
        /** Returns the value at the newest bar of what is known. */
        double next(double previous, Past past);
    }
}
