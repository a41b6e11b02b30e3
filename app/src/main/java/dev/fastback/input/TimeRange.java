package dev.fastback.input;

import dev.fastback.data.BarSeries;
import dev.fastback.input.options.DataOptions;
import dev.fastback.terminal.UsageException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The time range of {@code --from} and {@code --to}. A date is a day of the zone whose local times a file has, else of {@code --tz}; of bars that have dates
 * alone it is the bar's, as it is in UTC.
 *
 * @param from its beginning; null for the oldest bar
 * @param to its end, inclusive; null for the newest
 * @param zone of {@code --tz}; UTC where none was given
 */
record TimeRange(@Nullable Limit from, @Nullable Limit to, ZoneId zone) {
    static TimeRange of(DataOptions data) {
        return new TimeRange(
                data.from() == null ? null : Limit.of("--from", data.from()),
                data.to() == null ? null : Limit.of("--to", data.to()),
                data.reading().zone() == null ? ZoneOffset.UTC : data.reading().zone());
    }

    BarSeries cut(BarSeries bars) {
        ZoneId clock = bars.zone() != null ? bars.zone() : bars.hasDates() ? ZoneOffset.UTC : zone;
        long least = from == null ? Long.MIN_VALUE : from.first(clock);
        long most = to == null ? Long.MAX_VALUE : to.last(clock);
        int first = 0;
        while (first < bars.size() && bars.timeMillis(first) < least) {
            first++;
        }
        int end = bars.size();
        while (end > first && bars.timeMillis(end - 1) > most) {
            end--;
        }
        return bars.cut(first, end);
    }

    /**
     * One end of the range.
     *
     * @param day a date; null for an instant
     * @param millis the instant, milliseconds since the epoch; 0 for a date
     */
    private record Limit(@Nullable LocalDate day, long millis) {
        private static final LocalDate LEAST = LocalDate.of(1, 1, 1);
        private static final LocalDate MOST = LocalDate.of(9999, 12, 31);

        static Limit of(String option, String text) {
            try {
                if (text.indexOf('T') >= 0) {
                    return new Limit(null, Instant.parse(text).toEpochMilli());
                }
                LocalDate day = LocalDate.parse(text);
                if (!day.isBefore(LEAST) && !day.isAfter(MOST)) {
                    return new Limit(day, 0);
                }
            } catch (DateTimeException | ArithmeticException e) {
                // The error below says what is expected.
            }
            throw new UsageException(option + " must be a date (2024-01-31) or an instant (2024-01-31T08:00:00Z): " + text);
        }

        long first(ZoneId zone) {
            return day == null ? millis : start(day, zone);
        }

        long last(ZoneId zone) {
            return day == null ? millis : start(day.plusDays(1), zone) - 1;
        }

        private static long start(LocalDate day, ZoneId zone) {
            return day.atStartOfDay(zone).toInstant().toEpochMilli();
        }
    }
}
