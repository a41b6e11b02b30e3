package dev.fastback.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When to enter and leave, as facts known at the close of each bar; what is to be done is done at the open of the next. Immutable: methods
 * return changed copies.
 *
 * <ul>
 *   <li>An entry of {@link #enterLong} or {@link #enterShort} is taken at the bar where its condition becomes true, if the account is flat or holds
 *       the other side, which is left at the same open. While a position of its side is held it is not looked at, and after a stop it needs
 *       to become true anew.
 *   <li>Those of {@link #longWhile}, {@link #shortWhile} and {@link #longShort} are states: the position is held while they last, and after a
 *       stop entered again.
 *   <li>Where entry and exit of a side, or the entries of both sides, are true at a bar, nothing is entered.
 *   <li>Stops and targets are those of the position: they lie at a distance from the price of the fill and are looked at from the bar of the
 *       entry on. A trailing stop of a bar follows the best price until the bar before.
 * </ul>
 *
 * @param longEntry where to enter long; null for never
 * @param longExit where to leave a long position; null for never
 * @param shortEntry where to enter short; null for never
 * @param shortExit where to leave a short position; null for never
 * @param isState whether entries are states that last
 * @param exits stops, targets and the longest holding
 * @param size how much is entered
 */
public record Signals(
        @Nullable Bits longEntry,
        @Nullable Bits longExit,
        @Nullable Bits shortEntry,
        @Nullable Bits shortExit,
        boolean isState,
        Exits exits,
        Size size) {
    public Signals {
        Objects.requireNonNull(exits, "exits");
        Objects.requireNonNull(size, "size");
        if (longEntry == null && shortEntry == null) {
            throw new IllegalArgumentException("signals must enter somewhere, long or short");
        }
    }

    /**
     * What ends a position besides signals.
     *
     * @param stop distance of the stop; null for none
     * @param target distance of the target; null for none
     * @param trail distance of the trailing stop; null for none
     * @param maxBars bars after which the position is left at the open, that of the entry counted; {@link Integer#MAX_VALUE} for no limit
     */
    public record Exits(@Nullable Distance stop, @Nullable Distance target, @Nullable Distance trail, int maxBars) {
        /** None. */
        public static final Exits NONE = new Exits(null, null, null, Integer.MAX_VALUE);

        public Exits {
            if (maxBars < 1) {
                throw new IllegalArgumentException("maxBars must be positive: " + maxBars);
            }
        }
    }

    private static Signals of(
            @Nullable Bits longEntry, @Nullable Bits longExit, @Nullable Bits shortEntry, @Nullable Bits shortExit, boolean isState) {
        return new Signals(longEntry, longExit, shortEntry, shortExit, isState, Exits.NONE, Size.all());
    }

    /** Returns signals that are long while a condition lasts, and flat otherwise. */
    public static Signals longWhile(Bits state) {
        return of(state, state.not(), null, null, true);
    }

    /** Returns signals that are short while a condition lasts, and flat otherwise. */
    public static Signals shortWhile(Bits state) {
        return of(null, null, state, state.not(), true);
    }

    /** Returns signals that are long while a condition lasts, and short while it does not. */
    public static Signals longShort(Bits isLong) {
        return longShort(isLong, isLong.not());
    }

    /** Returns signals that are long while one condition lasts, short while another does, and flat while neither or both do. */
    public static Signals longShort(Bits isLong, Bits isShort) {
        return of(isLong.andNot(isShort), isLong.andNot(isShort).not(), isShort.andNot(isLong), isShort.andNot(isLong).not(), true);
    }

    /** Returns signals that enter long where a condition becomes true. */
    public static Signals enterLong(Bits when) {
        return of(when.rises(), null, null, null, false);
    }

    /** Returns signals that enter short where a condition becomes true. */
    public static Signals enterShort(Bits when) {
        return of(null, null, when.rises(), null, false);
    }

    /** Enters short as well, where a condition becomes true. */
    public Signals andEnterShort(Bits when) {
        requireEntries();
        return new Signals(longEntry, longExit, when.rises(), shortExit, false, exits, size);
    }

    /** Leaves a long position where a condition is true. */
    public Signals exitLong(Bits when) {
        requireEntries();
        return new Signals(longEntry, when, shortEntry, shortExit, false, exits, size);
    }

    /** Leaves a short position where a condition is true. */
    public Signals exitShort(Bits when) {
        requireEntries();
        return new Signals(longEntry, longExit, shortEntry, when, false, exits, size);
    }

    private void requireEntries() {
        if (isState) {
            throw new IllegalStateException("a state ends when its condition does; begin with enterLong or enterShort to say when to leave");
        }
    }

    /** Leaves where the price has gone against the position by a fraction of the fill's price. */
    public Signals stopLoss(double fraction) {
        return with(new Exits(new Distance.Share(fraction), exits.target(), exits.trail(), exits.maxBars()));
    }

    /** Leaves where the price has gone against the position by a distance, that of the bar of the signal. */
    public Signals stopLoss(Line distance) {
        return with(new Exits(new Distance.Price(distance), exits.target(), exits.trail(), exits.maxBars()));
    }

    /** Leaves where the price has gone for the position by a fraction of the fill's price. */
    public Signals takeProfit(double fraction) {
        return with(new Exits(exits.stop(), new Distance.Share(fraction), exits.trail(), exits.maxBars()));
    }

    /** Leaves where the price has gone for the position by a distance, that of the bar of the signal. */
    public Signals takeProfit(Line distance) {
        return with(new Exits(exits.stop(), new Distance.Price(distance), exits.trail(), exits.maxBars()));
    }

    /** Leaves where the price has fallen back from its best since the entry by a fraction of it. */
    public Signals trailingStop(double fraction) {
        return with(new Exits(exits.stop(), exits.target(), new Distance.Share(fraction), exits.maxBars()));
    }

    /** Leaves where the price has fallen back from its best since the entry by a distance, that of the bar before. */
    public Signals trailingStop(Line distance) {
        return with(new Exits(exits.stop(), exits.target(), new Distance.Price(distance), exits.maxBars()));
    }

    /** Leaves at the open after so many bars, the bar of the entry counted. */
    public Signals maxBars(int bars) {
        return with(new Exits(exits.stop(), exits.target(), exits.trail(), bars));
    }

    private Signals with(Exits newExits) {
        return new Signals(longEntry, longExit, shortEntry, shortExit, isState, newExits, size);
    }

    /** Sets how much is entered; all that the account may hold by default. */
    public Signals size(Size newSize) {
        return new Signals(longEntry, longExit, shortEntry, shortExit, isState, exits, newSize);
    }

    /** Enters as much as loses a share of the equity when the price moves by a distance. */
    public Signals riskPerTrade(double fraction, Line distance) {
        return size(Size.risk(fraction, distance));
    }
}
