package dev.fastback.simulate;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A random strategy written down before it runs: what would be ordered at the close of each bar, so that two simulators can be given the same.
 *
 * @param entries what is ordered while flat and nothing works; null for nothing
 * @param exits what is ordered while something is held
 * @param lifetime bars that a resting order works
 */
record Plan(@Nullable Entry[] entries, Exit[] exits, int lifetime) {
    enum Exit {
        NONE,
        MARKET,
        AT_CLOSE
    }

    /** How large. */
    enum Sizing {
        SHARE,
        VALUE,
        UNITS,
        RISK
    }

    /** An entry; shares and distances of NaN are none, levels are fractions of the close. */
    record Entry(
            int side,
            OrderKind kind,
            double level,
            Sizing sizing,
            double size,
            double stopShare,
            double targetShare,
            double trailShare,
            int maxBars) {}

    static Plan random(SplittableRandom random, int bars) {
        @Nullable Entry[] entries = new Entry[bars];
        Exit[] exits = new Exit[bars];
        for (int i = 0; i < bars; i++) {
            entries[i] = random.nextInt(3) == 0 ? null : entry(random);
            exits[i] = random.nextInt(6) == 0 ? Exit.MARKET : random.nextInt(8) == 0 ? Exit.AT_CLOSE : Exit.NONE;
        }
        return new Plan(entries, exits, 1 + random.nextInt(4));
    }

    private static Entry entry(SplittableRandom random) {
        OrderKind kind = OrderKind.values()[random.nextInt(4)];
        Sizing sizing = Sizing.values()[random.nextInt(4)];
        double size =
                switch (sizing) {
                    case SHARE -> random.nextBoolean() ? 1 : random.nextDouble();
                    case VALUE -> random.nextDouble() * 2;
                    case UNITS -> random.nextDouble() * 0.02;
                    case RISK -> random.nextDouble() * 0.05;
                };
        return new Entry(
                random.nextBoolean() ? 1 : -1,
                kind,
                0.97 + 0.06 * random.nextDouble(),
                sizing,
                size,
                random.nextInt(3) == 0 ? Double.NaN : 0.001 + 0.05 * random.nextDouble(),
                random.nextInt(3) == 0 ? Double.NaN : 0.001 + 0.05 * random.nextDouble(),
                random.nextInt(3) != 0 ? Double.NaN : 0.005 + 0.05 * random.nextDouble(),
                random.nextInt(3) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(8));
    }

    /** Returns the plan as a trader. */
    Trader trader() {
        return account -> {
            int i = account.bar();
            if (!account.isFlat()) {
                if (exits[i] == Exit.MARKET) {
                    account.exit();
                } else if (exits[i] == Exit.AT_CLOSE) {
                    account.exit().atClose();
                }
                return;
            }
            Entry e = entries[i];
            if (e != null && account.orders() == 0) {
                order(account, e);
            }
        };
    }

    private void order(Account account, Entry e) {
        Ticket ticket = account.enter(e.side())
                .stopLoss(e.stopShare())
                .takeProfit(e.targetShare())
                .maxBars(e.maxBars());
        if (!Double.isNaN(e.trailShare())) {
            ticket.trail(e.trailShare());
        }
        double level = account.close() * e.level();
        switch (e.kind()) {
            case MARKET -> {}
            case AT_CLOSE -> ticket.atClose();
            case LIMIT -> ticket.limit(level).forBars(lifetime);
            case STOP, STOP_LIMIT -> ticket.stop(level).forBars(lifetime);
        }
        switch (e.sizing()) {
            case SHARE -> ticket.share(e.size());
            case VALUE -> ticket.value(e.size());
            case UNITS -> ticket.units(e.size());
            case RISK -> ticket.risk(e.size(), 0.03 * account.close());
        }
    }
}
