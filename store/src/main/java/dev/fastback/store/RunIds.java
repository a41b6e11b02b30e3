package dev.fastback.store;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** Makes run ids: the UTC time to the second and four random hexadecimal digits, {@code 20261123-143015-4f2a}. */
final class RunIds {
    private static final int SECONDS = "2026-11-23T14:30:15".length();

    private RunIds() {}

    static String next(Instant time, RandomGenerator random) {
        // 2026-11-23T14:30:15.123Z; a pattern of its own would take longer at a cold start than all the rest of a run's record.
        String moment = time.toString().substring(0, SECONDS).replace("-", "").replace(":", "").replace('T', '-');
        String digits = Integer.toHexString(random.nextInt(1 << 16));
        return moment + "-" + "0".repeat(4 - digits.length()) + digits;
    }
}
