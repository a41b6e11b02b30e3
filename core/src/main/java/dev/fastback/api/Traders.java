package dev.fastback.api;

import dev.fastback.data.BarSeries;
import dev.fastback.simulate.Account;
import dev.fastback.simulate.Ticket;
import dev.fastback.simulate.TradeRules;
import dev.fastback.simulate.TradeSignals;
import dev.fastback.simulate.Trader;
import dev.fastback.simulate.terms.Venue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes of a strategy what the simulator asks at the close of each bar. Not for strategies themselves. */
public final class Traders {
    private Traders() {}

    /**
     * Returns the trader of one simulation.
     *
     * @param strategy with its parameters
     * @param bars the series that is simulated, whole
     * @param in its lines: bars count from its first
     * @param venue under which conditions orders are executed
     * @param isLongOnly whether short positions are not allowed: what would open one only leaves a long one
     * @param barsPerYear for sizes by annual volatility
     */
    public static Trader of(
            Strategy strategy, BarSeries bars, Indicators in, Venue venue, boolean isLongOnly, double barsPerYear) {
        return switch (strategy) {
            case SignalStrategy signals -> of(made(signals.signals(in), "signals()"), in, isLongOnly, barsPerYear);
            case BarStrategy events -> of(made(events.start(in), "start()"), new Bar(in, isLongOnly, barsPerYear));
            case TraderStrategy others -> made(others.trader(bars, venue, isLongOnly), "trader()");
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
        makeLines(strategy, in);
        return in.hasUndefined() ? -1 : in.warmUp();
    }

    /** Returns the symbols of the other series of which a strategy makes lines. */
    public static Set<String> others(Strategy strategy, Indicators in) {
        makeLines(strategy, in);
        return in.othersAsked();
    }

    /** Returns whether a strategy makes lines of longer bars. */
    public static boolean looksAtLongerBars(Strategy strategy, Indicators in) {
        makeLines(strategy, in);
        return in.hasLongerBars();
    }

    /** Returns whether a strategy makes lines of volumes. */
    public static boolean looksAtVolume(Strategy strategy, Indicators in) {
        makeLines(strategy, in);
        return in.hasVolume();
    }

    private static void makeLines(Strategy strategy, Indicators in) {
        switch (strategy) {
            case SignalStrategy signals -> made(signals.signals(in), "signals()");
            case BarStrategy events -> made(events.start(in), "start()");
            case TraderStrategy others -> {} // its lines are not ours; it says itself how many bars it needs
        }
    }

    /**
     * Returns where signals enter and leave, as words of bits.
     *
     * @param in the lines that they are made of
     * @param isLongOnly whether short positions are not allowed
     */
    public static TradeSignals trades(Signals signals, Indicators in, boolean isLongOnly) {
        return TradeSignals.of(
                in.bars(),
                words(signals.longEntry(), in),
                words(signals.longExit(), in),
                words(signals.shortEntry(), in),
                words(signals.shortExit(), in),
                isLongOnly);
    }

    private static long[] words(@Nullable Bits bits, Indicators in) {
        if (bits == null) {
            return TradeSignals.NEVER;
        }
        in.requireOwn(bits.in());
        return bits.words();
    }

    /** Returns what of signals has an account followed bar by bar, in a few words; null where each trade is settled by its fills alone. */
    public static @Nullable String refusal(Signals signals) {
        if (signals.exits().trail() != null) {
            return "a trailing stop";
        }
        return signals.size() instanceof Size.All || signals.size() instanceof Size.Share ? null : "a size other than a share of the equity";
    }

    /** Returns what signals do besides entering and leaving, where {@link #refusal} has nothing against them. */
    public static TradeRules rules(Signals signals) {
        Signals.Exits exits = signals.exits();
        TradeRules rules = signals.size() instanceof Size.Share share ? TradeRules.PLAIN.withShare(share.fraction()) : TradeRules.PLAIN;
        rules = switch (exits.stop()) {
            case Distance.Share share -> rules.withStop(share.fraction());
            case Distance.Price price -> rules.withStop(price.line().values());
            case null -> rules;
        };
        rules = switch (exits.target()) {
            case Distance.Share share -> rules.withTarget(share.fraction());
            case Distance.Price price -> rules.withTarget(price.line().values());
            case null -> rules;
        };
        return exits.maxBars() == Integer.MAX_VALUE ? rules : rules.withMaxBars(exits.maxBars());
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
        private final TradeSignals trades;
        private final Signals signals;
        private final double barsPerYear;

        SignalTrader(Signals signals, Indicators in, boolean isLongOnly, double barsPerYear) {
            this.trades = trades(signals, in, isLongOnly);
            this.signals = signals;
            this.barsPerYear = barsPerYear;
        }

        @Override
        public void onClose(Account account) {
            int bar = account.bar();
            int side = account.side();
            if (side == 0) {
                if (trades.enters(bar)) {
                    enter(account, trades.enters(1, bar) ? 1 : -1, bar);
                }
                account.sleepUntil(trades.nextEntry(bar + 1));
            } else {
                if (trades.leaves(side, bar)) {
                    if (trades.enters(-side, bar)) {
                        enter(account, -side, bar);
                    } else {
                        account.exit();
                    }
                }
                account.sleepUntil(trades.nextExit(side, bar + 1));
            }
        }

        private void enter(Account account, int side, int bar) {
            protect(size(account.enter(side), signals.size(), bar, barsPerYear), signals.exits(), bar);
        }
    }
}
