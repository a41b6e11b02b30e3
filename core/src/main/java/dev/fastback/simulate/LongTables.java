package dev.fastback.simulate;

import dev.fastback.simulate.terms.Costs;
import dev.fastback.simulate.terms.Venue;
import java.util.Objects;

/**
 * What a {@link LongKernel} reads of the bars of a slice: at which price all of the equity is bought and sold at each open, and prefix sums to which
 * the returns of the bars of entry and exit are added, so that what a holding earned is one difference. Immutable.
 *
 * <p>Layout: bar b of the series is at b - from. A holding that was bought at the open of bar i and is sold at the open of bar k has the bar returns
 * {@code ofEntry[i] + ofExit[k]}, one that is still there {@code ofEntry[i] + sums[k]} up to bar k (exclusive); all are whole numbers of a quantum, a
 * power of two that leaves 61 bits, so that the differences are exact.
 */
final class LongTables {
    /** The price of a purchase at the open. */
    final double[] buy;
    /** What a unit costs then, with its fee. */
    final double[] perUnit;
    /** The price of a sale at the open. */
    final double[] sell;

    final long[] sums;
    final long[] squares;
    final long[] ofEntry;
    final long[] ofEntrySquares;
    final long[] ofExit;
    final long[] ofExitSquares;
    final double sumQuantum;
    final double squareQuantum;

    private LongTables(Prices prices, Costs costs, int from, int to) {
        int n = to - from;
        buy = new double[n];
        perUnit = new double[n];
        sell = new double[n];
        double[] entry = new double[n];
        double[] exit = new double[n];
        double[] held = new double[n];
        double sum = 0;
        double square = 0;
        double most = 0;
        for (int k = 0; k < n; k++) {
            double open = prices.open[from + k];
            double close = prices.close[from + k];
            double before = prices.close[from + k - 1];
            buy[k] = costs.price(true, open, false);
            perUnit[k] = buy[k] * (1 + costs.takerFee());
            sell[k] = costs.price(false, open, false);
            entry[k] = close / perUnit[k] - 1;
            exit[k] = sell[k] * (1 - costs.takerFee()) / before - 1;
            held[k] = close / before - 1;
            sum += Math.abs(held[k]);
            square += held[k] * held[k];
            most = Math.max(most, Math.max(Math.abs(entry[k]), Math.abs(exit[k])));
        }
        sumQuantum = TradeTables.quantum(sum + 2 * most) * 2;
        squareQuantum = TradeTables.quantum(square + 2 * most * most) * 2;
        sums = new long[n + 1];
        squares = new long[n + 1];
        ofEntry = new long[n];
        ofEntrySquares = new long[n];
        ofExit = new long[n];
        ofExitSquares = new long[n];
        for (int k = 0; k < n; k++) {
            sums[k + 1] = sums[k] + Math.round(held[k] / sumQuantum);
            squares[k + 1] = squares[k] + Math.round(held[k] * held[k] / squareQuantum);
            ofEntry[k] = Math.round(entry[k] / sumQuantum) - sums[k + 1];
            ofEntrySquares[k] = Math.round(entry[k] * entry[k] / squareQuantum) - squares[k + 1];
            ofExit[k] = Math.round(exit[k] / sumQuantum) + sums[k];
            ofExitSquares[k] = Math.round(exit[k] * exit[k] / squareQuantum) + squares[k];
        }
    }

    static LongTables of(TradeTables tables) {
        return new LongTables(tables.prices, tables.venue.costs(), tables.from, tables.to);
    }

    /** Returns whether all of the equity is bought and sold by these tables: no amount of money, no step of quantities has a part in it. */
    static boolean fits(Venue venue) {
        Objects.requireNonNull(venue, "venue");
        Costs costs = venue.costs();
        return costs.fixedFee() == 0 && costs.minimumFee() == 0 && venue.contract().lot() == 0 && venue.contract().multiplier() == 1;
    }
}
