package dev.fastback.command.arguments;

import dev.fastback.data.reading.ReadingOptions;
import dev.fastback.data.text.TimeReader;
import dev.fastback.terminal.UsageException;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What files do not say of themselves. What is null was not given. */
class ReadingArguments {
    @Option(names = "--tz", paramLabel = "ZONE", description = "Where times without a zone are local, for example America/New_York (default: UTC).")
    @Nullable String zone;

    @Option(names = "--date-format", paramLabel = "FORMAT", description = "dmy, mdy, ymd, or a pattern such as dd.MM.yy HH:mm or %%d/%%m/%%Y, where dates leave a doubt.")
    @Nullable String dateFormat;

    @Option(names = "--decimal", paramLabel = "MARK", description = "point or comma, where numbers leave a doubt.")
    @Nullable String decimal;

    @Option(names = "--adjust", description = "Multiply prices by adjusted close / close, where a file has both.")
    boolean adjust;

    /**
     * Returns what was given.
     *
     * @throws UsageException if a value makes no sense
     */
    final ReadingOptions reading() {
        return new ReadingOptions(checkedFormat(), zoneId(), mark(), adjust, InstantSource.system());
    }

    private @Nullable String checkedFormat() {
        if (dateFormat != null) {
            try {
                TimeReader.checkFormat(dateFormat);
            } catch (IllegalArgumentException e) {
                throw new UsageException("--date-format: " + e.getMessage());
            }
        }
        return dateFormat;
    }

    private @Nullable ZoneId zoneId() {
        try {
            return zone == null ? null : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new UsageException("--tz must be a zone such as Europe/Berlin or an offset such as +02:00: " + zone);
        }
    }

    private @Nullable Character mark() {
        if (decimal == null) {
            return null;
        }
        return switch (decimal.toLowerCase(Locale.ROOT)) {
            case "point", "." -> '.';
            case "comma", "," -> ',';
            default -> throw new UsageException("--decimal must be point or comma: " + decimal);
        };
    }
}
