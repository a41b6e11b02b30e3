package dev.fastback.custom;

import dev.fastback.evaluation.Evaluation;
import dev.fastback.evaluation.Performance;
import dev.fastback.evaluation.Positions;
import dev.fastback.simulate.Ledger;
import dev.fastback.simulate.Simulator;
import dev.fastback.simulate.Trade;
import dev.fastback.simulate.terms.Venue;
import dev.fastback.stats.ReturnStatistics;
import dev.fastback.strategy.MarketSlice;
import org.jspecify.annotations.Nullable;

/** The simulator of a venue, and from what a simulation left to an evaluation. */
final class Accounts {
    private static final ThreadLocal<Desk> DESKS = new ThreadLocal<>();

    /** A simulator that a thread uses again while the venue is the same. */
    private record Desk(Venue venue, Simulator simulator) {}

    private Accounts() {}

    /** Returns this thread's simulator of a venue. */
    static Simulator simulator(Venue venue) {
        Desk desk = DESKS.get();
        if (desk == null || !desk.venue.equals(venue)) {
            desk = new Desk(venue, new Simulator(venue));
            DESKS.set(desk);
        }
        return desk.simulator;
    }

    /** Returns the evaluation of a simulation on a slice. */
    static Evaluation evaluation(Ledger ledger, MarketSlice slice) {
        Positions positions =
                new Positions(slice.bars(), ledger.first(), ledger.bars(), slice.market().venue().costs().takerFee(), ledger.tradeList());
        return evaluation(ledger, slice.market().periodsPerYear(), positions);
    }

    /** Returns the evaluation of a simulation, without its single trades. */
    static Evaluation evaluation(Ledger ledger, double periodsPerYear) {
        return evaluation(ledger, periodsPerYear, null);
    }

    private static Evaluation evaluation(Ledger ledger, double periodsPerYear, @Nullable Positions positions) {
        double[] returns = ledger.barReturns(0, ledger.bars());
        return new Evaluation(
                returns,
                ledger.bars() == 0 ? 0 : ledger.equity(ledger.bars() - 1) / ledger.startCash() - 1,
                periodsPerYear,
                ReturnStatistics.sampleSharpe(returns, periodsPerYear),
                ledger.trades(),
                maxDrawdown(ledger),
                ledger.ambiguousBars(),
                performance(ledger),
                positions);
    }

    /** Returns the largest fall of the equity at closes from an earlier peak, the start included, as a fraction of the peak. */
    private static double maxDrawdown(Ledger ledger) {
        double peak = ledger.startCash();
        double least = 1;
        for (int i = 0; i < ledger.bars(); i++) {
            double equity = ledger.equity(i);
            if (equity > peak) {
                peak = equity;
            } else if (equity < least * peak) {
                least = equity / peak;
            }
        }
        return Math.max(0, 1 - least);
    }

    private static Performance performance(Ledger ledger) {
        int closed = ledger.trades() - (ledger.lastTradeIsOpen() ? 1 : 0);
        int wins = 0;
        double won = 0;
        double lost = 0;
        double returns = 0;
        double profits = 0;
        double squares = 0;
        for (int i = 0; i < closed; i++) {
            Trade trade = ledger.trade(i);
            double profit = trade.profit();
            if (profit > 0) {
                wins++;
                won += profit;
            } else {
                lost -= profit;
            }
            returns += ledger.tradeReturn(i);
            profits += profit;
            squares += profit * profit;
        }
        double turnover = 0;
        double costs = 0;
        double before = ledger.startCash();
        for (int i = 0; i < ledger.bars(); i++) {
            double traded = ledger.traded(i);
            turnover += traded == 0 || !(before > 0) ? 0 : traded / before;
            costs += ledger.costs(i);
            before = ledger.equity(i);
        }
        return new Performance(
                closed, wins, won, lost, returns, profits, squares, ledger.exposedBars(), turnover, costs / ledger.startCash(), ledger.liquidations());
    }
}
