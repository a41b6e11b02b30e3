package dev.fastback.data.text;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Zones and offsets as they stand behind a time or in the name of a column. */
final class Zones {
    /** Short names of one meaning each; CST and IST, which have several, are not read. */
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("Z", "Z"), Map.entry("UTC", "Z"), Map.entry("GMT", "Z"), Map.entry("WET", "Z"),
            Map.entry("EST", "-05:00"), Map.entry("EDT", "-04:00"), Map.entry("CDT", "-05:00"), Map.entry("MST", "-07:00"),
            Map.entry("MDT", "-06:00"), Map.entry("PST", "-08:00"), Map.entry("PDT", "-07:00"), Map.entry("CET", "+01:00"),
            Map.entry("CEST", "+02:00"), Map.entry("EET", "+02:00"), Map.entry("EEST", "+03:00"), Map.entry("MSK", "+03:00"),
            Map.entry("JST", "+09:00"), Map.entry("KST", "+09:00"), Map.entry("HKT", "+08:00"), Map.entry("SGT", "+08:00"),
            Map.entry("AEST", "+10:00"), Map.entry("AEDT", "+11:00"));
    /** More short names, which stand for several zones, or for one whose clocks change. */
    private static final Set<String> DOUBTFUL = Set.of("CST", "IST", "BST", "ET", "CT", "MT", "PT", "WEST", "AST", "HST", "NZST", "NZDT", "NZT",
            "MEZ", "MESZ", "MET", "AKST", "AKDT", "ACST", "ACDT", "AWST", "SAST", "PKT", "BRT", "IDT", "WIB", "LOCAL");
    private static final Set<String> ALL_YEAR = Set.of("Z", "UTC", "GMT", "JST", "KST", "HKT", "SGT");
    private static final Pattern IN_NAME = Pattern.compile("[(\\[]\\s*([^)\\]]+?)\\s*[)\\]]");
    private static final int MOST_KNOWN = 1000;
    private static final Map<String, Optional<ZoneId>> KNOWN = new ConcurrentHashMap<>();

    private Zones() {}

    /** Returns the zone that a text names, null when it names none. */
    static @Nullable ZoneId find(String text) {
        Optional<ZoneId> known = KNOWN.get(text);
        if (known == null) {
            known = Optional.ofNullable(parse(text));
            if (KNOWN.size() < MOST_KNOWN) {
                KNOWN.put(text, known);
            }
        }
        return known.orElse(null);
    }

    /**
     * The zone that the name of a column of times says in brackets, {@code time (UTC+2)}.
     *
     * @param text what stands in the brackets
     * @param zone the zone; null where the text may stand for several, or for one whose clocks change: EET is +02:00 behind a time, and any
     *     of two offsets above a column
     */
    record Named(String text, @Nullable ZoneId zone) {}

    /** Returns the zone that the name of a column says; null when it says none. */
    static @Nullable Named inName(String columnName) {
        Matcher matcher = IN_NAME.matcher(columnName);
        if (!matcher.find()) {
            return null;
        }
        String text = matcher.group(1);
        String upper = text.toUpperCase(Locale.ROOT);
        if (DOUBTFUL.contains(upper) || SHORT.containsKey(upper) && !ALL_YEAR.contains(upper)) {
            return new Named(upper, null);
        }
        // Names of columns are kept in lower case, those of zones have both.
        String name = text.indexOf('/') < 0
                ? upper
                : ZoneId.getAvailableZoneIds().stream().filter(text::equalsIgnoreCase).findFirst().orElse("");
        @Nullable ZoneId zone = find(name);
        return zone == null ? null : new Named(name, zone);
    }

    private static @Nullable ZoneId parse(String text) {
        String name = text.startsWith("(") && text.endsWith(")") ? text.substring(1, text.length() - 1) : text;
        int bracket = Math.max(name.indexOf('['), name.indexOf(" ("));
        if (bracket > 0) {
            name = name.substring(0, bracket).strip(); // an offset decides; the zone's name behind it only explains
        }
        name = SHORT.getOrDefault(name.toUpperCase(Locale.ROOT), name);
        String offset = name.startsWith("GMT") || name.startsWith("UTC") ? name.substring(3) : name;
        try {
            if (offset.startsWith("+") || offset.startsWith("-") || offset.equals("Z")) {
                return ZoneOffset.of(offset);
            }
            return name.indexOf('/') > 0 ? ZoneId.of(name) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
