package dev.fastback.ta4j;

import dev.fastback.evaluation.Positions;
import dev.fastback.simulate.Trade;
import dev.fastback.simulate.TradeList;
import java.util.ArrayList;
import java.util.List;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseTradingRecord;
import org.ta4j.core.Trade.TradeType;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.CostModel;
import org.ta4j.core.analysis.cost.LinearTransactionCostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.num.Num;
import org.ta4j.core.num.NumFactory;

/**
 * The trades of an account as ta4j records them: each a position of one unit, at the prices of its fills (spread and slippage in them) with the fee of
 * an order at the market, on the bars of the window. Those of {@link Ta4jStrategy} are what ta4j's {@code BarSeriesManager} records on the same bars.
 */
final class Ta4jRecord extends BaseTradingRecord {
    private static final long serialVersionUID = 1L;

    private final int first;
    private final int last;

    private Ta4jRecord(CostModel fee, int first, int last, org.ta4j.core.Trade... trades) {
        super(fee, new ZeroCostModel(), trades);
        this.first = first;
        this.last = last;
    }

    /**
     * Returns the record of an account.
     *
     * @param series its bars, the window's last one being the last
     * @throws IllegalArgumentException if a trade was entered or left in several parts, which a position of ta4j cannot be
     */
    static TradingRecord of(Positions positions, BarSeries series) {
        TradeList trades = positions.trades();
        CostModel fee = new LinearTransactionCostModel(positions.feeFraction());
        int first = positions.first();
        int last = positions.end() - 1;
        if (trades.size() == 0) {
            return new BaseTradingRecord(TradeType.BUY, first, last, fee, new ZeroCostModel());
        }
        boolean isOpen = trades.get(trades.size() - 1).isOpen();
        if (trades.fills() != 2 * trades.size() - (isOpen ? 1 : 0)) {
            throw new IllegalArgumentException("a position of ta4j is entered and left at once, and the " + trades.size() + " of this account took "
                    + trades.fills() + " fills: a criterion of ta4j cannot be computed where positions are entered or left in parts");
        }
        return new Ta4jRecord(fee, first, last, fills(trades, series.numFactory(), fee));
    }

    private static org.ta4j.core.Trade[] fills(TradeList trades, NumFactory numbers, CostModel fee) {
        List<org.ta4j.core.Trade> fills = new ArrayList<>(2 * trades.size());
        for (int i = 0; i < trades.size(); i++) {
            Trade trade = trades.get(i);
            fills.add(fill(trade.isLong(), trade.entryBar(), numbers.numOf(trade.entryPrice()), numbers.one(), fee));
            if (!trade.isOpen()) {
                fills.add(fill(!trade.isLong(), trade.exitBar(), numbers.numOf(trade.exitPrice()), numbers.one(), fee));
            }
        }
        return fills.toArray(org.ta4j.core.Trade[]::new);
    }

    private static org.ta4j.core.Trade fill(boolean isBought, int bar, Num price, Num unit, CostModel fee) {
        return isBought ? org.ta4j.core.Trade.buyAt(bar, price, unit, fee) : org.ta4j.core.Trade.sellAt(bar, price, unit, fee);
    }

    @Override
    public Integer getStartIndex() {
        return first;
    }

    @Override
    public Integer getEndIndex() {
        return last;
    }
}
