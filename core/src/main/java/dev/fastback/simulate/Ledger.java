package dev.fastback.simulate;

import java.util.Arrays;
import java.util.Objects;

/**
 * What a simulation left: columns with one entry per simulated bar, and the lists of fills and trades. Its arrays are used again by the next
 * simulation of the same {@link Simulator}; whoever keeps figures copies them.
 */
public final class Ledger {
    private static final byte EXPOSED = 1;
    private static final byte AMBIGUOUS = 2;
    private static final FillReason[] REASONS = FillReason.values();

    private int first;
    private int bars;
    private double startCash;
    private final double multiplier;

    double[] equity = {};
    private double[] position = {};
    // Zero but for the few bars with a fill or something to pay.
    private double[] costs = {};
    private double[] traded = {};
    private double costsBefore;
    private double tradedBefore;
    private byte[] marks = {};
    private int ambiguousBars;
    private int exposedBars;
    private int liquidations;

    // Fills, one entry each.
    private int fills;
    private int[] fillBar = new int[64];
    private double[] fillUnits = new double[64];
    private double[] fillPrice = new double[64];
    private double[] fillReference = new double[64];
    private double[] fillCost = new double[64];
    private byte[] fillReason = new byte[64];

    // Trades, one entry each; the last may be open.
    private int trades;
    private boolean lastIsOpen;
    private int[] entryBar = new int[32];
    private int[] exitBar = new int[32];
    private double[] tradeUnits = new double[32];
    private double[] entryPrice = new double[32];
    private double[] exitPrice = new double[32];
    private double[] profit = new double[32];
    private byte[] exitReason = new byte[32];

    /** Makes a ledger of units that are worth so much money per point of price. */
    Ledger(double multiplier) {
        this.multiplier = multiplier;
    }

    void start(int newFirst, int capacity, double cash) {
        first = newFirst;
        bars = 0;
        startCash = cash;
        costsBefore = 0;
        tradedBefore = 0;
        ambiguousBars = 0;
        exposedBars = 0;
        liquidations = 0;
        fills = 0;
        trades = 0;
        lastIsOpen = false;
        if (equity.length < capacity) {
            equity = new double[capacity];
            position = new double[capacity];
            costs = new double[capacity];
            traded = new double[capacity];
            marks = new byte[capacity];
        } else {
            Arrays.fill(costs, 0, capacity, 0);
            Arrays.fill(traded, 0, capacity, 0);
        }
    }

    /** Adds a bar; what it cost and traded is what the running sums have gained. */
    void bar(double newEquity, double units, double costsSoFar, double tradedSoFar, boolean exposed, boolean ambiguous) {
        int i = bars++;
        equity[i] = newEquity;
        position[i] = units;
        if (costsSoFar != costsBefore || tradedSoFar != tradedBefore) {
            paid(i, costsSoFar, tradedSoFar);
        }
        marks[i] = (byte) ((exposed ? EXPOSED : 0) | (ambiguous ? AMBIGUOUS : 0));
        exposedBars += exposed ? 1 : 0;
        ambiguousBars += ambiguous ? 1 : 0;
    }

    private void paid(int i, double costsSoFar, double tradedSoFar) {
        costs[i] += costsSoFar - costsBefore;
        traded[i] += tradedSoFar - tradedBefore;
        costsBefore = costsSoFar;
        tradedBefore = tradedSoFar;
    }

    /** Adds bars on which nothing is held and nothing happens. */
    void flat(int count, double money) {
        int to = bars + count;
        Arrays.fill(equity, bars, to, money);
        Arrays.fill(position, bars, to, 0);
        Arrays.fill(marks, bars, to, (byte) 0);
        bars = to;
    }

    /** Changes the last bar after a fill at its close. */
    void amend(double newEquity, double units, double costsSoFar, double tradedSoFar) {
        equity[bars - 1] = newEquity;
        position[bars - 1] = units;
        paid(bars - 1, costsSoFar, tradedSoFar);
    }

    int fill(int index, int bar, double units, double price, double reference, double cost, FillReason reason) {
        if (index == fillBar.length) {
            growFills();
        }
        fillBar[index] = bar;
        fillUnits[index] = units;
        fillPrice[index] = price;
        fillReference[index] = reference;
        fillCost[index] = cost;
        fillReason[index] = (byte) reason.ordinal();
        return index + 1;
    }

    int trade(int index, Holding h, int bar, double price, double gain, FillReason reason) {
        if (index == entryBar.length) {
            growTrades();
        }
        entryBar[index] = h.entryBar;
        exitBar[index] = bar;
        tradeUnits[index] = h.largest;
        entryPrice[index] = h.entryPrice;
        exitPrice[index] = price;
        profit[index] = gain;
        exitReason[index] = (byte) reason.ordinal();
        return index + 1;
    }

    /** Takes over how many fills and trades there are; the last trade may be one that is still open. */
    void counts(int newFills, int newTrades, boolean open, int newLiquidations) {
        fills = newFills;
        trades = newTrades;
        lastIsOpen = open;
        liquidations = newLiquidations;
    }

    private void growFills() {
        int size = 2 * fillBar.length;
        fillBar = Arrays.copyOf(fillBar, size);
        fillUnits = Arrays.copyOf(fillUnits, size);
        fillPrice = Arrays.copyOf(fillPrice, size);
        fillReference = Arrays.copyOf(fillReference, size);
        fillCost = Arrays.copyOf(fillCost, size);
        fillReason = Arrays.copyOf(fillReason, size);
    }

    private void growTrades() {
        int size = 2 * entryBar.length;
        entryBar = Arrays.copyOf(entryBar, size);
        exitBar = Arrays.copyOf(exitBar, size);
        tradeUnits = Arrays.copyOf(tradeUnits, size);
        entryPrice = Arrays.copyOf(entryPrice, size);
        exitPrice = Arrays.copyOf(exitPrice, size);
        profit = Arrays.copyOf(profit, size);
        exitReason = Arrays.copyOf(exitReason, size);
    }

    /** Returns the index in the series of the first simulated bar. */
    public int first() {
        return first;
    }

    /** Returns the number of simulated bars. */
    public int bars() {
        return bars;
    }

    /** Returns what a trade earned of the value that was put into it, a fraction. */
    public double tradeReturn(int i) {
        return profit[i] / (Math.abs(tradeUnits[i]) * entryPrice[i] * multiplier);
    }

    /** Returns the cash at the start. */
    public double startCash() {
        return startCash;
    }

    /** Returns the account's worth at the close of simulated bar {@code i}, from 0. */
    public double equity(int i) {
        return equity[Objects.checkIndex(i, bars)];
    }

    /** Returns the units held after the close of simulated bar {@code i}, negative for short. */
    public double position(int i) {
        return position[Objects.checkIndex(i, bars)];
    }

    /** Returns what bar {@code i} cost: fees, slippage, spread, borrowing and funding, which may be negative. */
    public double costs(int i) {
        return costs[Objects.checkIndex(i, bars)];
    }

    /** Returns the value bought and sold on bar {@code i}. */
    public double traded(int i) {
        return traded[Objects.checkIndex(i, bars)];
    }

    /** Returns the return of bar {@code i}, a fraction of the equity before it; 0 where there was none. */
    public double barReturn(int i) {
        double before = i == 0 ? startCash : equity[i - 1];
        return before == 0 ? 0 : equity[Objects.checkIndex(i, bars)] / before - 1;
    }

    /** Returns the returns of bars {@code from} (inclusive) to {@code to} (exclusive), counted from the first simulated one. */
    public double[] barReturns(int from, int to) {
        double[] returns = new double[to - from];
        for (int i = from; i < to; i++) {
            returns[i - from] = barReturn(i);
        }
        return returns;
    }

    /** Returns whether something was held at any time of bar {@code i}. */
    public boolean isExposed(int i) {
        return (marks[Objects.checkIndex(i, bars)] & EXPOSED) != 0;
    }

    /** Returns whether the order of prices inside bar {@code i} is unknown and decides what it earned. */
    public boolean isAmbiguous(int i) {
        return (marks[Objects.checkIndex(i, bars)] & AMBIGUOUS) != 0;
    }

    /** Returns the number of ambiguous bars. */
    public int ambiguousBars() {
        return ambiguousBars;
    }

    /** Returns the number of bars on which something was held. */
    public int exposedBars() {
        return exposedBars;
    }

    /** Returns how often a position was liquidated. */
    public int liquidations() {
        return liquidations;
    }

    /** Returns the number of fills. */
    public int fills() {
        return fills;
    }

    /** Returns fill {@code i}, in the order in which they happened. */
    public Fill fill(int i) {
        Objects.checkIndex(i, fills);
        return new Fill(fillBar[i], fillUnits[i], fillPrice[i], fillReference[i], fillCost[i], REASONS[fillReason[i]]);
    }

    /** Returns the number of trades, the last of which may be open. */
    public int trades() {
        return trades;
    }

    /** Returns whether the last trade is open. */
    public boolean lastTradeIsOpen() {
        return lastIsOpen;
    }

    /** Returns trade {@code i}, in the order in which they were left. */
    public Trade trade(int i) {
        Objects.checkIndex(i, trades);
        return new Trade(
                entryBar[i],
                exitBar[i],
                tradeUnits[i],
                entryPrice[i],
                exitPrice[i],
                profit[i],
                lastIsOpen && i == trades - 1,
                REASONS[exitReason[i]]);
    }

    /** Returns a copy of the trades, which stays as it is. */
    public TradeList tradeList() {
        return new TradeList(
                fills,
                lastIsOpen,
                Arrays.copyOf(entryBar, trades),
                Arrays.copyOf(exitBar, trades),
                Arrays.copyOf(tradeUnits, trades),
                Arrays.copyOf(entryPrice, trades),
                Arrays.copyOf(exitPrice, trades),
                Arrays.copyOf(profit, trades),
                Arrays.copyOf(exitReason, trades));
    }

    /** Returns the profit of trade {@code i}, without making a record. */
    public double tradeProfit(int i) {
        return profit[Objects.checkIndex(i, trades)];
    }
}
