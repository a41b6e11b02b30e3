package dev.fastback.simulate;

import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.simulate.terms.Contract;
import dev.fastback.simulate.terms.Costs;
import dev.fastback.simulate.terms.LimitFill;
import java.util.Arrays;

/**
 * The account of signals that are long with all of the equity or flat, where each fill is a share of its value dearer: what a {@link TradesKernel}
 * makes of them, with less work for each trade. Fills are the same arithmetic, so that return and trades are equal bit for bit; bar returns of entry
 * and exit come from tables as well, equal to within rounding.
 *
 * <p>Candidates of a row, the same signals with one stop wider than the one before, have the trades before the first that met its stop in common: they
 * begin there. Not safe for use by several threads.
 */
final class LongKernel {
    private final TradeTables tables;
    private final LongTables longs;
    private final double[] open;
    private final double[] close;
    private final double[][] drawdowns;
    private final boolean withDrawdown;
    private final boolean withBlocks;
    private final Costs costs;
    private final Contract contract;
    private final boolean optimistic;
    private final boolean touch;
    private final int from;
    private final int to;

    // The account at the close of a bar, flat, and the sums until then.
    private double cash;
    private double peak;
    private double least;
    private double sum;
    private double square;
    private int trades;
    private int exposedBars;
    /** The first block that has not ended. */
    private int block;

    /** Whether the holdings of the row are written down, and whether they are the same ones wherever a stop ends one of them. */
    private boolean isListed;

    private boolean isRow;

    // Holdings of the signals of a row where no stop is met, by number: see list().
    private int holdings;
    private int[] entries = new int[16];
    private int[] limits = new int[16];
    private double[] perUnit = new double[16];
    private double[] buy = new double[16];
    private double[] sell = new double[16];
    private double[] earned = new double[16];
    private double[] earnedSquares = new double[16];
    private double[] mostClose = new double[16];
    private double[] leastClose = new double[16];
    private double[] worstRatio = new double[16];
    /** Whether a stop of the row may still be met: a wider one is not where a nearer one was not. */
    private boolean[] mayStop = new boolean[16];

    /** Sums up to the edges of blocks that have ended. */
    private final double[] sumAt = new double[TradeTables.BLOCKS + 1];

    private final double[] squareAt = new double[TradeTables.BLOCKS + 1];
    // Of a range of closes.
    private double most;
    private double smallest;
    private double worst;

    /** What the account with what is held at the end is worth; NaN where nothing is held. */
    private double heldEquity;

    /** Whether a stop was met, and the account before the first trade that met it. */
    private boolean isStopMet;

    private int metAfter;
    private double metCash;
    private double metPeak;
    private double metLeast;
    private double metSum;
    private double metSquare;
    private int metTrades;
    private int metExposedBars;
    private int metBlock;

    /**
     * Makes a kernel.
     *
     * @param withDrawdown whether {@link #least} will be asked for
     * @param withBlocks whether the sums of blocks will be
     */
    LongKernel(TradeTables tables, boolean withDrawdown, boolean withBlocks) {
        this.tables = tables;
        this.longs = tables.longs();
        this.open = tables.prices.open;
        this.close = tables.prices.close;
        this.withDrawdown = withDrawdown;
        this.withBlocks = withBlocks;
        this.drawdowns = withDrawdown ? tables.drawdowns() : new double[0][];
        this.costs = tables.venue.costs();
        this.contract = tables.venue.contract();
        this.optimistic = tables.venue.ambiguity() == Ambiguity.OPTIMISTIC;
        this.touch = tables.venue.limitFill() == LimitFill.TOUCH;
        this.from = tables.from;
        this.to = tables.to;
    }

    /** Returns whether signals and rules are of the kind. */
    static boolean takes(TradeSignals signals, TradeRules rules) {
        return !signals.hasShorts
                && rules.share() >= 1
                && rules.stopDistances().length == 0
                && rules.targetDistances().length == 0;
    }

    /**
     * Simulates a candidate from flat with a cash of 1.
     *
     * @param goesOn whether the run before was one of the same signals whose stop was not further away, and {@link #isStopMet met}
     * @return whether it could: false where nothing is left of the account, or it cannot buy
     */
    boolean run(TradeSignals signals, TradeRules rules, boolean goesOn) {
        int bar;
        if (goesOn) {
            bar = metAfter;
            resume();
        } else {
            bar = from - 1;
            start();
        }
        isStopMet = false;
        boolean could;
        if (!Double.isNaN(rules.targetShare()) || rules.maxBars() != Integer.MAX_VALUE) {
            could = guardedToTheEnd(signals, rules, bar);
        } else if (goesOn && isRow(signals)) {
            could = rowToTheEnd(rules.stopShare());
        } else {
            could = toTheEnd(signals, rules.stopShare(), bar);
        }
        endBlocks(to - from);
        return could;
    }

    private boolean isRow(TradeSignals signals) {
        if (!isListed) {
            isListed = true;
            isRow = list(signals);
        }
        return isRow;
    }

    /** Writes down what the signals hold where no stop is met; returns whether what is held next is the same when a stop ends a holding earlier. */
    private boolean list(TradeSignals signals) {
        holdings = 0;
        for (int signal = signals.nextEntry(from - 1); signal < to - 1; ) {
            int entry = signal + 1;
            int exitSignal = signals.nextExit(1, entry);
            int limit = exitSignal >= to - 1 ? to : exitSignal + 1;
            signal = signals.nextEntry(entry);
            if (signal < limit && signal < to - 1) {
                return false;
            }
            if (holdings == entries.length) {
                grow();
            }
            list(holdings++, entry, limit);
        }
        return true;
    }

    private void list(int k, int entry, int limit) {
        int first = entry - from;
        int last = limit - from;
        entries[k] = entry;
        limits[k] = limit;
        perUnit[k] = longs.perUnit[first];
        buy[k] = longs.buy[first];
        sell[k] = limit == to ? close[to - 1] : longs.sell[last];
        earned[k] = (longs.ofEntry[first] + (limit == to ? longs.sums[last] : longs.ofExit[last])) * longs.sumQuantum;
        earnedSquares[k] = (longs.ofEntrySquares[first] + (limit == to ? longs.squares[last] : longs.ofExitSquares[last])) * longs.squareQuantum;
        if (withDrawdown) {
            range(first, last - 1);
            mostClose[k] = most;
            leastClose[k] = smallest;
            worstRatio[k] = worst;
        }
        mayStop[k] = true;
    }

    private void grow() {
        int size = 2 * entries.length;
        entries = Arrays.copyOf(entries, size);
        limits = Arrays.copyOf(limits, size);
        perUnit = Arrays.copyOf(perUnit, size);
        buy = Arrays.copyOf(buy, size);
        sell = Arrays.copyOf(sell, size);
        earned = Arrays.copyOf(earned, size);
        earnedSquares = Arrays.copyOf(earnedSquares, size);
        mostClose = Arrays.copyOf(mostClose, size);
        leastClose = Arrays.copyOf(leastClose, size);
        worstRatio = Arrays.copyOf(worstRatio, size);
        mayStop = Arrays.copyOf(mayStop, size);
    }

    /** Takes the holdings of the row from the one on that is next. */
    private boolean rowToTheEnd(double stopShare) {
        int[] stops = tables.reached(true, stopShare);
        for (int k = trades; k < holdings; k++) {
            int entry = entries[k];
            int limit = limits[k];
            if (mayStop[k]) {
                int stopped = stopBar(stops, stopShare, entry);
                if (stopped < limit) {
                    meet(entry - 1);
                    if (!sellAtStop(entry, stopped, stopShare)) {
                        return false;
                    }
                    continue;
                }
                mayStop[k] = false;
            }
            double units = cash / perUnit[k];
            if (!(units > 0)) {
                return false;
            }
            int first = entry - from;
            endBlocks(first);
            passBlocks(first, limit - from);
            sum += earned[k];
            square += earnedSquares[k];
            if (withDrawdown) {
                compose(units, mostClose[k], leastClose[k], worstRatio[k]);
            }
            double paid = units * buy[k];
            double fee = costs.takerFee();
            if (limit == to) {
                held(entry, units, paid);
            } else {
                double received = units * sell[k];
                cash = cash - (paid + fee * paid) - (fee * received - received);
                if (!sold(entry, limit)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean sellAtStop(int entry, int exit, double share) {
        double reference = Math.min(open[exit], stop(entry, share));
        return sell(entry, exit, costs.price(false, reference, false), costs.takerFee());
    }

    private void start() {
        isListed = false;
        cash = 1;
        peak = 1;
        least = 1;
        sum = 0;
        square = 0;
        trades = 0;
        exposedBars = 0;
        block = 0;
        heldEquity = Double.NaN;
    }

    private void resume() {
        cash = metCash;
        peak = metPeak;
        least = metLeast;
        sum = metSum;
        square = metSquare;
        trades = metTrades;
        exposedBars = metExposedBars;
        block = metBlock;
        heldEquity = Double.NaN;
    }

    /** Remembers the account before the first trade that meets its stop. */
    private void meet(int bar) {
        if (!isStopMet) {
            isStopMet = true;
            metAfter = bar;
            metCash = cash;
            metPeak = peak;
            metLeast = least;
            metSum = sum;
            metSquare = square;
            metTrades = trades;
            metExposedBars = exposedBars;
            metBlock = block;
        }
    }

    /** Takes all trades after a bar; what ends them is a signal or a stop. */
    private boolean toTheEnd(TradeSignals signals, double stopShare, int after) {
        boolean hasStop = !Double.isNaN(stopShare);
        int[] stops = hasStop ? tables.reached(true, stopShare) : TradeTables.NOT_TABLED;
        int bar = after;
        while (true) {
            int signal = signals.nextEntry(bar);
            if (signal >= to - 1) {
                return true;
            }
            int entry = signal + 1;
            int exitSignal = signals.nextExit(1, entry);
            int limit = exitSignal >= to - 1 ? to : exitSignal + 1;
            if (hasStop) {
                int stopped = stopBar(stops, stopShare, entry);
                if (stopped < limit) {
                    meet(bar);
                    if (!sellAtStop(entry, stopped, stopShare)) {
                        return false;
                    }
                    bar = stopped;
                    continue;
                }
            }
            if (limit == to) {
                return hold(entry);
            }
            if (!sellAtOpen(entry, limit)) {
                return false;
            }
            bar = limit;
        }
    }

    /** Takes all trades after a bar, with targets and a limit of time. */
    private boolean guardedToTheEnd(TradeSignals signals, TradeRules rules, int after) {
        double stopShare = rules.stopShare();
        double targetShare = rules.targetShare();
        int[] stops = Double.isNaN(stopShare) ? TradeTables.NOT_TABLED : tables.reached(true, stopShare);
        int[] targets = Double.isNaN(targetShare) ? TradeTables.NOT_TABLED : tables.reached(false, targetShare);
        int bar = after;
        while (true) {
            int signal = signals.nextEntry(bar);
            if (signal >= to - 1) {
                return true;
            }
            int entry = signal + 1;
            int exitSignal = signals.nextExit(1, entry);
            int ordered = exitSignal >= to - 1 ? to : exitSignal + 1;
            int limit = (int) Math.min(ordered, (long) entry + rules.maxBars());
            limit = Math.min(limit, to);
            double stop = Double.isNaN(stopShare) ? Double.NaN : stop(entry, stopShare);
            double target = Double.isNaN(targetShare) ? Double.NaN : target(entry, targetShare);
            int stopped = limit;
            if (!Double.isNaN(stopShare)) {
                stopped = Math.min(limit, stopBar(stops, stopShare, entry));
                if (stopped < limit) {
                    meet(bar);
                }
            }
            int reached = limit;
            if (!Double.isNaN(targetShare)) {
                reached = Math.min(limit, targetBar(targets, targetShare, entry));
            }
            int exit = Math.min(stopped, reached);
            if (exit == to) {
                return hold(entry);
            }
            double opened = open[exit];
            boolean isBeyondStop = opened <= stop;
            boolean isBeyondTarget = !isBeyondStop && passes(opened, target);
            boolean maker;
            double reference;
            if (exit == limit || isBeyondStop || exit > entry && isBeyondTarget) {
                maker = isBeyondTarget;
                reference = opened;
            } else {
                maker = reached == exit && (optimistic || stopped != exit);
                reference = maker ? target : stop;
            }
            if (!sell(entry, exit, costs.price(false, reference, maker), maker ? costs.makerFee() : costs.takerFee())) {
                return false;
            }
            bar = exit;
        }
    }

    private double stop(int entry, double share) {
        return contract.onTick(longs.buy[entry - from] * (1 - share), true);
    }

    private double target(int entry, double share) {
        return contract.onTick(longs.buy[entry - from] * (1 + share), false);
    }

    private boolean passes(double price, double target) {
        return touch ? price >= target : price > target;
    }

    /** Returns the bar that meets a stop, which a table keeps plus 1; 0 there while it is not known. */
    private int stopBar(int[] stops, double share, int entry) {
        int known = stops.length == 0 ? 0 : stops[entry - from];
        return known != 0 ? known - 1 : findStop(stops, share, entry);
    }

    /** Returns the bar that meets a target, kept likewise. */
    private int targetBar(int[] targets, double share, int entry) {
        int known = targets.length == 0 ? 0 : targets[entry - from];
        return known != 0 ? known - 1 : findTarget(targets, share, entry);
    }

    private int findStop(int[] stops, double share, int entry) {
        int bar = tables.fallsTo(entry, to, stop(entry, share), false);
        if (stops.length > 0) {
            stops[entry - from] = bar + 1;
        }
        return bar;
    }

    private int findTarget(int[] targets, double share, int entry) {
        int bar = tables.risesTo(entry, to, target(entry, share), !touch);
        if (targets.length > 0) {
            targets[entry - from] = bar + 1;
        }
        return bar;
    }

    /** Buys at an open and sells at another. */
    private boolean sellAtOpen(int entry, int exit) {
        int first = entry - from;
        int last = exit - from;
        double units = cash / longs.perUnit[first];
        if (!(units > 0)) {
            return false;
        }
        double fee = costs.takerFee();
        double paid = units * longs.buy[first];
        double received = units * longs.sell[last];
        endBlocks(first);
        passBlocks(first, last);
        sum += (longs.ofEntry[first] + longs.ofExit[last]) * longs.sumQuantum;
        square += (longs.ofEntrySquares[first] + longs.ofExitSquares[last]) * longs.squareQuantum;
        if (withDrawdown) {
            compose(units, first, last - 1);
        }
        cash = cash - (paid + fee * paid) - (fee * received - received);
        return sold(entry, exit);
    }

    /** Buys at an open and sells inside a later bar, or the same, at a price that is known. */
    private boolean sell(int entry, int exit, double price, double exitFee) {
        int first = entry - from;
        int last = exit - from;
        double units = cash / longs.perUnit[first];
        if (!(units > 0)) {
            return false;
        }
        double paid = units * longs.buy[first];
        double received = units * price;
        endBlocks(first);
        double proceeds = price * (1 - exitFee);
        double r;
        if (first == last) {
            r = proceeds / longs.perUnit[first] - 1;
        } else {
            passBlocks(first, last);
            sum += (longs.ofEntry[first] + longs.sums[last]) * longs.sumQuantum;
            square += (longs.ofEntrySquares[first] + longs.squares[last]) * longs.squareQuantum;
            r = proceeds / close[exit - 1] - 1;
            if (withDrawdown) {
                compose(units, first, last - 1);
            }
        }
        sum += r;
        square += r * r;
        cash = cash - (paid + costs.takerFee() * paid) - (exitFee * received - received);
        return sold(entry, exit);
    }

    private boolean sold(int entry, int exit) {
        trades++;
        exposedBars += exit - entry + 1;
        if (cash > peak) {
            peak = cash;
        } else if (cash < least * peak) {
            least = cash / peak;
        }
        return cash > 0;
    }

    /** Buys at an open and holds to the end. */
    private boolean hold(int entry) {
        int first = entry - from;
        int n = to - from;
        double units = cash / longs.perUnit[first];
        if (!(units > 0)) {
            return false;
        }
        double paid = units * longs.buy[first];
        endBlocks(first);
        passBlocks(first, n);
        sum += (longs.ofEntry[first] + longs.sums[n]) * longs.sumQuantum;
        square += (longs.ofEntrySquares[first] + longs.squares[n]) * longs.squareQuantum;
        if (withDrawdown) {
            compose(units, first, n - 1);
        }
        held(entry, units, paid);
        return true;
    }

    private void held(int entry, double units, double paid) {
        cash = cash - (paid + costs.takerFee() * paid);
        heldEquity = cash + units * close[to - 1];
        trades++;
        exposedBars += to - entry;
    }

    /** Ends the blocks that end before a bar or with the one before it, on which nothing is held. */
    private void endBlocks(int bar) {
        while (withBlocks && block < TradeTables.BLOCKS && tables.blockFrom(block + 1) <= bar) {
            block++;
            sumAt[block] = sum;
            squareAt[block] = square;
        }
    }

    /** Ends the blocks inside a holding: up to the bar {@code last} (exclusive). */
    private void passBlocks(int first, int last) {
        while (withBlocks && block < TradeTables.BLOCKS && tables.blockFrom(block + 1) <= last) {
            block++;
            int edge = tables.blockFrom(block);
            sumAt[block] = sum + (longs.ofEntry[first] + longs.sums[edge]) * longs.sumQuantum;
            squareAt[block] = square + (longs.ofEntrySquares[first] + longs.squares[edge]) * longs.squareQuantum;
        }
    }

    /** Lets the closes of bars take part in the drawdown, {@code units} of each. */
    private void compose(double units, int first, int last) {
        range(first, last);
        compose(units, most, smallest, worst);
    }

    /** Finds the largest close of some bars, the smallest, and the worst ratio of one to an earlier one. */
    private void range(int first, int last) {
        if (first == last) {
            most = close[from + first];
            smallest = most;
            worst = 1;
            return;
        }
        double[] row = drawdowns[31 - Integer.numberOfLeadingZeros(first ^ last)];
        double mostBefore = row[3 * first];
        double leastAfter = row[3 * last + 1];
        most = Math.max(mostBefore, row[3 * last]);
        smallest = Math.min(row[3 * first + 1], leastAfter);
        double inner = Math.min(row[3 * first + 2], row[3 * last + 2]);
        worst = leastAfter < inner * mostBefore ? leastAfter / mostBefore : inner;
    }

    private void compose(double units, double mostClose, double leastClose, double worstRatio) {
        if (worstRatio < least) {
            least = worstRatio;
        }
        double low = units * leastClose;
        if (low < least * peak) {
            least = low / peak;
        }
        double high = units * mostClose;
        if (high > peak) {
            peak = high;
        }
    }

    /** Returns whether the last run met a stop; where it did not, one that is further away makes the same account. */
    boolean isStopMet() {
        return isStopMet;
    }

    double equity() {
        return Double.isNaN(heldEquity) ? cash : heldEquity;
    }

    boolean isHeld() {
        return !Double.isNaN(heldEquity);
    }

    int trades() {
        return trades;
    }

    int exposedBars() {
        return exposedBars;
    }

    double least() {
        return least;
    }

    double sum() {
        return sum;
    }

    double square() {
        return square;
    }

    double sum(int b) {
        return sumAt[b + 1] - sumAt[b];
    }

    double square(int b) {
        return squareAt[b + 1] - squareAt[b];
    }
}
