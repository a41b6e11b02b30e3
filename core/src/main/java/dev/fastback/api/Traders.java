package dev.fastback.api;

import dev.fastback.data.BarSeries;
import dev.fastback.simulate.Account;
import dev.fastback.simulate.Ticket;
import dev.fastback.simulate.Trader;
import org.jspecify.annotations.Nullable;

/** Makes of a strategy what the simulator asks at the close of each bar. Not for strategies themselves. */
public final class Traders {
    private Traders() {}

    /**
     * Returns the trader of one simulation.
     *
     * @param strategy with its parameters
     * @param in the lines of the series that is simulated, whole: bars count from its first
     * @param isLongOnly whether short positions are not allowed: what would open one only leaves a long one
     * @param barsPerYear for sizes by annual volatility
     */
    public static Trader of(Strategy strategy, Indicators in, boolean isLongOnly, double barsPerYear) {
        return switch (strategy) {
            case SignalStrategy signals -> of(made(signals.signals(in), "signals()"), in, isLongOnly, barsPerYear);
            case BarStrategy events -> of(made(events.start(in), "start()"), new Bar(in, isLongOnly, barsPerYear));
        };
    }

    private static <T> T made(@Nullable T what, String method) {
        if (what == null) {
            throw new IllegalArgumentException(method + " returned null");
        }
        return what;
    }

    private static Trader of(BarStrategy.OnBar strategy, Bar bar) {
        return account -> {
            bar.show(account);
            strategy.onBar(bar);
            bar.closeBook();
        };
    }

    private static Trader of(Signals signals, Indicators in, boolean isLongOnly, double barsPerYear) {
        return new SignalTrader(signals, in, isLongOnly, barsPerYear);
    }

    /**
     * Returns how many bars a strategy's lines need before all of them are defined, found by making them on a series; what the strategy says of
     * itself is not counted.
     *
     * @return -1 where a line is undefined throughout: the series may be too short for it
     */
    public static int undefinedBars(Strategy strategy, BarSeries bars) {
        Indicators in = Indicators.measured(bars);
        switch (strategy) {
            case SignalStrategy signals -> signals.signals(in);
            case BarStrategy events -> events.start(in);
        }
        return in.hasUndefined() ? -1 : in.warmUp();
    }

    /** Sets the size of an order that is placed at the close of a bar. */
    static Ticket size(Ticket ticket, Size size, int bar, double barsPerYear) {
        return switch (size) {
            case Size.All all -> ticket;
            case Size.Share share -> ticket.share(share.fraction());
            case Size.Value value -> ticket.value(value.money());
            case Size.Units units -> ticket.units(units.units());
            case Size.Risk risk -> ticket.risk(risk.fraction(), risk.distance().values()[bar]);
            case Size.VolatilityTarget target -> ticket.volatilityTarget(
                    target.annual(), target.deviationPerBar().values()[bar] * Math.sqrt(barsPerYear));
        };
    }

    /** Sets what protects the position that an order opens, placed at the close of a bar. */
    static Ticket protect(Ticket ticket, Signals.Exits exits, int bar) {
        switch (exits.stop()) {
            case Distance.Share share -> ticket.stopLoss(share.fraction());
            case Distance.Price price -> ticket.stopLossBy(price.line().values()[bar]);
            case null -> {}
        }
        switch (exits.target()) {
            case Distance.Share share -> ticket.takeProfit(share.fraction());
            case Distance.Price price -> ticket.takeProfitBy(price.line().values()[bar]);
            case null -> {}
        }
        switch (exits.trail()) {
            case Distance.Share share -> ticket.trail(share.fraction());
            case Distance.Price price -> ticket.trailBy(price.line().values());
            case null -> {}
        }
        return exits.maxBars() == Integer.MAX_VALUE ? ticket : ticket.maxBars(exits.maxBars());
    }

    /** Acts on signals. */
    private static final class SignalTrader implements Trader {
        // Words of bits as in Bits. What opens a position on a side, and what ends one: its exit or the other side's entry.
        private final long[] enterLong;
        private final long[] enterShort;
        private final long[] enter;
        private final long[] leaveLong;
        private final long[] leaveShort;
        private final Signals signals;
        private final double barsPerYear;

        SignalTrader(Signals signals, Indicators in, boolean isLongOnly, double barsPerYear) {
            this.signals = signals;
            this.barsPerYear = barsPerYear;
            int words = (in.bars() + 63) >>> 6;
            long[] none = new long[words];
            long[] longEntry = words(signals.longEntry(), in, none);
            long[] longExit = words(signals.longExit(), in, none);
            long[] shortEntry = words(signals.shortEntry(), in, none);
            long[] shortExit = words(signals.shortExit(), in, none);
            enterLong = new long[words];
            enterShort = new long[words];
            enter = new long[words];
            leaveLong = new long[words];
            leaveShort = new long[words];
            for (int w = 0; w < words; w++) {
                long buy = longEntry[w] & ~longExit[w];
                long sell = shortEntry[w] & ~shortExit[w];
                long both = buy & sell;
                enterLong[w] = buy & ~both;
                enterShort[w] = isLongOnly ? 0 : sell & ~both;
                enter[w] = enterLong[w] | enterShort[w];
                leaveLong[w] = longExit[w] | sell & ~both;
                leaveShort[w] = shortExit[w] | buy & ~both;
            }
        }

        private static long[] words(@Nullable Bits bits, Indicators in, long[] none) {
            if (bits == null) {
                return none;
            }
            in.requireOwn(bits.in());
            return bits.words();
        }

        @Override
        public void onClose(Account account) {
            int bar = account.bar();
            int side = account.side();
            if (side == 0) {
                if (at(enter, bar)) {
                    enter(account, at(enterLong, bar) ? 1 : -1, bar);
                }
                account.sleepUntil(next(enter, bar + 1));
            } else {
                long[] leave = side > 0 ? leaveLong : leaveShort;
                if (at(leave, bar)) {
                    if (at(side > 0 ? enterShort : enterLong, bar)) {
                        enter(account, -side, bar);
                    } else {
                        account.exit();
                    }
                }
                account.sleepUntil(next(leave, bar + 1));
            }
        }

        private void enter(Account account, int side, int bar) {
            protect(size(account.enter(side), signals.size(), bar, barsPerYear), signals.exits(), bar);
        }

        private static boolean at(long[] words, int bar) {
            return (words[bar >>> 6] >>> bar & 1) != 0;
        }

        /** Returns the first bar from {@code bar} on whose bit is set; the largest number if there is none. */
        private static int next(long[] words, int bar) {
            int w = bar >>> 6;
            if (w >= words.length) {
                return Integer.MAX_VALUE;
            }
            long word = words[w] & -1L << bar;
            while (word == 0) {
                if (++w == words.length) {
                    return Integer.MAX_VALUE;
                }
                word = words[w];
            }
            return (w << 6) + Long.numberOfTrailingZeros(word);
        }
    }
}
