package dev.fastback.ta4j;

import dev.fastback.data.BarSeries;
import dev.fastback.simulate.Ledger;
import dev.fastback.simulate.Trade;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ta4j.core.AnalysisCriterion;
import org.ta4j.core.BaseTradingRecord;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.analysis.cost.LinearTransactionCostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.num.NumFactory;

/**
 * ta4j's criteria by the names of their classes, for runs of Fastback's simulator: each trade is a position of one unit at the opens of its bars, as
 * ta4j's manager would record it. They are not figures of the account, whose positions are all of its equity.
 */
public final class Ta4jCriteria {
    private static final List<String> PACKAGES = List.of(
            "org.ta4j.core.criteria.", "org.ta4j.core.criteria.pnl.", "org.ta4j.core.criteria.drawdown.", "org.ta4j.core.criteria.commissions.");

    private Ta4jCriteria() {}

    /**
     * Returns a criterion as ta4j makes it without arguments.
     *
     * @param name of its class, for example {@code NetProfitCriterion}
     * @throws IllegalArgumentException if there is none of that name, or it needs arguments
     */
    public static AnalysisCriterion of(String name) {
        if (!name.matches("\\w+")) {
            throw new IllegalArgumentException("a criterion is named by its class, for example NetProfitCriterion: " + name);
        }
        for (String place : PACKAGES) {
            try {
                return Class.forName(place + name, true, AnalysisCriterion.class.getClassLoader())
                        .asSubclass(AnalysisCriterion.class)
                        .getConstructor()
                        .newInstance();
            } catch (ClassNotFoundException e) {
                // perhaps in the next
            } catch (NoSuchMethodException | InstantiationException | IllegalAccessException | ClassCastException e) {
                throw new IllegalArgumentException("ta4j makes no criterion " + name + " without arguments", e);
            } catch (InvocationTargetException e) {
                throw new IllegalArgumentException("ta4j cannot make criterion " + name + ": " + e.getCause(), e);
            }
        }
        throw new IllegalArgumentException("ta4j has no criterion " + name + "; its package org.ta4j.core.criteria lists them");
    }

    /**
     * Returns what gives a criterion of a run's trades, those that are closed.
     *
     * @param bars the series of the run
     * @param feeFraction fee of a fill
     */
    public static ToDoubleFunction<Ledger> on(BarSeries bars, String name, double feeFraction) {
        AnalysisCriterion criterion = of(name);
        org.ta4j.core.BarSeries series = Ta4jIndicators.of(bars).series();
        return ledger -> criterion.calculate(series, record(series, ledger, feeFraction)).doubleValue();
    }

    /** Returns a run's closed trades as ta4j's record. */
    static TradingRecord record(org.ta4j.core.BarSeries series, Ledger ledger, double feeFraction) {
        TradeType type = ledger.trades() > 0 && !ledger.trade(0).isLong() ? TradeType.SELL : TradeType.BUY;
        TradingRecord record =
                new BaseTradingRecord(type, new LinearTransactionCostModel(feeFraction), new ZeroCostModel());
        NumFactory numbers = series.numFactory();
        for (int i = 0; i < ledger.trades(); i++) {
            Trade trade = ledger.trade(i);
            if (trade.isLong() != (type == TradeType.BUY)) {
                throw new IllegalArgumentException("a record of ta4j has positions of one side, and trade " + i + " is of the other");
            }
            if (!trade.isOpen()) {
                record.operate(trade.entryBar(), series.getBar(trade.entryBar()).getOpenPrice(), numbers.one());
                record.operate(trade.exitBar(), series.getBar(trade.exitBar()).getOpenPrice(), numbers.one());
            }
        }
        return record;
    }
}
