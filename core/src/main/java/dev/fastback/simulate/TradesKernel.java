package dev.fastback.simulate;

import dev.fastback.simulate.terms.Ambiguity;
import dev.fastback.simulate.terms.Contract;
import dev.fastback.simulate.terms.Costs;
import dev.fastback.simulate.terms.LimitFill;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Simulates the account of signals trade by trade instead of bar by bar: what a {@link Simulator} makes of the same signals, where that is a
 * matter of fills alone. Total return and trades are those of the simulator bit for bit, because each fill is computed as there; bar returns of a
 * long position that took all of the equity are the market's, so that their sums over a holding are differences of prefix sums, and the rest is
 * equal to within rounding. Other positions are followed bar by bar while they are held. Its work grows with the trades and not with the bars.
 *
 * <p>One object serves any number of candidates, one after another, without making garbage. Not safe for use by several threads.
 */
public final class TradesKernel {
    /** Cash left in a position, as a share of its value, up to which the position is all of the equity. */
    private static final double NOTHING_LEFT = 1e-14;

    private static final int[] NOT_KEPT = {};
    private static final int NONE = 0;
    private static final int STOP = 1;
    private static final int TARGET = 2;

    private final TradeTables tables;
    private final Prices prices;
    private final Costs costs;
    private final Contract contract;
    private final double multiplier;
    private final boolean optimistic;
    private final boolean touch;
    private final int from;
    private final int to;
    private final boolean withDrawdown;
    private final boolean withTrades;
    private final double[][] drawdowns;
    /** For what is long with all of the equity or flat; null where costs or contract, or the figures of single trades, ask for more. */
    private final @Nullable LongKernel longKernel;
    /** The same with sums of blocks, for whoever asks for them; made then. */
    private @Nullable LongKernel blocksKernel;
    /** Whether it has run what the other one ran last. */
    private boolean knowsBlocks;

    private int[] stops = NOT_KEPT;
    private int[] targets = NOT_KEPT;
    private TradeRules rules = TradeRules.PLAIN;
    /** The signals of the last run; null where it told the caller to ask the simulator. */
    private @Nullable TradeSignals settled;
    /** Whether the kernel of long positions has run it, which then has its figures. */
    private boolean isLong;
    /** Whether a stop was met in it. */
    private boolean isStopMet;
    /** Whether its account is that of the run before it. */
    private boolean isSame;

    // The account.
    private double cash;
    private double units;
    private double entryPrice;
    private double cashBefore;
    private double stop;
    private double target;
    /** Equity at the close of the last bar that is accounted for. */
    private double equity;
    private double peak;
    private double least;

    private final double[] sums = new double[TradeTables.BLOCKS];
    private final double[] squares = new double[TradeTables.BLOCKS];
    private int trades;
    private boolean lastIsOpen;
    private int wins;
    private double won;
    private double lost;
    private double sumOfReturns;
    private double sumOfProfits;
    private double sumOfSquares;
    private int exposedBars;

    /**
     * Makes a kernel.
     *
     * @param withDrawdown whether {@link #maxDrawdown} will be asked for, which takes a third more time
     * @param withTrades whether what single trades earned will be asked for: {@link #wins}, {@link #won}, {@link #lost} and the sums of trades
     */
    public TradesKernel(TradeTables tables, boolean withDrawdown, boolean withTrades) {
        this.tables = tables;
        this.prices = tables.prices;
        this.costs = tables.venue.costs();
        this.contract = tables.venue.contract();
        this.multiplier = contract.multiplier();
        this.optimistic = tables.venue.ambiguity() == Ambiguity.OPTIMISTIC;
        this.touch = tables.venue.limitFill() == LimitFill.TOUCH;
        this.from = tables.from;
        this.to = tables.to;
        this.withDrawdown = withDrawdown;
        this.withTrades = withTrades;
        this.drawdowns = withDrawdown ? tables.drawdowns() : new double[0][];
        this.longKernel = !withTrades && LongTables.fits(tables.venue) ? new LongKernel(tables, withDrawdown, false) : null;
    }

    /**
     * Simulates a candidate from flat with a start cash of 1; what is held at the end stays, marked at the last close. Where no stop was met in the
     * last run, the same signals with a stop that lies further away make the same account, which is not computed again.
     *
     * @return whether it could: false where the account may be ruined or liquidated, or cannot buy, which is for the simulator to tell
     */
    @SuppressWarnings("ReferenceEquality") // the same object, whose content nobody has to compare
    public boolean run(TradeSignals signals, TradeRules newRules) {
        boolean goesOn = signals == settled && newRules.areThoseWithAWiderStop(rules);
        LongKernel quick = longKernel;
        if (quick != null && LongKernel.takes(signals, newRules)) {
            rules = newRules;
            isSame = goesOn && isLong && !quick.isStopMet();
            if (isSame) {
                return true;
            }
            boolean could = quick.run(signals, newRules, goesOn && isLong);
            isLong = true;
            knowsBlocks = false;
            settled = could ? signals : null;
            return could;
        }
        isSame = goesOn && !isLong && !isStopMet;
        if (isSame) {
            return true;
        }
        isLong = false;
        settled = null;
        start(newRules);
        int bar = from - 1;
        while (true) {
            int signal = signals.nextEntry(bar);
            if (signal >= to - 1) {
                settled = signals;
                return true;
            }
            bar = hold(signals, signal);
            if (bar < 0) {
                return false;
            }
        }
    }

    private void start(TradeRules newRules) {
        rules = newRules;
        cash = 1;
        units = 0;
        equity = 1;
        peak = 1;
        least = 1;
        Arrays.fill(sums, 0);
        Arrays.fill(squares, 0);
        trades = 0;
        lastIsOpen = false;
        wins = 0;
        won = 0;
        lost = 0;
        sumOfReturns = 0;
        sumOfProfits = 0;
        sumOfSquares = 0;
        exposedBars = 0;
        isStopMet = false;
        stops = tableOf(true, newRules.stopShare());
        targets = tableOf(false, newRules.targetShare());
    }

    /** Returns where long positions meet levels at a share of their price; empty where that is not kept. */
    private int[] tableOf(boolean isStop, double share) {
        return Double.isNaN(share) ? NOT_KEPT : tables.reached(isStop, share);
    }

    /**
     * Enters after the close of a bar and holds, on either side, until flat.
     *
     * @return the bar at whose close it is flat again; {@code to} where it is held to the end; -1 where the simulator has to tell
     */
    private int hold(TradeSignals signals, int signal) {
        int entry = signal + 1;
        int side = signals.enters(1, signal) ? 1 : -1;
        while (true) {
            if (!open(side, entry)) {
                return -1;
            }
            int exitSignal = signals.nextExit(side, entry);
            long timed = (long) entry + rules.maxBars();
            int ordered = exitSignal >= to ? to : exitSignal + 1;
            int limit = (int) Math.min(Math.min(ordered, timed), to);
            int exit = leave(side, entry, limit);
            if (exit < 0) {
                return -1;
            }
            if (exit == to) {
                lastIsOpen = true;
                trades++;
                exposedBars += to - entry;
                return to;
            }
            if (exit != ordered || !signals.enters(-side, exitSignal)) {
                exposedBars += exit - entry + 1;
                account(exit, cash);
                return exit;
            }
            exposedBars += exit - entry; // the bar of the reversal counts with the next position
            entry = exit;
            side = -side;
        }
    }

    private boolean open(int side, int bar) {
        double reference = prices.open[bar];
        double price = costs.price(side > 0, reference, false);
        double wanted = Ticket.sharedUnits(
                contract, rules.share(), cash, price * multiplier, costs.takerFee(), costs.fixedFee(), costs.minimumFee());
        if (!(wanted > 0)) {
            return false;
        }
        cashBefore = cash;
        fill(side * wanted, price, false);
        entryPrice = price;
        double stopShare = rules.stopShare();
        double targetShare = rules.targetShare();
        stop = contract.onTick(!Double.isNaN(stopShare)
                ? price * (1 - side * stopShare)
                : rules.stopDistances().length > 0 ? price - side * rules.stopDistances()[bar - 1] : Double.NaN, side > 0);
        target = contract.onTick(!Double.isNaN(targetShare)
                ? price * (1 + side * targetShare)
                : rules.targetDistances().length > 0 ? price + side * rules.targetDistances()[bar - 1] : Double.NaN, side < 0);
        return true;
    }

    private void fill(double bought, double price, boolean maker) {
        double size = Math.abs(bought) * multiplier;
        cash -= bought * multiplier * price + costs.fee(size * price, maker);
        units += bought;
    }

    /**
     * Accounts for the bars of a holding up to its end, and leaves it there; the bar of the exit is not accounted for.
     *
     * @param limit the bar at whose open it is left at the latest; {@code to} for none
     * @return the bar on which it was left; {@code to} for none; -1 where the simulator has to tell
     */
    private int leave(int side, int entry, int limit) {
        double open = prices.open[entry];
        int how = beyond(side, open);
        int exit = entry;
        double reference = open;
        boolean maker = how == TARGET;
        isStopMet |= how == STOP;
        if (how == NONE) {
            int stopped = !Double.isNaN(stop) ? reachesStop(side, entry, limit) : limit;
            int reached = !Double.isNaN(target) ? reachesTarget(side, entry, stopped < limit ? stopped + 1 : limit) : limit;
            isStopMet |= stopped < limit;
            exit = Math.min(stopped, reached);
            if (exit < limit) {
                how = exit > entry ? beyond(side, prices.open[exit]) : NONE;
                if (how == NONE) {
                    maker = reached == exit && (optimistic || stopped != exit);
                    reference = maker ? target : stop;
                } else {
                    maker = how == TARGET;
                    reference = prices.open[exit];
                }
            } else if (exit < to) {
                reference = prices.open[exit];
                maker = beyond(side, reference) == TARGET;
            }
            if (side < 0 && mayBeLiquidated(entry, Math.min(exit + 1, to))) {
                return -1;
            }
            follow(side, entry, exit);
        }
        return exit == to ? to : sell(reference, maker) ? exit : -1;
    }

    /** Returns what of stop and target a price lies beyond. */
    private int beyond(int side, double price) {
        if (side > 0 ? price <= stop : price >= stop) {
            return STOP;
        }
        boolean passes = side > 0
                ? touch ? price >= target : price > target
                : touch ? price <= target : price < target;
        return passes ? TARGET : NONE;
    }

    private int reachesStop(int side, int entry, int limit) {
        if (side < 0) {
            return tables.risesTo(entry, limit, stop, false);
        }
        if (stops.length == 0) {
            return tables.fallsTo(entry, limit, stop, false);
        }
        int known = stops[entry - from];
        if (known == 0) {
            known = tables.fallsTo(entry, to, stop, false) + 1;
            stops[entry - from] = known;
        }
        return Math.min(known - 1, limit);
    }

    private int reachesTarget(int side, int entry, int limit) {
        if (side < 0) {
            return tables.fallsTo(entry, limit, target, !touch);
        }
        if (targets.length == 0) {
            return tables.risesTo(entry, limit, target, !touch);
        }
        int known = targets[entry - from];
        if (known == 0) {
            known = tables.risesTo(entry, to, target, !touch) + 1;
            targets[entry - from] = known;
        }
        return Math.min(known - 1, limit);
    }

    private boolean mayBeLiquidated(int entry, int end) {
        double level = cash / (Math.abs(units) * multiplier * (1 + contract.maintenance()));
        return tables.risesTo(entry, end, level, false) < end;
    }

    /** Accounts for the bars of a holding from its entry on, up to {@code end} (exclusive). */
    private void follow(int side, int entry, int end) {
        if (end == entry) {
            return;
        }
        account(entry, cash + units * (prices.close[entry] * multiplier));
        if (end == entry + 1) {
            return;
        }
        if (side < 0 || Math.abs(cash) > NOTHING_LEFT * equity) {
            for (int i = entry + 1; i < end; i++) {
                account(i, cash + units * (prices.close[i] * multiplier));
            }
            return;
        }
        add(entry + 1 - from, end - from);
        double before = equity;
        equity = cash + units * (prices.close[end - 1] * multiplier);
        if (withDrawdown) {
            compose(before / prices.close[entry], entry + 1 - from, end - 1 - from);
        }
    }

    /** Accounts for one bar, given the equity at its close. */
    private void account(int bar, double now) {
        double r = equity == 0 ? 0 : now / equity - 1;
        int block = tables.blockOf[bar - from];
        sums[block] += r;
        squares[block] += r * r;
        equity = now;
        if (now > peak) {
            peak = now;
        } else if (now < least * peak) {
            least = now / peak;
        }
    }

    /** Adds the market's returns of bars counted from the first of the slice, {@code end} exclusive. */
    private void add(int begin, int end) {
        int block = tables.blockOf[begin];
        int last = tables.blockOf[end - 1];
        int at = begin;
        for (; block < last; block++) {
            int edge = tables.blockFrom(block + 1);
            addTo(block, at, edge);
            at = edge;
        }
        addTo(last, at, end);
    }

    private void addTo(int block, int begin, int end) {
        sums[block] += (tables.sums[end] - tables.sums[begin]) * tables.sumQuantum;
        squares[block] += (tables.squares[end] - tables.squares[begin]) * tables.squareQuantum;
    }

    /** Lets the closes of bars {@code first} to {@code last}, counted from the first of the slice, take part in the drawdown. */
    private void compose(double scale, int first, int last) {
        if (first == last) {
            compose(scale, prices.close[from + first], prices.close[from + first], 1);
            return;
        }
        double[] row = drawdowns[31 - Integer.numberOfLeadingZeros(first ^ last)];
        double most = row[3 * first];
        double smallest = row[3 * first + 1];
        double worst = row[3 * first + 2];
        compose(scale, most, smallest, worst);
        compose(scale, row[3 * last], row[3 * last + 1], row[3 * last + 2]);
    }

    private void compose(double scale, double mostClose, double leastClose, double worst) {
        least = Math.min(least, worst);
        if (scale * leastClose < least * peak) { // a quotient for few holdings only
            least = scale * leastClose / peak;
        }
        peak = Math.max(peak, scale * mostClose);
    }

    /** Leaves the position; returns false where nothing is left of the account. */
    private boolean sell(double reference, boolean maker) {
        double held = units;
        fill(-held, costs.price(held < 0, reference, maker), maker);
        units = 0;
        if (withTrades) {
            closed(cash - cashBefore, Math.abs(held) * entryPrice * multiplier);
        }
        trades++;
        return cash > 0;
    }

    private void closed(double profit, double paid) {
        if (profit > 0) {
            wins++;
            won += profit;
        } else {
            lost -= profit;
        }
        sumOfReturns += profit / paid;
        sumOfProfits += profit;
        sumOfSquares += profit * profit;
    }

    private LongKernel quick() {
        return Objects.requireNonNull(longKernel);
    }

    /** Returns the total return, a fraction. */
    public double totalReturn() {
        return (isLong ? quick().equity() : units == 0 ? cash : equity) - 1;
    }

    /** Returns the trades, one that is open at the end included. */
    public int trades() {
        return isLong ? quick().trades() : trades;
    }

    /** Returns the trades that were closed. */
    public int closedTrades() {
        return trades() - ((isLong ? quick().isHeld() : lastIsOpen) ? 1 : 0);
    }

    /** Returns the largest fall of the equity at closes from an earlier peak, the start included, a fraction of the peak. */
    public double maxDrawdown() {
        return Math.max(0, 1 - (isLong ? quick().least() : least));
    }

    /** Returns the sum of the bar returns in a block. */
    public double sum(int block) {
        return isLong ? blocks().sum(block) : sums[block];
    }

    /** Returns the sum of the squares of the bar returns in a block. */
    public double square(int block) {
        return isLong ? blocks().square(block) : squares[block];
    }

    /** Returns the kernel that has made the sums of blocks of the last run, which nobody asks for while he searches. */
    private LongKernel blocks() {
        LongKernel kernel = blocksKernel;
        if (kernel == null) {
            kernel = new LongKernel(tables, false, true);
            blocksKernel = kernel;
        }
        if (!knowsBlocks) {
            knowsBlocks = true;
            kernel.run(Objects.requireNonNull(settled, "no run that could be settled"), rules, false);
        }
        return kernel;
    }

    /** Returns whether the last run made the account of the run before it, because no stop was met that was nearer. */
    public boolean isSame() {
        return isSame;
    }

    /**
     * Returns the annualised Sharpe ratio by the sample deviation, 0 where nothing moved; NaN where the deviation is so small beside the mean that
     * sums do not tell it.
     */
    public double sharpe(double periodsPerYear) {
        return isLong ? sharpe(quick().sum(), quick().square(), periodsPerYear) : sharpe(total(sums), total(squares), periodsPerYear);
    }

    private static double total(double[] blocks) {
        double total = 0;
        for (double block : blocks) {
            total += block;
        }
        return total;
    }

    private double sharpe(double sum, double square, double periodsPerYear) {
        int n = to - from;
        if (square == 0 || n < 2) {
            return 0;
        }
        double mean = sum / n;
        double squaredDeviations = square - sum * mean;
        if (squaredDeviations < square / 16) {
            return Double.NaN;
        }
        return mean / Math.sqrt(squaredDeviations / (n - 1)) * Math.sqrt(periodsPerYear);
    }

    /** Returns the number of closed trades that earned more than they cost. */
    public int wins() {
        return wins;
    }

    /** Returns the money that winning trades earned. */
    public double won() {
        return won;
    }

    /** Returns the money that the others lost, not negative. */
    public double lost() {
        return lost;
    }

    /** Returns the sum of the closed trades' returns on what was put into them. */
    public double sumOfReturns() {
        return sumOfReturns;
    }

    /** Returns the sum of what closed trades earned. */
    public double sumOfProfits() {
        return sumOfProfits;
    }

    /** Returns the sum of the squares of what closed trades earned. */
    public double sumOfSquares() {
        return sumOfSquares;
    }

    /** Returns the bars on which something was held at any time. */
    public int exposedBars() {
        return isLong ? quick().exposedBars() : exposedBars;
    }
}
