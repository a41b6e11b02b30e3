package dev.fastback.evaluation;

/**
 * What an account did besides earning: the sums of its trades that were closed, from which figures of trades are made. One that is still open at the
 * end is marked at the last close and left out here.
 *
 * @param closedTrades number of closed trades
 * @param wins those that earned more than they cost
 * @param wonMoney sum of what winning trades earned, in money where the account begins with 1
 * @param lostMoney sum of what the others lost, not negative
 * @param sumOfReturns sum of the trades' returns on what was put into them, fractions
 * @param sumOfProfits sum of what trades earned, in money
 * @param sumOfSquares sum of the squares of what trades earned
 * @param barsInMarket bars on which something was held at any time
 * @param turnover value bought and sold, as a sum of shares of the equity before each bar
 * @param costs fees, slippage, spread, borrowing and funding, in money
 * @param liquidations how often a position was liquidated
 */
public record Performance(
        int closedTrades,
        int wins,
        double wonMoney,
        double lostMoney,
        double sumOfReturns,
        double sumOfProfits,
        double sumOfSquares,
        int barsInMarket,
        double turnover,
        double costs,
        int liquidations) {
    /** Returns the share of closed trades that won; 0 without trades. */
    public double winRate() {
        return closedTrades == 0 ? 0 : (double) wins / closedTrades;
    }

    /** Returns what was won for each unit that was lost; infinite where nothing was lost, 0 where nothing was won. */
    public double profitFactor() {
        return wonMoney == 0 ? 0 : wonMoney / lostMoney;
    }

    /** Returns the mean return of a closed trade, a fraction; 0 without trades. */
    public double expectancy() {
        return closedTrades == 0 ? 0 : sumOfReturns / closedTrades;
    }

    /** Returns Van Tharp's system quality number, {@code sqrt(n) mean / deviation} of what trades earned; 0 with fewer than two trades. */
    public double sqn() {
        if (closedTrades < 2) {
            return 0;
        }
        double mean = sumOfProfits / closedTrades;
        double variance = (sumOfSquares - closedTrades * mean * mean) / (closedTrades - 1);
        return variance > 0 ? Math.sqrt(closedTrades) * mean / Math.sqrt(variance) : 0;
    }
}
