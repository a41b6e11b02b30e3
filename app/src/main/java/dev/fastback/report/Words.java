package dev.fastback.report;

import dev.fastback.evaluation.Metric;
import dev.fastback.result.EvidenceFigure;
import dev.fastback.study.Study;
import dev.fastback.summary.StrategySummary;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Numbers as the table writes them. */
public final class Words {
    private Words() {}

    /** Returns a figure of a line's evidence; null where it is absent. */
    public static @Nullable Double evidence(StrategySummary line, EvidenceFigure figure) {
        return line.evidence() == null ? null : line.evidence().value(figure);
    }

    /** Returns a fraction as a percentage; a dash for none. */
    public static String percent(@Nullable Double fraction, int decimals) {
        return fraction == null ? "-" : fixed(100 * fraction, decimals) + "%";
    }

    // Absurd settings give absurd figures, which must not tear the columns apart.
    public static String fixed(double value, int decimals) {
        return Math.abs(value) < 1e12 ? unsignedZero(format("%." + decimals + "f", value)) : format("%.3g", value);
    }

    /** Returns a number as it is written, without the sign where only zeros are left of it. */
    public static String unsignedZero(String number) {
        return number.startsWith("-") && number.chars().noneMatch(c -> c >= '1' && c <= '9') ? number.substring(1) : number;
    }

    /** Returns a price as people read it. */
    public static String price(double price) {
        return price >= 1e12 || price < 1e-4 ? format("%.6g", price) : price >= 1 ? format("%,.2f", price) : format("%.6f", price);
    }

    /** Returns a number with six digits at most and no zeros at its end. */
    public static String plain(double value) {
        double size = Math.abs(value);
        if (value != 0 && (size >= 1e12 || size < 1e-9)) {
            return format("%.6g", value);
        }
        return new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros().toPlainString();
    }

    /** Returns a text as a pattern has it, whatever the language of the system. */
    public static String format(String pattern, @Nullable Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }

    /** Returns a figure in a pattern; a dash for none. */
    public static String orDash(@Nullable Double value, String pattern) {
        return value == null ? "-" : Math.abs(value) < 1e12 ? unsignedZero(format(pattern, value)) : format("%.3g", value);
    }

    /** Returns what a search makes as large as possible, of several metrics the first. */
    public static Metric searched(Study study) {
        return study.metric().parts().getFirst();
    }

    /** Returns the name of a metric's figure, without conditions; {@link Metric#shown} gives its value. */
    public static String figure(Metric metric) {
        return metric.measures().isEmpty() ? metric.name() : metric.measures().getFirst().name();
    }

    /** Returns whether a metric is a return, which is read as a percentage. */
    public static boolean isReturn(Metric metric) {
        return figure(metric).equals("return");
    }

    /** Returns a parameter's value, or those of several. */
    public static String parameter(Object value) {
        return switch (value) {
            case Double real -> format("%.5f", real);
            case Boolean flag -> flag ? "yes" : "no";
            case Map<?, ?> all -> all.entrySet().stream()
                    .map(e -> e.getKey() + "=" + (e.getValue() instanceof Double real ? format("%.6g", real) : String.valueOf(e.getValue())))
                    .collect(Collectors.joining(" "));
            default -> String.valueOf(value);
        };
    }
}
