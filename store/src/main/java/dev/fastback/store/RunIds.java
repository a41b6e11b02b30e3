package dev.fastback.store;

import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes run ids: the UTC time to the second and four random hexadecimal digits, {@code 20261123-143015-4f2a}. */
final class RunIds {
    private static final int SECONDS = "2026-11-23T14:30:15".length();

    private RunIds() {}

    static String next(Instant time, RandomGenerator random) {
        return of(time.toString(), random.nextInt(1 << 16));
    }

    /** Returns all ids that a run could have that began at a time, as a run keeps it; none if it is no time. */
    static Stream<String> ofSecond(String started) {
        return started.length() < SECONDS ? Stream.empty() : IntStream.range(0, 1 << 16).mapToObj(number -> of(started, number));
    }

    private static String of(String time, int number) {
        // 2026-11-23T14:30:15.123Z; a pattern of its own would take longer at a cold start than all the rest of a run's record.
        String moment = time.substring(0, SECONDS).replace("-", "").replace(":", "").replace('T', '-');
        String digits = Integer.toHexString(number);
        return moment + "-" + "0".repeat(4 - digits.length()) + digits;
    }
}
