package dev.fastback.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How numbers of a column or an axis are shown. The page's script shows them alike. */
public enum Format {
    /** Plain numbers, five digits. */
    NUMBER("number"),
    /** Whole numbers. */
    COUNT("count"),
    /** Fractions as percentages, three digits. */
    PERCENT("percent"),
    /** Prices, six digits. */
    PRICE("price"),
    /** Seconds. */
    SECONDS("seconds"),
    /** So many times. */
    TIMES("times"),
    /** Bytes, as MB. */
    BYTES("bytes");

    private static final double LARGE = 1e9;
    private static final double SMALL = 1e-5;
    private static final double MEGA = 1e6;
    private static final double LEAST_PERCENT = 0.0005;

    private final String key;

    Format(String key) {
        this.key = key;
    }

    /** Returns its name in the page's data. */
    String key() {
        return key;
    }

    /** Returns a number as text; a dash for one that is not finite. */
    public String of(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        return switch (this) {
            case NUMBER -> digits(value, 5);
            case COUNT -> String.format(Locale.ROOT, "%,.0f", value);
            case PERCENT -> percent(100 * value);
            case PRICE -> digits(value, 6);
            case SECONDS -> digits(value, 3) + " s";
            case TIMES -> digits(value, 3) + "×";
            case BYTES -> digits(value / MEGA, 3) + " MB";
        };
    }

    private static String percent(double percent) {
        double size = Math.abs(percent);
        if (size >= LARGE) {
            return digits(percent, 3) + "%";
        }
        // Of a loss that rounds to nothing no sign is left.
        double shown = size < LEAST_PERCENT ? size : percent;
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f%%" : size >= 10 ? "%.1f%%" : size >= 1 || percent == 0 ? "%.2f%%" : "%.3f%%", shown);
    }

    private static String digits(double value, int digits) {
        double size = Math.abs(value);
        if (value != 0 && (size >= LARGE || size < SMALL)) {
            return String.format(Locale.ROOT, "%." + digits + "g", value).replaceFirst("e([+-])0", "e$1");
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        return size >= 10_000 ? String.format(Locale.ROOT, "%,.0f", value) : rounded.toPlainString();
    }
}
