package dev.fastback.ta4j;

import dev.fastback.simulate.Account;
import dev.fastback.simulate.Trader;
import dev.fastback.simulate.terms.Venue;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseTradingRecord;
import org.ta4j.core.Strategy;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.LinearTransactionCostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;

/**
 * Asks a strategy of ta4j at each close. Rules that look at the position (stops, holding times) see a trading record of one unit that is kept in
 * step with the account: entered and left on the bars of its fills, at their opens, with its fee.
 */
final class Ta4jTrader implements Trader {
    private final Strategy strategy;
    private final BarSeries series;
    private final TradingRecord record;
    private final int side;
    private final boolean mayEnter;

    Ta4jTrader(Strategy strategy, BarSeries series, Venue venue, boolean isLongOnly) {
        this.strategy = strategy;
        this.series = series;
        this.side = strategy.getStartingType() == TradeType.BUY ? 1 : -1;
        this.mayEnter = side > 0 || !isLongOnly;
        this.record = new BaseTradingRecord(
                strategy.getStartingType(), new LinearTransactionCostModel(venue.costs().takerFee()), new ZeroCostModel());
    }

    @Override
    public void onClose(Account account) {
        follow(account);
        int bar = account.bar();
        if (account.isFlat()) {
            if (mayEnter && strategy.shouldEnter(bar, record)) {
                account.enter(side);
            }
        } else if (strategy.shouldExit(bar, record)) {
            account.exit();
        }
    }

    /** Brings the record to where the account is. */
    private void follow(Account account) {
        boolean isOpen = record.getCurrentPosition().isOpened();
        if (isOpen && account.isFlat()) {
            operate(account.bar());
        } else if (!isOpen && !account.isFlat()) {
            operate(account.entryBar());
        }
    }

    private void operate(int bar) {
        record.operate(bar, series.getBar(bar).getOpenPrice(), series.numFactory().one());
    }
}
