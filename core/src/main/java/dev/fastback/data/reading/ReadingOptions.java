package dev.fastback.data.reading;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a file does not say of itself. All but the clock is for files that leave a doubt.
 *
 * @param dateFormat how dates are written: {@code dmy}, {@code mdy}, {@code ymd}, or a pattern of
 *     {@link java.time.format.DateTimeFormatter}; null lets the column decide
 * @param zone where times without a zone are local; null is UTC. Dates without a time of day are not moved
 * @param decimal the decimal mark, a point or a comma; null lets the columns decide
 * @param adjusted whether prices are multiplied by adjusted close / close, where a table has both
 * @param clock tells today; bars after tomorrow are refused
 */
public record ReadingOptions(
        @Nullable String dateFormat, @Nullable ZoneId zone, @Nullable Character decimal, boolean adjusted, InstantSource clock) {
    /** The file decides, or is refused. */
    public static final ReadingOptions DEFAULT = new ReadingOptions(null, null, null, false, InstantSource.system());

    /** No bar begins before this: 1900-01-01, milliseconds since the epoch. */
    public static final long EARLIEST = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();

    public ReadingOptions {
        Objects.requireNonNull(clock, "clock");
        if (decimal != null && decimal != '.' && decimal != ',') {
            throw new IllegalArgumentException("decimal must be a point or a comma: " + decimal);
        }
    }

    /** Returns whether nothing was said that changes how a file is read. */
    public boolean areUsual() {
        return dateFormat == null && zone == null && decimal == null && !adjusted;
    }

    /** Returns the latest time a bar may begin, milliseconds since the epoch: the end of tomorrow, so that local times of today pass. */
    public long latest() {
        return clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(2)).toEpochMilli() - 1;
    }

    /** Returns the same options with a date format. */
    public ReadingOptions withDateFormat(@Nullable String newFormat) {
        return new ReadingOptions(newFormat, zone, decimal, adjusted, clock);
    }

    /** Returns the same options with a zone for local times. */
    public ReadingOptions withZone(@Nullable ZoneId newZone) {
        return new ReadingOptions(dateFormat, newZone, decimal, adjusted, clock);
    }

    /** Returns the same options with a decimal mark. */
    public ReadingOptions withDecimal(@Nullable Character newDecimal) {
        return new ReadingOptions(dateFormat, zone, newDecimal, adjusted, clock);
    }

    /** Returns the same options with adjusted prices or without. */
    public ReadingOptions withAdjusted(boolean newAdjusted) {
        return new ReadingOptions(dateFormat, zone, decimal, newAdjusted, clock);
    }

    /** Returns the same options with another clock. */
    public ReadingOptions withClock(InstantSource newClock) {
        return new ReadingOptions(dateFormat, zone, decimal, adjusted, newClock);
    }
}
