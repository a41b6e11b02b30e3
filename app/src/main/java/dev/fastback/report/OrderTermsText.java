package dev.fastback.report;

import dev.fastback.simulate.terms.Contract;
import dev.fastback.simulate.terms.LimitFill;
import dev.fastback.simulate.terms.OrderTerms;
import dev.fastback.simulate.terms.SignalFill;
import java.math.BigDecimal;
import java.math.MathContext;

/** What was said of orders besides the fee and the spread, in words. */
public final class OrderTermsText {
    private static final MathContext DIGITS = new MathContext(12);

    private OrderTermsText() {}

    /** Returns what differs from plain terms, each part begun with a comma; empty if nothing does. */
    public static String of(OrderTerms terms) {
        Contract contract = terms.contract();
        StringBuilder out = new StringBuilder();
        percent(out, "slippage", terms.slippage());
        if (terms.slippageTicks() > 0) {
            out.append(", slippage ").append(plain(terms.slippageTicks())).append(terms.slippageTicks() == 1 ? " tick" : " ticks");
        }
        if (terms.makerFee() != null) {
            out.append(", maker fee ").append(plain(100 * terms.makerFee())).append('%');
        }
        number(out, "fixed fee", terms.fixedFee(), 0);
        number(out, "minimum fee", terms.minimumFee(), 0);
        percent(out, "borrowing a year", terms.borrowRate());
        percent(out, "funding a year", terms.fundingRate());
        number(out, "tick", contract.tick(), 0);
        number(out, "lot", contract.lot(), 0);
        number(out, "multiplier", contract.multiplier(), 1);
        number(out, "leverage", contract.leverage(), 1);
        percent(out, "maintenance", contract.maintenance());
        number(out, "cash", terms.cash(), 1);
        if (terms.limitFill() != LimitFill.THROUGH) {
            out.append(", limits filled when touched");
        }
        if (terms.signalFill() != SignalFill.OPEN) {
            out.append(", signals filled at the close that gives them, which is optimistic");
        }
        return out.toString();
    }

    private static void percent(StringBuilder out, String what, double fraction) {
        if (fraction != 0) {
            out.append(", ").append(what).append(' ').append(plain(100 * fraction)).append('%');
        }
    }

    private static void number(StringBuilder out, String what, double value, double usual) {
        if (value != usual) {
            out.append(", ").append(what).append(' ').append(plain(value));
        }
    }

    /** Returns a number without the dust of binary fractions. */
    static String plain(double value) {
        return BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
