package dev.fastback.api;

import dev.fastback.indicator.Averages;
import dev.fastback.indicator.Columns;
import dev.fastback.indicator.Oscillators;
import dev.fastback.indicator.Rolling;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * A value for each bar, made of that bar and of those before it. Where it is not defined yet it is NaN, and every comparison with it is false.
 * There is no way to a bar that comes later: no index, no negative lag, no statistic of the whole series. Immutable.
 */
public final class Line {
    private final Indicators in;
    private final LineKey key;
    private final double[] values;

    Line(Indicators in, LineKey key, double[] values) {
        this.in = in;
        this.key = key;
        this.values = values;
        in.saw(values);
    }

    Indicators in() {
        return in;
    }

    LineKey key() {
        return key;
    }

    /** Returns the line's own values, which nobody may write to. */
    double[] values() {
        return values;
    }

    // ---- arithmetic: cheap, made anew each time

    private Line each(String operation, DoubleUnaryOperator function) {
        return new Line(in, in.key(operation, key), Columns.each(values, function));
    }

    private Line each(String operation, double number, DoubleUnaryOperator function) {
        return new Line(in, in.key(operation, key, number), Columns.each(values, function));
    }

    private Line each(String operation, Line other, DoubleBinaryOperator function) {
        in.requireOwn(other.in);
        return new Line(in, in.key(operation, key, other.key), Columns.each(values, other.values, function));
    }

    /** Returns the sum of both lines. */
    public Line plus(Line other) {
        return each("+", other, (a, b) -> a + b);
    }

    /** Returns the line with a number added. */
    public Line plus(double number) {
        return each("+", number, a -> a + number);
    }

    /** Returns this line less another. */
    public Line minus(Line other) {
        return each("-", other, (a, b) -> a - b);
    }

    /** Returns the line with a number taken off. */
    public Line minus(double number) {
        return each("-", number, a -> a - number);
    }

    /** Returns the product of both lines. */
    public Line times(Line other) {
        return each("*", other, (a, b) -> a * b);
    }

    /** Returns a multiple of the line. */
    public Line times(double number) {
        return each("*", number, a -> a * number);
    }

    /** Returns this line divided by another; NaN where that is 0. */
    public Line dividedBy(Line other) {
        return each("/", other, (a, b) -> b == 0 ? Double.NaN : a / b);
    }

    /** Returns the line divided by a number other than 0. */
    public Line dividedBy(double number) {
        if (number == 0) {
            throw new IllegalArgumentException("a line cannot be divided by 0");
        }
        return each("/", number, a -> a / number);
    }

    /** Returns the larger value of both lines at each bar. */
    public Line max(Line other) {
        return each("max", other, Math::max);
    }

    /** Returns the smaller value of both lines at each bar. */
    public Line min(Line other) {
        return each("min", other, Math::min);
    }

    /** Returns the line with its sign changed. */
    public Line negated() {
        return each("negated", a -> -a);
    }

    /** Returns the size of each value, without its sign. */
    public Line abs() {
        return each("abs", Math::abs);
    }

    /** Returns the natural logarithm; NaN where a value is not positive. */
    public Line log() {
        return each("log", a -> a > 0 ? Math.log(a) : Double.NaN);
    }

    /** Returns the square root; NaN where a value is negative. */
    public Line sqrt() {
        return each("sqrt", Math::sqrt);
    }

    // ---- of earlier bars, made once

    private Line once(String operation, int bars, UnaryOperator<double[]> maker) {
        Line known = in.recent().find(operation, key, bars);
        return known != null
                ? known
                : in.recent().keep(operation, key, bars, in.once(in.key(operation, key, bars), () -> maker.apply(values)));
    }

    /**
     * Returns what the line was some bars ago.
     *
     * @param bars from 0; there is no way to later ones
     */
    public Line lag(int bars) {
        if (bars < 0) {
            throw new IllegalArgumentException("lag must not be negative, which would look ahead: " + bars);
        }
        return once("lag", bars, x -> Columns.lag(x, bars));
    }

    /** Returns the change against {@code bars} bars before, the indicator called momentum. */
    public Line change(int bars) {
        return once("change", bars, x -> Columns.change(x, bars));
    }

    /** Returns the return since {@code bars} bars before, a fraction. */
    public Line returns(int bars) {
        return once("returns", bars, x -> Columns.returns(x, bars));
    }

    /** Returns the logarithmic return since {@code bars} bars before. */
    public Line logReturns(int bars) {
        return once("logReturns", bars, x -> Columns.logReturns(x, bars));
    }

    /** Returns the rate of change since {@code bars} bars before, in percent. */
    public Line roc(int bars) {
        return once("roc", bars, x -> Columns.each(Columns.returns(x, bars), r -> 100 * r));
    }

    /** Returns the sum of all values so far. */
    public Line cumulative() {
        return once("cumulative", 0, Columns::cumulative);
    }

    /** Returns the sum of the last {@code bars} values. */
    public Line sum(int bars) {
        return once("sum", bars, x -> Rolling.sum(x, bars));
    }

    /** Returns the simple moving average. */
    public Line sma(int bars) {
        return once("sma", bars, x -> Averages.sma(x, bars));
    }

    /** Returns the exponential moving average, see {@link Averages#ema}. */
    public Line ema(int bars) {
        return once("ema", bars, x -> Averages.ema(x, bars));
    }

    /** Returns Wilder's moving average, see {@link Averages#rma}. */
    public Line rma(int bars) {
        return once("rma", bars, x -> Averages.rma(x, bars));
    }

    /** Returns the weighted moving average, see {@link Averages#wma}. */
    public Line wma(int bars) {
        return once("wma", bars, x -> Averages.wma(x, bars));
    }

    /** Returns the double exponential moving average. */
    public Line dema(int bars) {
        return once("dema", bars, x -> Averages.dema(x, bars));
    }

    /** Returns the triple exponential moving average. */
    public Line tema(int bars) {
        return once("tema", bars, x -> Averages.tema(x, bars));
    }

    /** Returns Hull's moving average of at least 2 bars. */
    public Line hma(int bars) {
        return once("hma", bars, x -> Averages.hma(x, bars));
    }

    /** Returns Kaufman's adaptive moving average with his 2 and 30 bars, see {@link Averages#kama}. */
    public Line kama(int bars) {
        return once("kama", bars, x -> Averages.kama(x, bars, 2, 30));
    }

    /** Returns the average weighted by volume. */
    public Line vwma(int bars) {
        return once("vwma", bars, x -> Averages.vwma(x, in.volume().values(), bars));
    }

    /** Returns the highest of the last {@code bars} values, this bar's included. */
    public Line highest(int bars) {
        return once("highest", bars, x -> Rolling.highest(x, bars));
    }

    /** Returns the lowest of the last {@code bars} values, this bar's included. */
    public Line lowest(int bars) {
        return once("lowest", bars, x -> Rolling.lowest(x, bars));
    }

    /** Returns the median of the last {@code bars} values. */
    public Line median(int bars) {
        return once("median", bars, x -> Rolling.median(x, bars));
    }

    /** Returns the standard deviation of the last {@code bars} values, divided by {@code bars} as in Bollinger's bands. */
    public Line deviation(int bars) {
        return once("deviation", bars, x -> Rolling.deviation(x, bars));
    }

    /** Returns how many deviations a value lies above the mean of the last {@code bars}. */
    public Line zScore(int bars) {
        return once("zScore", bars, x -> Rolling.zScore(x, bars));
    }

    /** Returns what percentage of the {@code bars} values before is smaller. */
    public Line percentRank(int bars) {
        return once("percentRank", bars, x -> Rolling.percentRank(x, bars));
    }

    /** Returns the slope per bar of the least squares line through the last {@code bars} values. */
    public Line slope(int bars) {
        return once("slope", bars, x -> Rolling.slope(x, bars));
    }

    /** Returns the newest value of the least squares line through the last {@code bars} values. */
    public Line regression(int bars) {
        return once("regression", bars, x -> Rolling.regression(x, bars));
    }

    /** Returns what share of the last {@code bars} values' variance their least squares line explains, 0 to 1. */
    public Line rSquared(int bars) {
        return once("rSquared", bars, x -> Rolling.rSquared(x, bars));
    }

    /** Returns the correlation with another line over the last {@code bars} values. */
    public Line correlation(Line other, int bars) {
        in.requireOwn(other.in);
        return in.once(in.key("correlation", key, other.key, bars), () -> Rolling.correlation(values, other.values, bars));
    }

    /** Returns Wilder's relative strength index, 0 to 100. */
    public Line rsi(int bars) {
        return once("rsi", bars, x -> Oscillators.rsi(x, bars));
    }

    /** Returns Chande's momentum oscillator, -100 to 100. */
    public Line cmo(int bars) {
        return once("cmo", bars, x -> Oscillators.cmo(x, bars));
    }

    /** Returns the rate of change, in percent, of a triple exponential average. */
    public Line trix(int bars) {
        return once("trix", bars, x -> Averages.trix(x, bars));
    }

    // ---- comparisons; false where a value is not defined

    /** Returns where this line is above another. */
    public Bits above(Line other) {
        in.requireOwn(other.in);
        return in.comparisons().above(this, other);
    }

    /** Returns where this line is above a level. */
    public Bits above(double level) {
        return in.comparisons().above(this, level);
    }

    /** Returns where this line is below another. */
    public Bits below(Line other) {
        return other.above(this);
    }

    /** Returns where this line is below a level. */
    public Bits below(double level) {
        return in.comparisons().below(this, level);
    }

    /** Returns where this line is above another, and was not a bar before, when both were defined. */
    public Bits crossesAbove(Line other) {
        in.requireOwn(other.in);
        return in.comparisons().crosses(this, other);
    }

    /** Returns where this line is above a level, and was not a bar before, when it was defined. */
    public Bits crossesAbove(double level) {
        return in.comparisons().crossesAbove(this, level);
    }

    /** Returns where this line is below another, and was not a bar before, when both were defined. */
    public Bits crossesBelow(Line other) {
        return other.crossesAbove(this);
    }

    /** Returns where this line is below a level, and was not a bar before, when it was defined. */
    public Bits crossesBelow(double level) {
        return in.comparisons().crossesBelow(this, level);
    }

    /** Returns where the line is higher than {@code bars} bars before. */
    public Bits rising(int bars) {
        return change(bars).above(0);
    }

    /** Returns where the line is lower than {@code bars} bars before. */
    public Bits falling(int bars) {
        return change(bars).below(0);
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
