package dev.fastback.input;

import dev.fastback.data.BarSeries;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.simulate.terms.Contract;
import dev.fastback.strategy.Market;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** On which bars a lot costs more than the account begins with, so that nothing can be bought, or a tick is above the price, so that limits and stops mean little. */
final class OrderReach {
    private OrderReach() {}

    /**
     * Returns a note for each.
     *
     * @throws BarDataException if no lot can be bought at the lowest price of any bar
     */
    static List<String> notes(String file, BarSeries bars, Market market) {
        Contract contract = market.terms().contract();
        double cash = market.terms().cash();
        double fee = Math.max(market.terms().fixedFee(), market.terms().minimumFee());
        double most = contract.leverage() * (cash - fee);
        List<String> notes = new ArrayList<>();
        if (contract.lot() > 0) {
            String lot = "a lot of " + plain(contract.lot()) + " costs more than --cash " + plain(cash)
                    + (contract.leverage() > 1 ? " and --leverage " + plain(contract.leverage()) : "") + " can buy";
            lot += " at the lowest price";
            String so = ", and orders for less than a lot are not filled";
            int out = note(notes, bars, i -> contract.lot() * contract.multiplier() * bars.low(i) > most, lot, so);
            if (out == bars.size()) {
                throw BarDataException.of(file, lot + " of any bar of " + bars.symbol() + so);
            }
        }
        if (contract.tick() > 0) {
            note(notes, bars, i -> contract.tick() > bars.close(i), "--tick " + plain(contract.tick()) + " is more than the price",
                    ", and limits and stops are rounded to whole ticks");
        }
        return notes;
    }

    /** Adds a note of the bars that are out of reach, if there are any, and returns how many. */
    private static int note(List<String> notes, BarSeries bars, IntPredicate isOut, String what, String so) {
        int count = 0;
        int newest = -1;
        for (int i = 0; i < bars.size(); i++) {
            if (isOut.test(i)) {
                count++;
                newest = i;
            }
        }
        if (count > 0) {
            notes.add(String.format(Locale.ROOT, "on %,d of %,d bars, the newest %s, %s%s", count, bars.size(), bars.timeLabel(newest), what, so));
        }
        return count;
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
