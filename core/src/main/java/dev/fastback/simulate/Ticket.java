package dev.fastback.simulate;

import dev.fastback.simulate.terms.Contract;
import java.util.List;

/**
 * An order as it is written and while it works: made by {@link Account#enter}, {@link Account#add} and {@link Account#exit}, a market order for all
 * equity unless told otherwise. Tickets are used again for later orders: a trader does not keep one beyond its call.
 *
 * <p>Distances and shares are positive; what is not a number stands for nothing: a stop of NaN is no stop, a size of NaN buys nothing. Sizes and
 * fractions below 0 throw {@link IllegalArgumentException}.
 */
public final class Ticket {
    private enum Size {
        SHARE,
        VALUE,
        UNITS,
        RISK,
        VOLATILITY
    }

    /** How far a trailing stop stays behind the best price. */
    enum Trail {
        NONE,
        SHARE,
        PRICE,
        LINE
    }

    static final double[] NO_LINE = {};

    Intent intent = Intent.ENTER;
    int side;
    OrderKind kind = OrderKind.MARKET;
    double limit;
    double stop;
    int tag;
    int group;
    /** Last bar on which it works. */
    int lastBar;
    boolean done;
    /** Whether an exit leaves all that is held, whatever size is written. */
    private boolean whole;
    private Size size = Size.SHARE;
    private double sizeValue;
    private double sizeDivisor;

    // The bracket of the position that it opens; NaN for none. Most orders have none, which the flag tells.
    boolean hasBracket;
    double stopPrice = Double.NaN;
    double stopShare = Double.NaN;
    double stopDistance = Double.NaN;
    double targetPrice = Double.NaN;
    double targetShare = Double.NaN;
    double targetDistance = Double.NaN;
    Trail trail = Trail.NONE;
    double trailValue = Double.NaN;
    double[] trailLine = NO_LINE;
    int maxBars = Integer.MAX_VALUE;

    private Contract contract = Contract.PLAIN;
    private int placedAt;

    Ticket() {}

    Ticket write(Intent newIntent, int newSide, int bar, Contract newContract) {
        intent = newIntent;
        side = newSide;
        kind = OrderKind.MARKET;
        limit = Double.NaN;
        stop = Double.NaN;
        tag = 0;
        group = 0;
        lastBar = bar + 1;
        done = false;
        whole = false;
        size = Size.SHARE;
        sizeValue = 1;
        sizeDivisor = 1;
        if (hasBracket) {
            withoutBracket();
        }
        contract = newContract;
        placedAt = bar;
        return this;
    }

    /** Makes it an exit of all that is held, whatever size is written afterwards. */
    Ticket ofAll() {
        whole = true;
        return this;
    }

    private void withoutBracket() {
        hasBracket = false;
        stopPrice = Double.NaN;
        stopShare = Double.NaN;
        stopDistance = Double.NaN;
        targetPrice = Double.NaN;
        targetShare = Double.NaN;
        targetDistance = Double.NaN;
        trail = Trail.NONE;
        trailValue = Double.NaN;
        trailLine = NO_LINE;
        maxBars = Integer.MAX_VALUE;
    }

    void copyFrom(Ticket other) {
        intent = other.intent;
        side = other.side;
        kind = other.kind;
        limit = other.limit;
        stop = other.stop;
        tag = other.tag;
        group = other.group;
        lastBar = other.lastBar;
        done = other.done;
        whole = other.whole;
        size = other.size;
        sizeValue = other.sizeValue;
        sizeDivisor = other.sizeDivisor;
        hasBracket = other.hasBracket;
        stopPrice = other.stopPrice;
        stopShare = other.stopShare;
        stopDistance = other.stopDistance;
        targetPrice = other.targetPrice;
        targetShare = other.targetShare;
        targetDistance = other.targetDistance;
        trail = other.trail;
        trailValue = other.trailValue;
        trailLine = other.trailLine;
        maxBars = other.maxBars;
        contract = other.contract;
        placedAt = other.placedAt;
    }

    /** Makes it an order for the next bar's close. */
    public Ticket atClose() {
        kind = OrderKind.AT_CLOSE;
        return this;
    }

    /** Makes it a limit order, good till cancelled; after {@link #stop} a stop-limit order. */
    public Ticket limit(double price) {
        limit = contract.onTick(price, isBuy());
        kind = kind == OrderKind.STOP ? OrderKind.STOP_LIMIT : OrderKind.LIMIT;
        lastBar = Integer.MAX_VALUE;
        return this;
    }

    /** Makes it a stop order, good till cancelled; after {@link #limit} a stop-limit order. */
    public Ticket stop(double price) {
        stop = contract.onTick(price, !isBuy());
        kind = kind == OrderKind.LIMIT ? OrderKind.STOP_LIMIT : OrderKind.STOP;
        lastBar = Integer.MAX_VALUE;
        return this;
    }

    private boolean isBuy() {
        if (side == 0) {
            throw new IllegalStateException("the account is flat: say which position the exit leaves, exit(1) a long one, exit(-1) a short one");
        }
        return side > 0;
    }

    /** Lets a limit or stop order lapse after so many bars; 1 is for the next bar alone. */
    public Ticket forBars(int bars) {
        if (bars < 1) {
            throw new IllegalArgumentException("bars must be positive: " + bars);
        }
        lastBar = (int) Math.min(Integer.MAX_VALUE, (long) placedAt + bars);
        return this;
    }

    /** Gives it a number by which {@link Account#cancel(int)} finds it; 0 is for none. */
    public Ticket tag(int number) {
        tag = number;
        return this;
    }

    /** Makes it one of a group of orders, numbered from 1: when one is filled, the others are cancelled. */
    public Ticket oneOf(int number) {
        group = number;
        return this;
    }

    /** Trades this share of the equity, at most the contract's leverage; of an exit, this share of the position. */
    public Ticket share(double share) {
        return size(Size.SHARE, share, 1);
    }

    /** Trades units worth this much money at the fill's price; of an exit, at most what is held. */
    public Ticket value(double money) {
        return size(Size.VALUE, money, 1);
    }

    /** Trades so many units; of an exit, at most what is held. */
    public Ticket units(double units) {
        return size(Size.UNITS, units, 1);
    }

    /**
     * Trades as many units as lose this share of the equity when the price moves by the distance.
     *
     * @throws IllegalArgumentException if it is an exit
     */
    public Ticket risk(double share, double distance) {
        requireEntry("risk");
        return size(Size.RISK, share, distance);
    }

    /**
     * Trades a value at which the account's volatility is the target, when the instrument's is as measured, both a year.
     *
     * @throws IllegalArgumentException if it is an exit
     */
    public Ticket volatilityTarget(double target, double measured) {
        requireEntry("volatilityTarget");
        return size(Size.VOLATILITY, target, measured);
    }

    private void requireEntry(String name) {
        if (intent == Intent.EXIT && !whole) {
            throw new IllegalArgumentException(name + " is a size of what is entered: an exit takes share, units or value of what is held");
        }
    }

    private Ticket size(Size newSize, double value, double divisor) {
        if (value < 0 || divisor < 0) {
            throw new IllegalArgumentException("a size must not be negative: " + (value < 0 ? value : divisor) + "; the side says whether it is bought or sold");
        }
        size = newSize;
        sizeValue = value;
        sizeDivisor = divisor;
        return this;
    }

    /** Sets a stop for the position that it opens, at a price. */
    public Ticket stopLossAt(double price) {
        hasBracket = true;
        stopPrice = price;
        return this;
    }

    /** Sets a stop for the position that it opens, a fraction of the fill's price away. */
    public Ticket stopLoss(double share) {
        hasBracket = true;
        stopShare = notNegative(share);
        return this;
    }

    /** Sets a stop for the position that it opens, a distance in price away from the fill. */
    public Ticket stopLossBy(double distance) {
        hasBracket = true;
        stopDistance = distance;
        return this;
    }

    /** Sets a target for the position that it opens, at a price. */
    public Ticket takeProfitAt(double price) {
        hasBracket = true;
        targetPrice = price;
        return this;
    }

    /** Sets a target for the position that it opens, a fraction of the fill's price away. */
    public Ticket takeProfit(double share) {
        hasBracket = true;
        targetShare = notNegative(share);
        return this;
    }

    /** Sets a target for the position that it opens, a distance in price away from the fill. */
    public Ticket takeProfitBy(double distance) {
        hasBracket = true;
        targetDistance = distance;
        return this;
    }

    /** Lets a stop follow the best price since the entry, a fraction of it behind. */
    public Ticket trail(double share) {
        return trail(Trail.SHARE, notNegative(share), NO_LINE);
    }

    private static double notNegative(double share) {
        if (share < 0) {
            throw new IllegalArgumentException("a distance as a fraction of the price must not be negative: " + share);
        }
        return share;
    }

    /** Lets a stop follow the best price since the entry, a distance in price behind. */
    public Ticket trailBy(double distance) {
        return trail(Trail.PRICE, distance, NO_LINE);
    }

    /**
     * Lets a stop follow the best price since the entry, a distance in price behind that differs from bar to bar: the stop of a bar uses the value
     * of the bar before, and no later one is read.
     *
     * @param distances one per bar of the series; not copied
     */
    public Ticket trailBy(double[] distances) {
        return trail(Trail.LINE, Double.NaN, distances);
    }

    private Ticket trail(Trail kindOfTrail, double value, double[] line) {
        hasBracket = true;
        trail = kindOfTrail;
        trailValue = value;
        trailLine = line;
        return this;
    }

    /** Leaves the position that it opens at the open after so many bars, the bar of the entry counted. */
    public Ticket maxBars(int bars) {
        if (bars < 1) {
            throw new IllegalArgumentException("bars must be positive: " + bars);
        }
        hasBracket = true;
        maxBars = bars;
        return this;
    }

    /** Returns what it does to the position. */
    public Intent intent() {
        return intent;
    }

    /** Returns how it is executed. */
    public OrderKind kind() {
        return kind;
    }

    /** Returns 1 if it buys, -1 if it sells. */
    public int side() {
        return side;
    }

    /** Returns its limit; NaN for none. */
    public double limit() {
        return limit;
    }

    /** Returns its stop; NaN for none. */
    public double stop() {
        return stop;
    }

    /** Returns the price of the target of the position that it opens; NaN where it has none, or one that depends on the fill. */
    public double takeProfitPrice() {
        return targetPrice;
    }

    /** Returns what it trades as a share of the equity at the last close; of an exit, the share of the position. */
    public double shareOfEquity(Account account) {
        if (intent == Intent.EXIT) {
            if (account.isFlat()) {
                return size == Size.SHARE && !whole ? Math.min(1, sizeValue) : 1; // of a position that is not there yet
            }
            double held = Math.abs(account.units());
            return unitsToLeave(held, account.close() * contract.multiplier()) / held;
        }
        if (size == Size.SHARE) {
            return Math.min(sizeValue, contract.leverage());
        }
        double unit = account.close() * contract.multiplier();
        return wantedUnits(account.equity(), unit, 0, 0, 0) * unit / account.equity();
    }

    /** Returns the number of the orders of which one cancels the others, 0 where it is none of such. */
    public int group() {
        return group;
    }

    /** Returns all that it says, so that two orders can be compared. */
    public List<Object> facts() {
        return List.of(
                intent, whole, side, kind, limit, stop, size, sizeValue, sizeDivisor, stopPrice, stopShare, stopDistance, targetPrice, targetShare,
                targetDistance, trail, trailValue, trailLine.length == 0 ? Double.NaN : trailLine[placedAt], maxBars, lastBar, group);
    }

    /**
     * Returns how many units of a position an exit leaves; NaN if none.
     *
     * @param held the units of the position
     * @param unitPrice money that a unit brings, fees apart
     */
    double unitsToLeave(double held, double unitPrice) {
        if (whole || size == Size.SHARE && sizeValue >= 1) {
            return held;
        }
        return Math.min(held, size == Size.SHARE ? held * sizeValue : size == Size.UNITS ? sizeValue : sizeValue / unitPrice);
    }

    /**
     * Returns the units that it asks for, not more than may be held; not positive, or NaN, if none.
     *
     * @param equity what the account is worth
     * @param unitPrice money that a unit costs, fees apart
     * @param feeRate fee per value
     * @param fixed fee of the fill whatever its size
     * @param least least fee of the fill
     */
    double wantedUnits(double equity, double unitPrice, double feeRate, double fixed, double least) {
        double most = affordable(contract.leverage(), equity, unitPrice, feeRate, fixed, least);
        double wanted =
                switch (size) {
                    case SHARE -> sizeValue >= contract.leverage()
                            ? most
                            : affordable(sizeValue, equity, unitPrice, feeRate, fixed, least);
                    case VALUE -> sizeValue / unitPrice;
                    case UNITS -> sizeValue;
                    case RISK -> sizeValue * equity / (sizeDivisor * contract.multiplier());
                    case VOLATILITY -> affordable(
                            Math.min(contract.leverage(), sizeValue / sizeDivisor), equity, unitPrice, feeRate, fixed, least);
                };
        return contract.inLots(wanted > most ? most : wanted);
    }

    /** Returns the units of a share of the equity, at most what may be held; the arguments are those of {@link #wantedUnits}. */
    static double sharedUnits(
            Contract contract, double share, double equity, double unitPrice, double feeRate, double fixed, double least) {
        return contract.inLots(affordable(Math.min(contract.leverage(), share), equity, unitPrice, feeRate, fixed, least));
    }

    /** Returns the units whose value is a share of what the account is worth after their fee. */
    private static double affordable(double share, double equity, double unitPrice, double feeRate, double fixed, double least) {
        double units = share * (equity - fixed) / (unitPrice * (1 + share * feeRate));
        return feeRate * units * unitPrice + fixed < least ? share * (equity - least) / unitPrice : units;
    }
}
