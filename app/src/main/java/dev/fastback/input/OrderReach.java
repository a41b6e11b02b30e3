package dev.fastback.input;

import dev.fastback.data.BarSeries;
import dev.fastback.data.reading.BarDataException;
import dev.fastback.simulate.Contract;
import dev.fastback.strategy.Market;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** On which bars no order can be filled whatever a strategy says: a lot costs more than the account begins with, or a tick is above the price. */
final class OrderReach {
    private OrderReach() {}

    /**
     * Returns a note for each reason for which some bars are out of reach.
     *
     * @throws BarDataException if all are, so that nothing could ever be traded
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
            note(notes, file, bars, i -> contract.lot() * contract.multiplier() * bars.close(i) > most, lot, ", and orders for less than a lot are not filled");
        }
        if (contract.tick() > 0) {
            note(notes, file, bars, i -> contract.tick() > bars.close(i), "--tick " + plain(contract.tick()) + " is more than the price",
                    ", and limits and stops are rounded to whole ticks");
        }
        return notes;
    }

    private static void note(List<String> notes, String file, BarSeries bars, IntPredicate isOut, String what, String so) {
        int count = 0;
        int newest = -1;
        for (int i = 0; i < bars.size(); i++) {
            if (isOut.test(i)) {
                count++;
                newest = i;
            }
        }
        if (count == bars.size()) {
            throw BarDataException.of(file, what + " at every close of " + bars.symbol() + so);
        }
        if (count > 0) {
            notes.add(String.format(Locale.ROOT, "on %,d of %,d bars, the newest %s, %s%s", count, bars.size(), bars.timeLabel(newest), what, so));
        }
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
