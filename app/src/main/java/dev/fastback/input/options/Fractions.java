package dev.fastback.input.options;

import dev.fastback.terminal.UsageException;
import java.math.BigDecimal;
import java.util.Locale;

/** Fractions as people write them: 0.0015, 0.15% or 15bp. */
public final class Fractions {
    /** Larger exponents would overflow when the point is moved. */
    private static final int MOST_PLACES = 400;

    /** From here on a number without a unit is more likely a percentage than a fee. */
    private static final BigDecimal DOUBTFUL = new BigDecimal("0.05");

    private Fractions() {}

    /**
     * Returns the fraction of a fee.
     *
     * @param option the option's name
     * @throws UsageException if it is no number, or 5 % and more without a unit
     */
    public static double fee(String option, String text) {
        return of(option, text, DOUBTFUL, " of every fill");
    }

    /**
     * Returns a fraction.
     *
     * @param option the option's name
     * @param doubtful from here on a number without a unit is more likely a percentage than a fraction
     * @throws UsageException if it is no number, or one that is doubtful
     */
    static double of(String option, String text, double doubtful) {
        return of(option, text, BigDecimal.valueOf(doubtful), "");
    }

    private static double of(String option, String text, BigDecimal doubtful, String of) {
        String bare = text.strip().toLowerCase(Locale.ROOT);
        int places = bare.endsWith("%") ? 2 : bare.endsWith("bp") || bare.endsWith("bps") ? 4 : 0;
        String digits = bare.replaceFirst("(%|bps?)$", "").strip();
        if (digits.matches("[+-]?(infinity|nan)")) {
            throw new UsageException(option + " must be finite and not negative: " + text);
        }
        BigDecimal number;
        try {
            number = new BigDecimal(digits);
        } catch (NumberFormatException e) {
            throw new UsageException(option + " must be a number, with a point before its decimals: " + text);
        }
        if (Math.abs((long) number.scale()) > MOST_PLACES) { // beyond it moving the point would overflow
            throw new UsageException(option + " must be a number of usual size: " + text);
        }
        if (places == 0 && number.compareTo(doubtful) >= 0) {
            throw new UsageException(option + " " + text + " is " + plain(number.movePointRight(2)) + " %" + of + "; write " + text
                    + "% if you mean per cent, " + plain(number.movePointRight(2)) + "% if you mean that");
        }
        return number.movePointLeft(places).doubleValue();
    }

    private static String plain(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        return Math.abs(bare.scale()) > 20 ? bare.toString() : bare.toPlainString();
    }
}
