package dev.fastback.command.arguments;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration: whole numbers with {@code h}, {@code m}, {@code s} or {@code ms}, for example {@code 90s} or {@code 1h30m}. */
final class DurationConverter implements ITypeConverter<Duration> {
    /** What a value must be. */
    static final String WANTED = "a duration such as 90s, 5m, 2h or 1h30m";

    private static final Pattern FORM = Pattern.compile("(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

    @Override
    public Duration convert(String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            Duration duration = Duration.ofHours(part(matcher, 1))
                    .plusMinutes(part(matcher, 2))
                    .plusSeconds(part(matcher, 3))
                    .plusMillis(part(matcher, 4));
            if (duration.isPositive()) {
                return duration;
            }
        }
        throw new TypeConversionException(text + " is not " + WANTED);
    }

    private static long part(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
    }
}
