package dev.fastback.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/** Makes run ids: the UTC time to the second and four random hexadecimal digits, {@code 20261123-143015-4f2a}. */
final class RunIds {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private RunIds() {}

    static String next(Instant time, RandomGenerator random) {
        String digits = Integer.toHexString(random.nextInt(1 << 16));
        return TIME.format(time) + "-" + "0".repeat(4 - digits.length()) + digits;
    }
}
