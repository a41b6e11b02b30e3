package dev.fastback.data.text;

import dev.fastback.data.reading.ReadingOptions;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What single values of a table could be, for a first look at a few rows. */
public final class Samples {
    private static final Pattern TIME_OF_DAY =
            Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?( ?[AaPp][Mm])?|\\d{1,6}");
    /** 1980-03-01: the times of numbers that are something else lie before it. */
    public static final long LEAST_PLAIN_EPOCH = 320_716_800_000L;
    private static final int LAST_TIME_OF_DAY = 235_959;
    private static final Set<String> MISSING = Set.of("", "-", "--", "\u2014", "na", "n/a", "nan", "null", "none", "#n/a");

    private Samples() {}

    /** Returns whether a value could be a time: a number, or a date with or without time of day. */
    public static boolean couldBeTime(String value) {
        byte[] b = value.getBytes(StandardCharsets.UTF_8);
        return new TimeNumber().read(b, 0, b.length) || couldBeDate(value);
    }

    /** Returns whether a value could be a date that is no number. */
    public static boolean couldBeDate(String value) {
        byte[] b = value.getBytes(StandardCharsets.UTF_8);
        return !new TimeNumber().read(b, 0, b.length)
                && (new DateScan().scan(b, 0, b.length) || TimeParser.parse(b, 0, b.length) != TimeParser.UNREADABLE);
    }

    /** Returns whether a value could be a time of day. */
    public static boolean couldBeTimeOfDay(String value) {
        return TIME_OF_DAY.matcher(value).matches()
                && (value.indexOf(':') > 0 || Integer.parseInt(value) <= LAST_TIME_OF_DAY);
    }

    /** Returns whether a value says that there is none. */
    public static boolean isMissing(String value) {
        return MISSING.contains(value.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns a number that grows with the time that a value is, as far as one value can tell; for comparing a few rows. NaN when
     * it is no time.
     */
    public static double rank(String value) {
        byte[] b = value.getBytes(StandardCharsets.UTF_8);
        TimeNumber number = new TimeNumber();
        if (number.read(b, 0, b.length)) {
            return number.value();
        }
        long iso = TimeParser.parse(b, 0, b.length);
        DateScan scan = new DateScan();
        long millis = iso != TimeParser.UNREADABLE || !scan.scan(b, 0, b.length) ? iso : scan.millis(scan.order());
        return millis == TimeParser.UNREADABLE ? Double.NaN : millis;
    }

    /** Returns the number that a value is read as, NaN if it is none. */
    public static double number(String value) {
        byte[] b = value.getBytes(StandardCharsets.UTF_8);
        return DecimalParser.parse(b, 0, b.length);
    }

    /**
     * Returns the time of a value that means the same in any column, milliseconds since the epoch; a code that is
     * {@linkplain TimeReader#isTime no time} for others.
     */
    public static long plainTime(String value, ReadingOptions options) {
        byte[] b = value.getBytes(StandardCharsets.UTF_8);
        return plainTime(b, 0, b.length, options.latest());
    }

    /**
     * Returns the time of a field in {@code [from, to)} as {@link #plainTime(String, ReadingOptions)} does.
     *
     * @param latest the {@linkplain ReadingOptions#latest latest} time that a bar may begin
     */
    public static long plainTime(byte[] b, int from, int to, long latest) {
        long millis = TimeParser.parse(b, from, to);
        if (millis < ReadingOptions.EARLIEST || millis > latest) {
            return TimeParser.UNREADABLE;
        }
        TimeNumber number = new TimeNumber();
        if (number.read(b, from, to)) {
            boolean date = number.compactMillis() != TimeParser.UNREADABLE;
            boolean epoch = millis >= LEAST_PLAIN_EPOCH && !date && !number.isShortDate() && b[from] != '0';
            return epoch || (date && to - from == 8) ? millis : TimeParser.UNREADABLE;
        }
        return millis;
    }
}
