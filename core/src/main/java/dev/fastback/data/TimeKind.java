package dev.fastback.data;

import java.time.LocalDate;
import java.time.YearMonth;

/** What a plain number in a time column can be. */
enum TimeKind {
    /** The digits of a date, 20240229, also with those of hour and minute, 202402291330, and second, 20240229133015. */
    COMPACT("a date", 0),
    /** Days since 1899-12-30, as spreadsheets count them, with fractions of a day. */
    SERIAL("an Excel serial day", 0),
    SECONDS("epoch seconds", 1e-3),
    MILLIS("epoch milliseconds", 1),
    MICROS("epoch microseconds", 1e3),
    NANOS("epoch nanoseconds", 1e6);

    private static final double SERIALS_BELOW = 1e5; // 2173
    private static final double SECONDS_BELOW = 1e10; // 2286, as are the next two
    private static final double MILLIS_BELOW = 1e13;
    private static final double MICROS_BELOW = 1e16;
    private static final double EPOCH_SERIAL = 25_569;

    private final String words;
    private final double perMilli;

    TimeKind(String words, double perMilli) {
        this.words = words;
        this.perMilli = perMilli;
    }

    /** Returns what a number is by itself; the rest of its column may tell otherwise. */
    static TimeKind of(double number) {
        if (!Double.isNaN(compact(number))) {
            return COMPACT;
        }
        if (number > 0 && number < SERIALS_BELOW) {
            return SERIAL;
        }
        double size = Math.abs(number);
        return size < SECONDS_BELOW ? SECONDS : size < MILLIS_BELOW ? MILLIS : size < MICROS_BELOW ? MICROS : NANOS;
    }

    /** Returns this kind in a few words. */
    String words() {
        return words;
    }

    /** Returns whether numbers count from 1970-01-01. */
    boolean isEpoch() {
        return perMilli > 0;
    }

    /** Returns a number's time, milliseconds since the epoch with a fraction; NaN when it is no date of digits. */
    double millis(double number) {
        return switch (this) {
            case COMPACT -> compact(number);
            case SERIAL -> Math.rint((number - EPOCH_SERIAL) * BarSteps.DAY_MILLIS);
            case SECONDS -> number * 1e3;
            case MILLIS, MICROS, NANOS -> number / perMilli;
        };
    }

    private static double compact(double number) {
        if (number >= 18_000_101 && number < 22_000_000) {
            return compact(number, (long) number, 0);
        }
        if (number >= 180_001_010_000d && number < 220_000_000_000d) {
            return compact(number, (long) number / 10_000, (long) number % 10_000 * 100);
        }
        return number >= 18_000_101_000_000d && number < 22_000_000_000_000d
                ? compact(number, (long) number / 1_000_000, (long) number % 1_000_000)
                : Double.NaN;
    }

    private static double compact(double number, long date, long time) {
        int year = (int) (date / 10_000);
        int month = (int) (date / 100 % 100);
        int day = (int) (date % 100);
        long hour = time / 10_000;
        long minute = time / 100 % 100;
        long second = time % 100;
        if (number != Math.rint(number) || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59
                || day > YearMonth.of(year, month).lengthOfMonth()) {
            return Double.NaN;
        }
        return LocalDate.of(year, month, day).toEpochDay() * (double) BarSteps.DAY_MILLIS
                + ((hour * 60 + minute) * 60 + second) * 1000;
    }
}
