package dev.fastback.data.files;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times written as numbers that mean something else than those that are read. */
final class WrongUnits {
    private WrongUnits() {}

    static String write(String unit, long millis, int row) {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        return switch (unit) {
            case "row" -> Integer.toString(row);
            case "days" -> Long.toString(millis / 86_400_000);
            case "weeks" -> Long.toString(millis / 604_800_000);
            case "hours" -> Long.toString(millis / 3_600_000);
            case "minutes" -> Long.toString(millis / 60_000);
            case "tenths" -> Long.toString(millis / 100);
            case "ticks" -> Long.toString(millis * 10_000 + 621_355_968_000_000_000L);
            case "filetime" -> Long.toString(millis * 10_000 + 116_444_736_000_000_000L);
            case "tens of ns" -> Long.toString(millis * 100_000);
            case "yyyyDDD" -> time.getYear() + String.format("%03d", time.getDayOfYear());
            case "julian day" -> Double.toString(millis / 86_400_000.0 + 2_440_587.5);
            case "datenum" -> Double.toString(millis / 86_400_000.0 + 719_529);
            case "year" -> Double.toString(time.getYear() + time.getDayOfYear() / 366.0);
            case "ms * 10" -> Long.toString(millis * 10);
            case "ntp" -> Long.toString(millis / 1000 + 2_208_988_800L);
            default -> time.format(DateTimeFormatter.ofPattern(unit));
        };
    }
}
