package dev.fastback.simulate;

import dev.fastback.simulate.Plan.Entry;
import dev.fastback.simulate.Plan.Exit;
import dev.fastback.simulate.terms.Costs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of docs/execution.md for plans, written a second time and differently: no ways through a bar, but a list of what may have come of it.
 * One position, one working order, plain contracts.
 */
final class PlainSimulator {
    /** What may have come of a bar: a price to leave at, or NaN to hold. */
    private record End(double price, boolean maker) {}

    private final Costs costs;
    private final boolean optimistic;
    private final boolean atClose;
    private final double[][] bars;
    private final Plan plan;

    final double[] equity;
    int ambiguous;
    int trades;
    private double cash = 1;
    private double units;
    private double stop;
    private double target;
    private double trail;
    private double best;
    private int entryBar;
    private int maxBars;
    private boolean ruined;

    // The order that works.
    private @Nullable Entry order;
    private double level;
    private double riskDistance;
    private int lastBar;
    private Exit exit = Exit.NONE;

    PlainSimulator(Costs costs, boolean optimistic, double[][] bars, Plan plan) {
        this(costs, optimistic, false, bars, plan);
    }

    PlainSimulator(Costs costs, boolean optimistic, boolean atClose, double[][] bars, Plan plan) {
        this.costs = costs;
        this.atClose = atClose;
        this.optimistic = optimistic;
        this.bars = bars;
        this.plan = plan;
        this.equity = new double[bars.length];
    }

    PlainSimulator run() {
        decide(0);
        equity[0] = 1;
        marketAtClose(0);
        for (int i = 1; i < bars.length; i++) {
            bar(i);
            equity[i] = cash + units * bars[i][3];
            decide(i);
            marketAtClose(i);
        }
        return this;
    }

    /** What was decided at this close happens at it, but for the last one. */
    private void marketAtClose(int i) {
        if (!atClose || i + 1 == bars.length) {
            return;
        }
        double c = bars[i][3];
        if (units != 0 && exit == Exit.MARKET) {
            leave(c, false);
            exit = Exit.NONE;
        } else if (order != null && order.kind() == OrderKind.MARKET) {
            enter(order, i, c, false);
            order = null;
            trail(i, true);
        }
        equity[i] = i == 0 ? 1 : cash + units * c;
    }

    private void decide(int i) {
        if (units != 0) {
            exit = plan.exits()[i];
        } else {
            exit = Exit.NONE;
            Entry e = plan.entries()[i];
            if (e != null && order == null) {
                order = e;
                level = bars[i][3] * e.level();
                riskDistance = 0.03 * bars[i][3];
                lastBar = e.kind() == OrderKind.LIMIT || e.kind() == OrderKind.STOP ? i + plan.lifetime() : i + 1;
            }
        }
    }

    private void bar(int i) {
        double o = bars[i][0];
        double h = bars[i][1];
        double l = bars[i][2];
        double c = bars[i][3];
        boolean inside = false;
        leaveAtOpen(i, o);
        Entry e = order;
        if (e != null) {
            boolean buy = e.side() > 0;
            boolean limit = e.kind() == OrderKind.LIMIT;
            boolean gone = limit ? (buy ? o < level : o > level) : e.kind() == OrderKind.STOP && (buy ? o >= level : o <= level);
            if (gone || e.kind() == OrderKind.MARKET) {
                enter(e, i, o, limit);
                leaveAtOpen(i, o);
            } else if (limit ? (buy ? l < level : h > level) : e.kind() == OrderKind.STOP && (buy ? h >= level : l <= level)) {
                enter(e, i, level, limit);
                inside = true;
                afterEntryInside(limit, h, l, c);
            }
        }
        if (units != 0 && !inside) {
            settle(sinceOpen(h, l), c);
        }
        if (units != 0 && exit == Exit.AT_CLOSE) {
            leave(c, false);
        }
        if (order != null && order.kind() == OrderKind.AT_CLOSE) {
            enter(order, i, c, false);
            inside = true;
        }
        if (order != null && i >= lastBar) {
            order = null;
        }
        trail(i, inside && entryBar == i);
    }

    private void trail(int i, boolean onlyClose) {
        if (units == 0) {
            return;
        }
        int s = units > 0 ? 1 : -1;
        double seen = onlyClose ? bars[i][3] : s > 0 ? bars[i][1] : bars[i][2];
        best = s > 0 ? Math.max(best, seen) : Math.min(best, seen);
        double behind = best - s * best * trail;
        if (!Double.isNaN(behind) && !(s * stop >= s * behind)) {
            stop = behind;
        }
    }

    private void leaveAtOpen(int i, double o) {
        int s = units > 0 ? 1 : -1;
        if (units == 0) {
            return;
        }
        if (s * o <= s * stop) {
            leave(o, false);
        } else if (s * o > s * target) {
            leave(o, true);
        } else if (i - entryBar >= maxBars || exit == Exit.MARKET && entryBar != i) {
            leave(o, false);
        }
    }

    /** Returns where the position ends when its price falls: at the stop, or where nothing is left of a short one. */
    private double guard(double adverse) {
        int s = units > 0 ? 1 : -1;
        double broke = cash / -units;
        if (s < 0 && adverse >= broke && !(stop <= broke)) {
            return adverse;
        }
        return s * adverse <= s * stop ? stop : Double.NaN;
    }

    private List<End> sinceOpen(double h, double l) {
        int s = units > 0 ? 1 : -1;
        List<End> ends = new ArrayList<>();
        double guard = guard(s > 0 ? l : h);
        if (!Double.isNaN(guard)) {
            ends.add(new End(guard, false));
        }
        if (s * (s > 0 ? h : l) > s * target) {
            ends.add(new End(target, true));
        }
        return ends;
    }

    private void afterEntryInside(boolean limit, double h, double l, double c) {
        if (units == 0) {
            return;
        }
        int s = units > 0 ? 1 : -1;
        List<End> ends = sinceOpen(h, l);
        boolean guarded = !ends.isEmpty() && !ends.getFirst().maker();
        boolean reached = !ends.isEmpty() && ends.getLast().maker();
        boolean surelyStopped = guarded && (limit || s * c <= s * stop);
        boolean surelyReached = reached && (!limit || s * c > s * target);
        if (!surelyStopped && !surelyReached) {
            ends.add(new End(Double.NaN, false));
        }
        settle(ends, c);
    }

    /** Takes the worst or the best of what may have come of the bar, by what the account is worth at its close. */
    private void settle(List<End> ends, double c) {
        if (ends.isEmpty()) {
            return;
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        End chosen = ends.getFirst();
        for (End end : ends) {
            double worth = worthAfter(end, c);
            if (optimistic ? worth > most : worth < least) {
                chosen = end;
            }
            least = Math.min(least, worth);
            most = Math.max(most, worth);
        }
        ambiguous += most - least > 1e-12 * Math.max(Math.abs(most), Math.abs(least)) ? 1 : 0;
        if (!Double.isNaN(chosen.price())) {
            leave(chosen.price(), chosen.maker());
        }
    }

    private double worthAfter(End end, double c) {
        if (Double.isNaN(end.price())) {
            return cash + units * c - 0.0;
        }
        double price = filled(-units, end.price(), end.maker());
        return Math.max(0, cash + units * price - fee(Math.abs(units) * price, end.maker()));
    }

    private double filled(double signed, double price, boolean maker) {
        double away = costs.halfSpread() + (maker ? 0 : costs.slippage());
        return price * (1 + Math.signum(signed) * away);
    }

    private double fee(double value, boolean maker) {
        return Math.max(costs.minimumFee(), value * (maker ? costs.makerFee() : costs.takerFee()) + costs.fixedFee());
    }

    private void leave(double price, boolean maker) {
        double paid = filled(-units, price, maker);
        cash += units * paid - fee(Math.abs(units) * paid, maker);
        units = 0;
        trades++;
        if (cash <= 0) {
            cash = 0;
            ruined = true;
        }
    }

    private void enter(Entry e, int i, double price, boolean maker) {
        order = null;
        if (ruined) {
            return;
        }
        double paid = filled(e.side(), price, maker);
        double wanted =
                switch (e.sizing()) {
                    case SHARE -> units(e.size(), paid, maker);
                    case VALUE -> e.size() / paid;
                    case UNITS -> e.size();
                    case RISK -> e.size() * cash / riskDistance;
                };
        double u = Math.min(wanted, units(1, paid, maker));
        if (!(u > 0)) {
            return;
        }
        units = e.side() * u;
        cash -= units * paid + fee(u * paid, maker);
        entryBar = i;
        best = paid;
        maxBars = e.maxBars();
        stop = paid * (1 - e.side() * e.stopShare());
        target = paid * (1 + e.side() * e.targetShare());
        trail = e.trailShare();
        double behind = best - e.side() * best * trail;
        if (!Double.isNaN(behind) && !(e.side() * stop >= e.side() * behind)) {
            stop = behind;
        }
    }

    /** Returns the units whose value is a share of the cash that is left after their fee. */
    private double units(double share, double paid, boolean maker) {
        double rate = maker ? costs.makerFee() : costs.takerFee();
        double u = share * (cash - costs.fixedFee()) / (paid * (1 + share * rate));
        return rate * u * paid + costs.fixedFee() < costs.minimumFee() ? share * (cash - costs.minimumFee()) / paid : u;
    }
}
