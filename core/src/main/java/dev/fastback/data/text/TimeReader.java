package dev.fastback.data.text;

import dev.fastback.data.findings.FindingKind;
import dev.fastback.data.reading.ReadingOptions;
import dev.fastback.data.text.DateScan.Order;
import dev.fastback.data.text.TimeNumber.Unit;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the times of a column, after a {@link TimeLook} has seen all of it. Used by one thread, in the order of the rows. */
public final class TimeReader {
    /** What the numbers of a column are. */
    enum Numbers {
        COMPACT,
        SERIAL,
        EPOCH,
        NONE
    }

    private static final long UNREADABLE = TimeParser.UNREADABLE;
    private static final long EARLY = Long.MIN_VALUE + 1;
    private static final long LATE = Long.MIN_VALUE + 2;
    private static final long CLOSE = Long.MIN_VALUE + 3;
    private static final long NANOS_OF_MILLI = 1_000_000;

    /** Letters of {@code strftime}, for those who know them. */
    private static final Map<Character, String> PERCENT = Map.ofEntries(
            Map.entry('Y', "uuuu"), Map.entry('y', "uu"), Map.entry('m', "MM"), Map.entry('d', "dd"), Map.entry('b', "MMM"),
            Map.entry('B', "MMMM"), Map.entry('H', "HH"), Map.entry('I', "hh"), Map.entry('M', "mm"), Map.entry('S', "ss"),
            Map.entry('f', "SSSSSS"), Map.entry('p', "a"), Map.entry('z', "xx"), Map.entry('a', "EEE"), Map.entry('j', "DDD"));

    private final long latest;
    private final @Nullable ZoneId zone;
    private final @Nullable DateTimeFormatter format;
    private final Numbers numbers;
    private final @Nullable Unit unit;
    private final long earliestEpoch;
    private final Order order;
    private final boolean local;
    private final List<String> notes;
    private final TimeNumber number = new TimeNumber();
    private final DateScan scan = new DateScan();
    private long lastMillis = Long.MIN_VALUE;
    private long lastNanos;

    TimeReader(
            ReadingOptions options,
            @Nullable ZoneId zone,
            Numbers numbers,
            @Nullable Unit unit,
            long earliestEpoch,
            Order order,
            boolean local,
            List<String> notes) {
        this.latest = options.latest();
        this.zone = zone;
        this.format = order(options.dateFormat()) != null ? null : formatter(options.dateFormat());
        this.numbers = numbers;
        this.unit = unit;
        this.earliestEpoch = earliestEpoch;
        this.order = order;
        this.local = local;
        this.notes = List.copyOf(notes);
    }

    /** Returns what was assumed about the column, a few words each. */
    public List<String> notes() {
        return notes;
    }

    /** Returns the zone of the times, which are local ones that are not yet moved to UTC; null where they are not. */
    public @Nullable ZoneId localZone() {
        return local ? zone : null;
    }

    /** Returns the code for a field without any time. */
    public static long none() {
        return UNREADABLE;
    }

    /** Returns whether {@link #millis} gave a time. */
    public static boolean isTime(long millis) {
        return millis > CLOSE;
    }

    /** Returns the time in {@code [from, to)}, milliseconds since the epoch, or a code that {@link #complaint} explains. */
    public long millis(byte[] b, int from, int to) {
        long millis = format != null ? formatted(b, from, to) : number.read(b, from, to) ? ofNumber() : ofDate(b, from, to);
        return isTime(millis) ? bounded(millis) : millis;
    }

    /** Returns a time that is known, or a code where no bar can have it. */
    public long bounded(long millis) {
        return millis < ReadingOptions.EARLIEST ? EARLY : millis > latest ? LATE : millis;
    }

    private long ofNumber() {
        return switch (numbers) {
            case COMPACT -> number.compactMillis();
            case SERIAL -> Math.abs(number.value()) < TimeLook.LEAST_SERIAL ? UNREADABLE : number.serialMillis();
            case EPOCH -> ofEpoch();
            case NONE -> Math.max(number.compactMillis(), number.millis(Unit.ofMagnitude(Math.abs(number.value())))) > latest
                    ? LATE
                    : UNREADABLE;
        };
    }

    private long ofEpoch() {
        // A few compact dates among times of other forms.
        long date = unit == null ? number.compactMillis() : UNREADABLE;
        if (date >= ReadingOptions.EARLIEST && date <= latest && number.value() < 1e8) {
            return date;
        }
        Unit own = unit != null ? unit : Unit.ofMagnitude(Math.abs(number.value()));
        long millis = number.millis(own);
        if (millis < earliestEpoch) {
            return UNREADABLE;
        }
        long nanos = number.nanosBeyond(own);
        long step = Math.abs((millis - lastMillis) * NANOS_OF_MILLI + nanos - lastNanos);
        boolean close = Math.abs(millis - lastMillis) <= 1 && step > 0 && step < NANOS_OF_MILLI;
        lastMillis = millis;
        lastNanos = nanos;
        return close ? CLOSE : millis;
    }

    private long ofDate(byte[] b, int from, int to) {
        if (zone == null) {
            long iso = TimeParser.parse(b, from, to);
            if (iso != UNREADABLE) {
                return iso;
            }
        }
        if (!scan.scan(b, from, to)) {
            return UNREADABLE;
        }
        long millis = scan.millis(scan.isPlain() ? scan.order() : order);
        return zone != null && !local && scan.zone() == null && scan.isTimed() && millis != UNREADABLE
                ? atZone(millis)
                : millis;
    }

    private long formatted(byte[] b, int from, int to) {
        try {
            TemporalAccessor parsed =
                    Objects.requireNonNull(format).parse(new String(b, from, to - from, StandardCharsets.UTF_8));
            @Nullable LocalDate date = parsed.query(TemporalQueries.localDate());
            @Nullable LocalTime time = parsed.query(TemporalQueries.localTime());
            @Nullable ZoneId own = parsed.query(TemporalQueries.zone());
            if (date == null) {
                return UNREADABLE;
            }
            if (own != null) {
                return date.atTime(time == null ? LocalTime.MIDNIGHT : time).atZone(own).toInstant().toEpochMilli();
            }
            long millis = date.atTime(time == null ? LocalTime.MIDNIGHT : time).toInstant(ZoneOffset.UTC).toEpochMilli();
            return zone != null && time != null ? atZone(millis) : millis;
        } catch (DateTimeException | ArithmeticException e) {
            return UNREADABLE;
        }
    }

    private long atZone(long localMillis) {
        return Instant.ofEpochMilli(localMillis).atOffset(ZoneOffset.UTC).toLocalDateTime()
                .atZone(Objects.requireNonNull(zone)).toInstant().toEpochMilli();
    }

    /** Returns the kind of what is wrong with a time that is none. */
    public static FindingKind finding(long code) {
        return code == UNREADABLE ? FindingKind.UNREADABLE_TIME : FindingKind.IMPLAUSIBLE_TIME;
    }

    /** Returns in a few words what is wrong with a time that is none. */
    public String complaint(long code) {
        if (code == EARLY) {
            return "before 1900";
        }
        if (code == LATE) {
            return "after tomorrow";
        }
        if (code == CLOSE) {
            return "less than a millisecond from the time before it";
        }
        if (format != null) {
            return "not a time as --date-format says";
        }
        return switch (numbers) {
            case NONE -> "neither a date nor a time; a column of such numbers does not count from the epoch (--date-format tells what it is)";
            case COMPACT -> "not a date, as the other numbers of the column are";
            case SERIAL -> "not a serial day, as the other numbers of the column are";
            case EPOCH -> BarFields.TIME_COMPLAINT;
        };
    }

    /**
     * Checks a date format.
     *
     * @throws IllegalArgumentException if it is neither {@code dmy}, {@code mdy} or {@code ymd} nor a pattern
     */
    public static void checkFormat(String dateFormat) {
        if (order(dateFormat) == null) {
            formatter(dateFormat);
        }
    }

    static @Nullable Order order(@Nullable String dateFormat) {
        if (dateFormat == null) {
            return null;
        }
        return switch (dateFormat.toLowerCase(Locale.ROOT)) {
            case "dmy" -> Order.DMY;
            case "mdy" -> Order.MDY;
            case "ymd" -> Order.YMD;
            default -> null;
        };
    }

    private static @Nullable DateTimeFormatter formatter(@Nullable String dateFormat) {
        if (dateFormat == null) {
            return null;
        }
        DateTimeFormatter format = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(dateFormat.indexOf('%') < 0 ? dateFormat.replace('y', 'u') : ofPercent(dateFormat))
                .toFormatter(Locale.ENGLISH);
        try {
            String written = format.format(Instant.EPOCH.atOffset(ZoneOffset.UTC));
            if (format.parse(written).query(TemporalQueries.localDate()) != null) {
                return format;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a date format needs year, month and day: " + dateFormat, e);
        }
        throw new IllegalArgumentException("a date format needs year, month and day: " + dateFormat);
    }

    private static String ofPercent(String dateFormat) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < dateFormat.length(); i++) {
            char c = dateFormat.charAt(i);
            if (c == '%' && i + 1 < dateFormat.length()) {
                @Nullable String letters = PERCENT.get(dateFormat.charAt(++i));
                if (letters == null) {
                    throw new IllegalArgumentException("a date format knows no %" + dateFormat.charAt(i));
                }
                pattern.append(letters);
            } else {
                pattern.append(Character.isLetter(c) ? "'" + c + "'" : c == '\'' ? "''" : String.valueOf(c));
            }
        }
        return pattern.toString();
    }
}
