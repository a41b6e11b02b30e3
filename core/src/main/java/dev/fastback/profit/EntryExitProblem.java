package dev.fastback.profit;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The objective of an entry/exit strategy in one simulation, as data: which pair of multipliers {@code (high, low)} earns
 * most on these bars.
 *
 * <p>All columns have one entry per bar, oldest first, and hold fractional moves relative to the previous close. A
 * <em>leg</em> is a column of positions; the profit is the sum over the legs, each summed in bar order, then added in leg
 * order. MaxDiff has one leg of -1, 0 and +1; always-on has an all-long leg and, for stocks, an all-short one.
 * {@link ProfitKernel} defines the value of a bar.
 *
 * <p>A problem is immutable and refuses values that are not finite. The accessors of columns return the problem's own
 * arrays, not copies, because evaluators read them in their innermost loops: callers must not write to them.
 */
public final class EntryExitProblem {
    private final double[] close;
    private final double[] high;
    private final double[] low;
    private final double[] highForecast;
    private final double[] lowForecast;
    private final List<double[]> legs;
    private final boolean unitPositions;
    private final boolean closeAtEndOfDay;
    private final double feeFraction;
    private final FeeRule feeRule;
    private final SearchBox box;
    private volatile @Nullable Object layout;

    private EntryExitProblem(Builder b, boolean closeAtEndOfDay, FeeRule feeRule) {
        this.close = b.close;
        this.high = b.high;
        this.low = b.low;
        this.highForecast = b.highForecast;
        this.lowForecast = b.lowForecast;
        this.legs = b.legs;
        this.unitPositions = areUnits(b.legs);
        this.feeFraction = b.feeFraction;
        this.box = b.box;
        this.closeAtEndOfDay = closeAtEndOfDay;
        this.feeRule = feeRule;
    }

    private EntryExitProblem(EntryExitProblem p, boolean closeAtEndOfDay, FeeRule feeRule) {
        this.close = p.close;
        this.high = p.high;
        this.low = p.low;
        this.highForecast = p.highForecast;
        this.lowForecast = p.lowForecast;
        this.legs = p.legs;
        this.unitPositions = p.unitPositions;
        this.feeFraction = p.feeFraction;
        this.box = p.box;
        this.closeAtEndOfDay = closeAtEndOfDay;
        this.feeRule = feeRule;
    }

    private static boolean areUnits(List<double[]> legs) {
        boolean units = true;
        for (int leg = 0; leg < legs.size(); leg++) {
            for (double position : legs.get(leg)) {
                units &= (position == 0.0) | (Math.abs(position) == 1.0); // without branches, which positions make hard to predict
            }
        }
        return units;
    }

    /** Returns a builder with no bars, no legs, fee 0.0005, per-fill, exits inside the day, the default box. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the number of bars. */
    public int bars() {
        return close.length;
    }

    /** Returns the close moves, one per bar; not a copy. */
    public double[] close() {
        return close;
    }

    /** Returns the high moves, one per bar; not a copy. */
    public double[] high() {
        return high;
    }

    /** Returns the low moves, one per bar; not a copy. */
    public double[] low() {
        return low;
    }

    /** Returns the predicted high moves, to which the high multiplier is added; not a copy. */
    public double[] highForecast() {
        return highForecast;
    }

    /** Returns the predicted low moves, to which the low multiplier is added; not a copy. */
    public double[] lowForecast() {
        return lowForecast;
    }

    /** Returns the number of legs, at least one. */
    public int legCount() {
        return legs.size();
    }

    /** Returns the positions of a leg, one per bar; not a copy. */
    public double[] leg(int index) {
        return legs.get(index);
    }

    /** Returns whether every position of every leg is -1, 0 or 1. */
    public boolean hasUnitPositions() {
        return unitPositions;
    }

    /** Returns whether positions are always left at the bar's close, instead of at the opposite level when it is hit. */
    public boolean closeAtEndOfDay() {
        return closeAtEndOfDay;
    }

    /** Returns the fee of one fill per unit of position, a fraction. */
    public double feeFraction() {
        return feeFraction;
    }

    /** Returns how fees are charged. */
    public FeeRule feeRule() {
        return feeRule;
    }

    /** Returns where the multipliers are searched. */
    public SearchBox box() {
        return box;
    }

    /**
     * Returns this problem in the layout that an evaluator reads, made when it is first asked for and kept as long as the
     * problem. One layout is kept, the last that was made; threads that ask at the same time may each make it.
     *
     * @param type the class of the layout, one per evaluator
     * @param maker makes it, from this problem alone
     */
    public <T> T layout(Class<T> type, Function<EntryExitProblem, T> maker) {
        Object kept = layout;
        if (type.isInstance(kept)) {
            return type.cast(kept);
        }
        T made = maker.apply(this);
        layout = made;
        return made;
    }

    /** Returns this problem in the given end-of-day mode; the columns are shared. */
    public EntryExitProblem withCloseAtEndOfDay(boolean newCloseAtEndOfDay) {
        return newCloseAtEndOfDay == closeAtEndOfDay ? this : new EntryExitProblem(this, newCloseAtEndOfDay, feeRule);
    }

    /** Returns this problem under another fee rule; the columns are shared. */
    public EntryExitProblem withFeeRule(FeeRule newFeeRule) {
        return newFeeRule == feeRule ? this : new EntryExitProblem(this, closeAtEndOfDay, newFeeRule);
    }

    /**
     * Returns the problem of the newest bars alone.
     *
     * @param bars how many, from 0 to {@link #bars}
     */
    public EntryExitProblem newest(int bars) {
        double[][] newLegs = new double[legCount()][];
        for (int k = 0; k < newLegs.length; k++) {
            newLegs[k] = newest(leg(k), bars);
        }
        return builder()
                .columns(newest(close, bars), newest(high, bars), newest(low, bars), newest(highForecast, bars), newest(lowForecast, bars), newLegs)
                .closeAtEndOfDay(closeAtEndOfDay)
                .fee(feeFraction, feeRule)
                .box(box)
                .build();
    }

    private static double[] newest(double[] column, int bars) {
        return Arrays.copyOfRange(column, column.length - bars, column.length);
    }

    /**
     * Returns the bars of several problems in a row as one problem, whose profit is the sum of theirs, apart from rounding.
     *
     * @throws IllegalArgumentException if there is none, or they differ in legs, mode, fee, fee rule or box
     */
    public static EntryExitProblem joined(List<EntryExitProblem> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("parts must not be empty");
        }
        EntryExitProblem first = parts.getFirst();
        if (parts.size() == 1) {
            return first;
        }
        for (EntryExitProblem part : parts) {
            if (part.legCount() != first.legCount()
                    || part.closeAtEndOfDay != first.closeAtEndOfDay
                    || part.feeFraction != first.feeFraction
                    || part.feeRule != first.feeRule
                    || !part.box.equals(first.box)) {
                throw new IllegalArgumentException("parts must have the same legs, mode, fee and box");
            }
        }
        double[][] legs = new double[first.legCount()][];
        for (int leg = 0; leg < legs.length; leg++) {
            int index = leg;
            legs[leg] = joined(parts, part -> part.leg(index));
        }
        return builder()
                .moves(joined(parts, p -> p.close), joined(parts, p -> p.high), joined(parts, p -> p.low))
                .forecasts(joined(parts, p -> p.highForecast), joined(parts, p -> p.lowForecast))
                .legs(legs)
                .closeAtEndOfDay(first.closeAtEndOfDay)
                .fee(first.feeFraction, first.feeRule)
                .box(first.box)
                .build();
    }

    private static double[] joined(List<EntryExitProblem> parts, Function<EntryExitProblem, double[]> column) {
        return parts.stream().map(column).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Collects what makes a problem. Arrays are copied. */
    public static final class Builder {
        private static final long EXPONENT = 0x7ff0000000000000L;
        private static final long LEAST_EXPONENT = 1L << 52;

        private double[] close = {};
        private double[] high = {};
        private double[] low = {};
        private double[] highForecast = {};
        private double[] lowForecast = {};
        private List<double[]> legs = List.of();
        private boolean closeAtEndOfDay;
        private double feeFraction = 0.0005;
        private FeeRule feeRule = FeeRule.PER_FILL;
        private SearchBox box = SearchBox.DEFAULT;

        private Builder() {}

        /**
         * Sets all columns at once and keeps them instead of copies: the caller must not write to them any more.
         *
         * @param newLegs as {@link #legs} takes them
         */
        public Builder columns(
                double[] newClose,
                double[] newHigh,
                double[] newLow,
                double[] newHighForecast,
                double[] newLowForecast,
                double[]... newLegs) {
            close = newClose;
            high = newHigh;
            low = newLow;
            highForecast = newHighForecast;
            lowForecast = newLowForecast;
            legs = List.of(newLegs);
            return this;
        }

        /** Sets the moves that happened: close, high and low of each bar. */
        public Builder moves(double[] newClose, double[] newHigh, double[] newLow) {
            close = newClose.clone();
            high = newHigh.clone();
            low = newLow.clone();
            return this;
        }

        /** Sets the moves that were predicted: high and low of each bar. */
        public Builder forecasts(double[] newHighForecast, double[] newLowForecast) {
            highForecast = newHighForecast.clone();
            lowForecast = newLowForecast.clone();
            return this;
        }

        /** Sets the legs, in the order in which they are added up; each has one position per bar. */
        public Builder legs(double[]... newLegs) {
            legs = Arrays.stream(newLegs).map(double[]::clone).toList();
            return this;
        }

        /** Sets the end-of-day mode. */
        public Builder closeAtEndOfDay(boolean newCloseAtEndOfDay) {
            closeAtEndOfDay = newCloseAtEndOfDay;
            return this;
        }

        /** Sets the fee of one fill, a fraction, and how it is charged. */
        public Builder fee(double newFeeFraction, FeeRule newFeeRule) {
            feeFraction = newFeeFraction;
            feeRule = Objects.requireNonNull(newFeeRule, "feeRule");
            return this;
        }

        /** Sets the box of the multipliers. */
        public Builder box(SearchBox newBox) {
            box = Objects.requireNonNull(newBox, "box");
            return this;
        }

        /**
         * Returns the problem.
         *
         * @throws IllegalArgumentException if a column's length differs, a value is not finite, there is no leg, or the
         *     fee is negative; the message names column, bar and value
         */
        public EntryExitProblem build() {
            if (legs.isEmpty()) {
                throw new IllegalArgumentException("legs must not be empty");
            }
            if (!(feeFraction >= 0) || feeFraction == Double.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("feeFraction must be finite and not negative: " + feeFraction);
            }
            check("close", close);
            check("high", high);
            check("low", low);
            check("highForecast", highForecast);
            check("lowForecast", lowForecast);
            for (double[] leg : legs) {
                check("leg", leg);
            }
            return new EntryExitProblem(this, closeAtEndOfDay, feeRule);
        }

        private void check(String name, double[] column) {
            if (column.length != close.length) {
                throw new IllegalArgumentException(
                        name + " must have " + close.length + " bars like close: " + column.length);
            }
            if (isFinite(column)) {
                return;
            }
            for (int i = 0; i < column.length; i++) {
                if (!Double.isFinite(column[i])) {
                    throw new IllegalArgumentException(name + " must be finite: bar " + i + " is " + column[i]);
                }
            }
        }

        /** Returns whether all values are finite, without a branch for each: one more than the exponent of any other reaches the sign. */
        private static boolean isFinite(double[] column) {
            long carried = 0;
            for (double value : column) {
                carried |= (Double.doubleToRawLongBits(value) & EXPONENT) + LEAST_EXPONENT;
            }
            return carried >= 0;
        }
    }
}
