package dev.fastback.data.text;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Zones and offsets as they stand behind a time. */
final class Zones {
    /** Short names of one meaning each; CST and IST, which have several, are not read. */
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("Z", "Z"), Map.entry("UTC", "Z"), Map.entry("GMT", "Z"), Map.entry("WET", "Z"),
            Map.entry("EST", "-05:00"), Map.entry("EDT", "-04:00"), Map.entry("CDT", "-05:00"), Map.entry("MST", "-07:00"),
            Map.entry("MDT", "-06:00"), Map.entry("PST", "-08:00"), Map.entry("PDT", "-07:00"), Map.entry("CET", "+01:00"),
            Map.entry("CEST", "+02:00"), Map.entry("EET", "+02:00"), Map.entry("EEST", "+03:00"), Map.entry("MSK", "+03:00"),
            Map.entry("JST", "+09:00"), Map.entry("KST", "+09:00"), Map.entry("HKT", "+08:00"), Map.entry("SGT", "+08:00"),
            Map.entry("AEST", "+10:00"), Map.entry("AEDT", "+11:00"));
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
