package dev.fastback.testkit;

import java.util.SplittableRandom;

/** Seeds of property tests: fixed by default, set by the system property {@code fastback.seed}, and always printed. */
public final class Seeds {
    private Seeds() {}

    /** Returns a generator for a test and prints the seed with which it can be run again. */
    public static SplittableRandom random(String test, long defaultSeed) {
        long seed = Long.getLong("fastback.seed", defaultSeed);
        System.out.println(test + ": seed " + seed + " (repeat with -Dfastback.seed=" + seed + ")");
        return new SplittableRandom(seed);
    }
}
