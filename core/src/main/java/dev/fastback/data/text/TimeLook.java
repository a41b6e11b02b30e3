package dev.fastback.data.text;

import dev.fastback.data.BarSteps;
import dev.fastback.data.findings.BarDataException;
import dev.fastback.data.reading.ReadingOptions;
import dev.fastback.data.text.DateScan.Order;
import dev.fastback.data.text.TimeNumber.Unit;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all times of a column before any is read, because one value does not tell what it means: 45293 is a serial day or a
 * second of 1970, 1/2/2024 a day of January or February.
 *
 * <ul>
 *   <li>Numbers are compact dates of 8, 12 or 14 digits when half of them are dates from 1900 to tomorrow; serial days when half
 *       lie between the serials of 1927 and tomorrow and one is after the number of today's day since 1970; else they count from the epoch: seconds below 10^11, milliseconds below
 *       10^14, microseconds below 10^17, nanoseconds beyond, each number by its own size. When the times so read go up and down or
 *       leave the range, and in the unit of the largest they do not, all are in that unit. Numbers whose times all lie before
 *       March 1980 (nanoseconds: before 2000) are refused, because they are something else: rows, days since 1970, 24010213, ticks
 *       of 100 nanoseconds. So are those of ten digits that are dates as 2401021330.
 *   <li>Dates whose parts do not tell themselves which is which are read in the order in which all are dates. When more than one
 *       order will do, the range from 1900 to tomorrow decides, and among many rows a day those orders in which days follow on each
 *       other within a week; else the column is refused; dates with points begin with the day.
 * </ul>
 */
public final class TimeLook {
    static final double LEAST_SERIAL = 10_000;
    /** 1980-03-01 and 2000-01-01, milliseconds since the epoch. */
    private static final long LEAST_LAST = 320_716_800_000L;
    private static final long LEAST_LAST_NANOS = 946_684_800_000L;
    /** So many times as many rows must speak for an order as speak against it. */
    private static final long CLEARLY = 20;

    private static final double COARSE_SECONDS = 1000;
    /** The largest number of eight digits; compact dates of more have a time of day. */
    private static final double MOST_DATE = 99_999_999;
    private static final long STRAY_MILLIS = 5 * 365 * BarSteps.DAY_MILLIS;

    private final ReadingOptions options;
    private final long latest;
    private final TimeNumber number = new TimeNumber();
    private final DateScan scan = new DateScan();

    private long numbers;
    private long compact;
    private long serials;
    private long shortDates;
    private long leadingZeros;
    /** The least power of ten that a digit of a number stands for, and the first number that has an exponent. */
    private int finest = Integer.MAX_VALUE;
    private @Nullable String firstPower;
    private long firstPowerLine;
    private double largest;
    private double largestSerial;
    /** Whether a number, counted from the epoch, is a time from which bars are to be expected. */
    private boolean reaches;
    private final Set<Unit> units = EnumSet.noneOf(Unit.class);
    // Numbers whose times lie before March 1980, and the gap between them and the others: a few far from all others are something else.
    private long early;
    private long lastEarly = Long.MIN_VALUE;
    private long firstLate = Long.MAX_VALUE;
    private final Way byNumber = new Way();
    private final Way bySize = new Way();

    private long dates;
    private long plainDates;
    private final long[] unfit = new long[Order.values().length];
    private final long[] implausible = new long[Order.values().length];
    private final Days[] days = {new Days(), new Days(), new Days()};
    private long doubtfulTimed;
    private boolean points = true;
    private @Nullable String firstDoubtful;
    private long firstDoubtfulLine;
    private long localTimes;
    private long zonedTimes;
    /** Numbers that are a date with a time of day: digits of both, or serial days that are not whole. */
    private long timedNumbers;

    /** Makes one that has seen nothing. */
    public TimeLook(ReadingOptions options) {
        this.options = options;
        this.latest = options.latest();
    }

    /** Returns whether the name of a column says a zone, {@code time (UTC+2)}, so that its times cannot be read without it. */
    public static boolean namesZone(String column) {
        return Zones.inName(column) != null;
    }

    /** Takes note that the column's type calls its times local ones; they need not be looked at. */
    public void seeLocal() {
        localTimes++;
    }

    /** Looks at the time in {@code [from, to)}. */
    public void see(byte[] b, int from, int to, long line) {
        if (number.read(b, from, to)) {
            seeNumber();
            seeDigits(b, from, to, line);
            leadingZeros += to - from > 1 && b[from] == '0' && b[from + 1] != '.' ? 1 : 0;
        } else if (scan.scan(b, from, to)) {
            seeDate(b, from, to, line);
        }
    }

    private void seeNumber() {
        numbers++;
        double value = number.value();
        long date = number.compactMillis();
        boolean isCompact = date >= ReadingOptions.EARLIEST && date <= latest;
        compact += isCompact ? 1 : 0;
        long serial = number.serialMillis();
        boolean isSerial = value >= LEAST_SERIAL && serial >= ReadingOptions.EARLIEST && serial <= latest;
        if (isSerial) {
            serials++;
            largestSerial = Math.max(largestSerial, value);
        }
        timedNumbers += isCompact && value > MOST_DATE || isSerial && isTimed(serial) ? 1 : 0;
        shortDates += number.isShortDate() ? 1 : 0;
        largest = Math.max(largest, Math.abs(value));
        Unit unit = Unit.ofMagnitude(Math.abs(value));
        units.add(unit);
        byNumber.go(value, true);
        long millis = number.millis(unit);
        boolean plausible = millis >= ReadingOptions.EARLIEST && millis <= latest;
        bySize.go(millis, plausible);
        if (plausible && millis < LEAST_LAST) {
            early++;
            lastEarly = Math.max(lastEarly, millis);
        } else if (plausible) {
            firstLate = Math.min(firstLate, millis);
        }
        reaches |= plausible && millis >= (unit == Unit.NANOSECONDS ? LEAST_LAST_NANOS : LEAST_LAST);
    }

    private static boolean isTimed(long millis) {
        return Math.floorMod(millis, BarSteps.DAY_MILLIS) != 0;
    }

    private void seeDigits(byte[] b, int from, int to, long line) {
        int e = from;
        int mark = to;
        for (; e < to && (b[e] | 0x20) != 'e'; e++) {
            mark = b[e] == '.' || b[e] == ',' ? e : mark;
        }
        int power = 0;
        if (e < to) {
            int digits = b[e + 1] == '+' || b[e + 1] == '-' ? e + 2 : e + 1;
            for (int p = digits; p < to && power < 1000; p++) {
                power = 10 * power + (b[p] - '0');
            }
            power = b[e + 1] == '-' ? -power : power;
            if (firstPower == null) {
                firstPower = BarFields.printable(b, from, to);
                firstPowerLine = line;
            }
        }
        finest = Math.min(finest, power - Math.max(0, e - mark - 1));
    }

    /** Refuses numbers of which a spreadsheet has left too few digits: 1.70415E+12 may be any of 10,000 seconds. */
    private void requireDigits(String source, String column) {
        double seconds = Math.pow(10, finest) * Unit.ofMagnitude(largest).seconds();
        if (firstPower != null && numbers > 1 && seconds >= COARSE_SECONDS) {
            throw BarDataException.at(source, firstPowerLine, column, firstPower,
                    "rounded to " + Math.round(seconds) + " seconds; write all digits of the times");
        }
    }

    private void seeDate(byte[] b, int from, int to, long line) {
        dates++;
        if (scan.zone() != null) {
            zonedTimes++;
        } else if (scan.isTimed()) {
            localTimes++;
        }
        if (scan.isPlain()) {
            plainDates++;
            return;
        }
        points &= scan.hasPoints();
        doubtfulTimed += scan.isTimed() ? 1 : 0;
        for (Order order : Order.values()) {
            if (scan.fits(order)) {
                long day = scan.epochDay(order);
                boolean plausible = day * BarSteps.DAY_MILLIS >= ReadingOptions.EARLIEST && day * BarSteps.DAY_MILLIS <= latest;
                implausible[order.ordinal()] += plausible ? 0 : 1;
                days[order.ordinal()].go(day);
            } else {
                unfit[order.ordinal()]++;
            }
        }
        if (firstDoubtful == null) {
            firstDoubtful = BarFields.printable(b, from, to);
            firstDoubtfulLine = line;
        }
    }

    /**
     * Returns how the column is read.
     *
     * @param source the file's name as messages give it
     * @param column the column's name
     * @throws BarDataException if the column leaves a doubt about the order of its dates, or its name about their zone
     */
    public TimeReader decide(String source, String column) {
        List<String> notes = new ArrayList<>();
        TimeReader.Numbers kind = numbers == 0 ? TimeReader.Numbers.EPOCH : kind(notes);
        if (kind == TimeReader.Numbers.EPOCH) {
            requireDigits(source, column);
        }
        boolean uniform = units.size() > 1 && byNumber.turns() + byNumber.beyond < bySize.turns() + bySize.beyond;
        Order order = order(source, column, notes);
        Zones.@Nullable Named named = options.zone() == null ? Zones.inName(column) : null;
        boolean written = kind == TimeReader.Numbers.COMPACT || kind == TimeReader.Numbers.SERIAL;
        boolean timed = localTimes > 0 || written && timedNumbers > 0;
        if (named != null && named.zone() == null && timed) {
            throw BarDataException.at(source, 0, column, null, "the times are local ones of " + named.text()
                    + ", which does not tell the zone without doubt; name it with --tz");
        }
        @Nullable ZoneId zone = named == null ? options.zone() : named.zone();
        boolean local = zone != null && !zone.equals(ZoneOffset.UTC) && timed && zonedTimes == 0;
        if (local) {
            notes.add("times are local ones of " + zone);
        }
        boolean strays = early > 0 && CLEARLY * early <= numbers && firstLate - lastEarly > STRAY_MILLIS;
        return new TimeReader(
                options, zone, kind, uniform ? Unit.ofMagnitude(largest) : null, strays ? LEAST_LAST : Long.MIN_VALUE, order, local, notes);
    }

    private TimeReader.Numbers kind(List<String> notes) {
        if (2 * compact >= numbers) {
            return TimeReader.Numbers.COMPACT;
        }
        if (2 * serials >= numbers && largestSerial > latest / BarSteps.DAY_MILLIS) {
            notes.add("times are serial days of a spreadsheet");
            return TimeReader.Numbers.SERIAL;
        }
        if (4 * shortDates >= 3 * numbers || 2 * leadingZeros >= numbers || !reaches) {
            return TimeReader.Numbers.NONE;
        }
        if (units.contains(Unit.MICROSECONDS) || units.contains(Unit.NANOSECONDS) || units.size() > 1) {
            notes.add("times are " + String.join(" and ", units.stream().map(Unit::words).toList()) + " since the epoch");
        }
        return TimeReader.Numbers.EPOCH;
    }

    private Order order(String source, String column, List<String> notes) {
        if (dates == plainDates) {
            return Order.DMY;
        }
        if (options.dateFormat() != null) {
            @Nullable Order given = TimeReader.order(options.dateFormat());
            return given == null ? Order.DMY : given; // a pattern needs no order
        }
        List<Order> likely = new ArrayList<>();
        long doubtful = dates - plainDates;
        for (Order order : Order.values()) {
            if (CLEARLY * unfit[order.ordinal()] <= doubtful) {
                likely.add(order);
            }
        }
        likely = narrowed(likely, order -> CLEARLY * implausible[order.ordinal()] <= doubtful);
        if (2 * doubtfulTimed >= doubtful) {
            likely = narrowed(likely, order -> days[order.ordinal()].areNear(doubtful));
        }
        Order best = likely.stream().min((a, b) -> Long.compare(unfit[a.ordinal()], unfit[b.ordinal()])).orElse(null);
        boolean clear = best != null && likely.stream().allMatch(order -> order == best
                || unfit[order.ordinal()] > 0 && CLEARLY * unfit[best.ordinal()] <= unfit[order.ordinal()]);
        if (!clear && points && likely.contains(Order.DMY)) {
            notes.add("dates are day, month, year");
            return Order.DMY;
        }
        if (best == null || !clear) {
            throw BarDataException.at(source, firstDoubtfulLine, column, firstDoubtful,
                    "the column does not tell the order of day, month and year; add --date-format dmy, mdy or ymd");
        }
        notes.add("dates are " + best.words());
        return best;
    }

    /** Returns those of the orders that pass, all of them when none does. */
    private static List<Order> narrowed(List<Order> orders, Predicate<Order> test) {
        List<Order> passed = orders.stream().filter(test).toList();
        return passed.isEmpty() ? orders : passed;
    }

    /** Counts how far apart the days of a column are whose rows have times of day. */
    private static final class Days {
        private static final long NEAR = 7;
        private long last = Long.MIN_VALUE;
        private long near;
        private long far;

        void go(long day) {
            if (last != Long.MIN_VALUE && day != last) {
                boolean isNear = Math.abs(day - last) <= NEAR;
                near += isNear ? 1 : 0;
                far += isNear ? 0 : 1;
            }
            last = day;
        }

        /** Returns whether there are many rows a day, and days follow on each other. */
        boolean areNear(long rows) {
            return near > 0 && CLEARLY * far <= near && 2 * (near + far) <= rows;
        }
    }

    /** Counts which way numbers go. */
    private static final class Way {
        private double last = Double.NaN;
        private long rises;
        private long falls;
        private long beyond;

        void go(double value, boolean plausible) {
            rises += value > last ? 1 : 0;
            falls += value < last ? 1 : 0;
            beyond += plausible ? 0 : 1;
            last = value;
        }

        long turns() {
            return Math.min(rises, falls);
        }
    }
}
